import { expect, it } from 'vitest'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { shotsOf } from '../../electron/vision/shots.ts'
import { describeWithShared } from '../shared-material.ts'
import { checkSeeds } from './composed/check-drafts.ts'
import { composedFolder } from './composed/composed-folder.ts'
import { planDraft } from './composed/draft-plan.ts'
import { groups } from './composed/stretches.ts'
import { writeDraft } from './composed/write-draft.ts'
import { measuredFrames } from './measured-frames.ts'
import { addToScore, newScore, type TransitionScore } from './transition-score.ts'

/**
 * New compositions (seeds that the training has not seen) of footage that the models were trained on: this guards what
 * ships against a relapse. How good models are on files that they have not seen is in models/transitions.md.
 */
describeWithShared('transitions of drafts composed with known cuts', () => {
  it(
    'finds cuts to the frame, dissolves and fades by their place, and takes no flash for a cut',
    { timeout: 30 * 60_000 },
    async () => {
      const score = newScore()
      for (const group of groups) for (const seed of checkSeeds) await addDraft(score, seed, group)
      console.log(
        `${groups.length * checkSeeds.length} composed drafts: cuts ${String(score.cuts)}; dissolves and fades ${String(score.gradual)}; wipes ${String(score.wipes)}`,
      )
      expect(score.cuts.f1, score.errors.join('\n')).toBeGreaterThanOrEqual(0.95)
      expect(score.gradual.f1, score.errors.join('\n')).toBeGreaterThanOrEqual(0.8)
      expect(score.flashesAsCuts).toBe(0)
    },
  )
})

async function addDraft(score: TransitionScore, seed: number, group: number): Promise<void> {
  const { ffmpegPath } = await locateFfmpeg()
  const { path, known } = await writeDraft(planDraft(seed, group), composedFolder, ffmpegPath)
  const facts = await measuredFrames(path)
  addToScore(score, known, shotsOf(facts).transitions, facts)
}
