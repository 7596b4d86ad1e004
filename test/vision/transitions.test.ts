import { expect, it } from 'vitest'
import { flashesOf } from '../../electron/vision/flashes.ts'
import { shotsOf } from '../../electron/vision/shots.ts'
import { describeWithShared, sharedMaterial } from '../shared-material.ts'
import { clipsWithKnownCuts, knownFades } from './known-clips.ts'
import { measuredFrames } from './measured-frames.ts'
import { overlap } from './transition-score.ts'

describeWithShared('transitions of real clips', () => {
  it.each(clipsWithKnownCuts)('finds the cuts of %s to the frame', async (name, cuts) => {
    const facts = await measuredFrames(sharedMaterial(`media/cuts/${name}`)!)
    const { transitions, shots } = shotsOf(facts)
    expect(transitions.filter((t) => t.kind === 'cut').map((t) => t.frame)).toEqual(cuts)
    expect(flashesOf(facts, transitions)).toEqual([])
    expect(shots[0]?.startFrame).toBe(0)
    expect(shots.at(-1)?.endFrame).toBe(facts.timesS.length)
  })

  it('takes the colour changes of counter.mp4 for cuts or for nothing, at their frames', async () => {
    const { transitions } = shotsOf(await measuredFrames(sharedMaterial('media/cuts/counter.mp4')!))
    for (const { kind, frame } of transitions) expect([kind, [10, 20].includes(frame)]).toEqual(['cut', true])
  })

  it('finds the fades of testvideo.mp4: in, through black as one, and out', async () => {
    const facts = await measuredFrames(sharedMaterial('media/cuts/testvideo.mp4')!)
    const { transitions } = shotsOf(facts)
    const fades = transitions.filter((t) => t.kind === 'fade')
    expect(fades).toHaveLength(knownFades.length)
    knownFades.forEach((known, i) => expect(overlap(known, fades[i]!, facts)).toBeGreaterThanOrEqual(0.5))
  })

  it.each(['cat-spin.mp4', 'chaplin.mp4', 'example.mp4', 'fire2.mp4'])(
    'finds no transition in %s, one shot in motion',
    async (name) => {
      const { transitions } = shotsOf(await measuredFrames(sharedMaterial(`media/drafts/${name}`)!))
      expect(transitions).toEqual([])
    },
  )
})
