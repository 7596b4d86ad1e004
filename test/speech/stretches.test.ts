import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quietCuts } from '../../electron/sound/speech/quiet-cuts.ts'
import { speechStretches } from '../../electron/sound/speech/speech-stretches.ts'

const kinds = fc.constantFrom('speech', 'music', 'speech+music', 'silence', 'noise')

describe('the stretches that are listened to', () => {
  // If this failed, words would be heard twice, not at all, or outside the draft.
  test('hold all speech that lasts, apart and within the draft', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(kinds, fc.double({ min: 0.3, max: 20, noNaN: true }))), (parts) => {
        let at = 0
        const segments = parts.map(([kind, lastsS]) => ({ kind, startS: at, endS: (at += lastsS) }))
        const stretches = speechStretches(segments, at)
        for (const [i, { startS, endS }] of stretches.entries()) {
          expect(startS).toBeGreaterThanOrEqual(i === 0 ? 0 : stretches[i - 1]!.endS)
          expect(endS).toBeGreaterThan(startS)
          expect(endS).toBeLessThanOrEqual(at)
        }
        for (const { kind, startS, endS } of segments) {
          const isHeard = stretches.some((stretch) => stretch.startS <= startS && endS <= stretch.endS)
          if (kind.includes('speech')) expect(isHeard).toBe(true)
        }
      }),
    )
  })

  test('are none where nobody speaks', () => {
    expect(speechStretches([{ kind: 'music', startS: 0, endS: 30 }], 30)).toEqual([])
  })
})

describe('cutting long speech', () => {
  // If this failed, Whisper, which hears half a minute, would lose what comes after it.
  test('leaves no piece longer than 28 s and none empty', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000 }), (length) => {
        const cuts = [...quietCuts(new Float32Array(length).fill(0.1)), length]
        for (let i = 1; i < cuts.length; i++) {
          expect(cuts[i]! - cuts[i - 1]!).toBeGreaterThan(0)
          expect(cuts[i]! - cuts[i - 1]!).toBeLessThanOrEqual(28 * 16_000)
        }
      }),
      { numRuns: 30 },
    )
  })

  // If this failed, words would be cut in two.
  test('cuts in the pause', () => {
    const samples = Float32Array.from({ length: 40 * 16_000 }, (_, i) => Math.sin(i / 3))
    samples.fill(0, 23.1 * 16_000, 23.5 * 16_000)
    const [, cut] = quietCuts(samples)
    expect(cut! / 16_000).toBeGreaterThan(23.1)
    expect(cut! / 16_000).toBeLessThan(23.5)
  })
})
