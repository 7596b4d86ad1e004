/**
 * Trains what decides on transitions, the cut model and the ramp model, on drafts composed from shared material, and
 * writes them into electron/vision. Run by hand with ../shared in place:
 *
 *     node scripts/train-transitions.ts
 *
 * First it reports how good such models are on files that they have not seen: for each group of files it trains on the
 * drafts of the other groups and finds the transitions of this group's drafts. Then it trains on all and writes.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { locateFfmpeg } from '../electron/media/locate.ts'
import type { BoostedTrees } from '../electron/vision/boosted-trees.ts'
import type { FrameDifferences } from '../electron/vision/frame-differences.ts'
import { shotsOf } from '../electron/vision/shots.ts'
import { composedFolder } from '../test/vision/composed/composed-folder.ts'
import { planDraft } from '../test/vision/composed/draft-plan.ts'
import { groups } from '../test/vision/composed/stretches.ts'
import { writeDraft, type KnownDraft } from '../test/vision/composed/write-draft.ts'
import { measuredFrames } from '../test/vision/measured-frames.ts'
import { addToScore, newScore, type TransitionScore } from '../test/vision/transition-score.ts'
import { boostTrees, type BoostOptions } from './boost-trees.ts'
import {
  cutOptions,
  examplesOfCuts,
  examplesOfRamps,
  rampOptions,
  type Example,
} from './transition-examples.ts'

const draftsOfEachGroup = 26

interface TrainingDraft {
  group: number
  known: KnownDraft
  facts: FrameDifferences
  cuts: Example[]
  ramps: Example[]
}

const drafts = await composedDrafts()
const onUnseenFiles = newScore()
for (const group of groups) {
  const others = drafts.filter((d) => d.group !== group)
  const models = { cut: cutModel(others), ramp: rampModel(others) }
  const score = newScore()
  for (const { known, facts } of drafts.filter((d) => d.group === group)) {
    const found = shotsOf(facts, models).transitions
    addToScore(score, known, found, facts)
    addToScore(onUnseenFiles, known, found, facts)
  }
  report(`files of group ${group}, trained on the others`, score)
}
report('all files, each left out in its turn', onUnseenFiles)
write('cut', cutModel(drafts))
write('ramp', rampModel(drafts))

async function composedDrafts(): Promise<TrainingDraft[]> {
  const { ffmpegPath } = await locateFfmpeg()
  const made: TrainingDraft[] = []
  for (let seed = 1; seed <= draftsOfEachGroup; seed++) {
    for (const group of groups) {
      const { path, known } = await writeDraft(planDraft(seed, group), composedFolder, ffmpegPath)
      const facts = await measuredFrames(path)
      const [cuts, ramps] = [examplesOfCuts(known, facts), examplesOfRamps(known, facts)]
      made.push({ group, known, facts, cuts, ramps })
    }
  }
  return made
}

function cutModel(from: readonly TrainingDraft[]): BoostedTrees {
  return train(
    from.flatMap((d) => d.cuts),
    cutOptions,
  )
}

function rampModel(from: readonly TrainingDraft[]): BoostedTrees {
  return train(
    from.flatMap((d) => d.ramps),
    rampOptions,
  )
}

function train(rows: readonly Example[], options: BoostOptions): BoostedTrees {
  return boostTrees(
    rows.map((e) => e.features),
    Float64Array.from(rows, (e) => e.answer),
    Float64Array.from(rows, (e) => e.weight),
    options,
  )
}

function report(what: string, score: TransitionScore): void {
  const parts = [`cuts ${String(score.cuts)}`, `dissolves and fades ${String(score.gradual)}`]
  console.log(
    `${what}: ${parts.join('; ')}; wipes ${String(score.wipes)}; cuts at flashes ${score.flashesAsCuts}`,
  )
}

function write(name: 'cut' | 'ramp', trees: BoostedTrees): void {
  const list = (values: readonly number[]): string =>
    `[${values.map((v) => (Number.isFinite(v) ? Number(v.toPrecision(5)) : 1e9)).join(',')}]`
  const text = `// Written by scripts/train-transitions.ts; see models/transitions.md.
// prettier-ignore
export const ${name}ModelTrees = {
  bias: ${trees.bias.toPrecision(5)},
  features: ${list(trees.features)},
  thresholds: ${list(trees.thresholds)},
  answers: ${list(trees.answers)},
}
`
  writeFileSync(fileURLToPath(new URL(`../electron/vision/${name}-model-trees.ts`, import.meta.url)), text)
}
