import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loudnessSchema } from '../../shared/contract/measurement.ts'
import { loudnessDetector } from '../../electron/sound/loudness.ts'
import {
  amplitude,
  facts,
  joined,
  loudnessOf,
  noise,
  probeOf,
  silent,
  sine,
  sound,
  stereo,
  tapered,
  type Sound,
} from './signals.ts'

/** At 997 Hz the K-weighting is +0.691 dB, which the formula takes off again (BS.1770-4): powers add up to LUFS. */
const toneHz = 997

function tones(levels: readonly number[], layout: string | null): Sound {
  return sound(
    levels.map((dbfs) => tapered(sine(5, toneHz, amplitude(dbfs)), 0.002)),
    layout,
  )
}

/** Weights by ITU-R BS.1770-4 table 3 (and 4 for 7.1), the power of a sine being half its amplitude squared. */
function expectedLufs(levels: readonly number[], weights: readonly number[]): number {
  return 10 * Math.log10(levels.reduce((sum, dbfs, i) => sum + (weights[i]! * 10 ** (dbfs / 10)) / 2, 0))
}

const surround = 1.41
const known: readonly (readonly [layout: string | null, levels: number[], weights: number[]])[] = [
  ...[0, -1, -3, -6, -9, -14, -18, -23, -36, -60].map(
    (dbfs) => ['stereo', [dbfs, dbfs], [1, 1]] as [string, number[], number[]],
  ),
  ['mono', [0], [1]],
  ['mono', [-14], [1]],
  [null, [-20], [1]],
  ['stereo', [-12, -30], [1, 1]],
  ['stereo', [-100, -16], [1, 1]],
  [null, [-12, -18], [1, 1]],
  ['2.1', [-20, -20, -3], [1, 1, 0]],
  ['3.0', [-20, -22, -17], [1, 1, 1]],
  ['quad', [-20, -22, -17, -19], [1, 1, surround, surround]],
  ['5.0', [-28, -28, -24, -30, -30], [1, 1, 1, surround, surround]],
  ['5.1', [-30, -30, -30, -1, -14, -16], [1, 1, 1, 0, surround, surround]],
  ['5.1(side)', [-30, -30, -30, -1, -14, -16], [1, 1, 1, 0, surround, surround]],
  [null, [-30, -30, -30, -1, -14, -16], [1, 1, 1, 0, surround, surround]],
  ['7.1', [-30, -30, -30, -1, -14, -16, -20, -18], [1, 1, 1, 0, 1, 1, surround, surround]],
  ['4 channels (FL+FR+LFE+BC)', [-20, -20, -3, -18], [1, 1, 0, 1]],
]

describe('tones of known level', () => {
  it.each(known)('%s %j', (layout, levels, weights) => {
    const measured = loudnessOf(tones(levels, layout))
    expect(Math.abs(measured.integratedLufs! - expectedLufs(levels, weights))).toBeLessThanOrEqual(0.1)
    expect(Math.abs(measured.truePeakDbtp! - Math.max(...levels))).toBeLessThanOrEqual(0.2)
    expect(Math.abs(measured.samplePeakDbfs! - Math.max(...levels))).toBeLessThanOrEqual(0.2)
    expect(Math.abs(measured.rangeLu!)).toBeLessThanOrEqual(0.1)
  })

  it.each([50, 440, 3001, 7999, 11_999, 13_001, 15_001, 17_001])(
    'true peak of a full-scale sine at %i Hz',
    (frequencyHz) => {
      // Frequencies that no simple fraction ties to the rate, so that every phase comes by.
      const heard = stereo(tapered(sine(2, frequencyHz, 1), 0.05))
      expect(Math.abs(loudnessOf(heard).truePeakDbtp!)).toBeLessThanOrEqual(0.2)
    },
  )

  it('is gated: two minutes of talk and pauses are as loud as the talk', () => {
    const talk = Array.from({ length: 12 }, () => [sine(6, toneHz, amplitude(-20)), silent(4)]).flat()
    const measured = loudnessOf(stereo(joined(...talk)))
    // Each talk fills 57 blocks; those at its edges, a quarter to three quarters full, are above the gate as well.
    const edges = 12 + 11
    const share = (12 * 57 + edges * (0.25 + 0.5 + 0.75)) / (12 * 57 + edges * 3)
    expect(measured.integratedLufs!).toBeCloseTo(-20 + 10 * Math.log10(share), 1)
  })
})

describe('times', () => {
  const heard = stereo(joined(silent(2), sine(3, toneHz, amplitude(-20)), silent(1)))

  it('counts the series from the first frame, at any offset of the picture', () => {
    for (const originS of [0, 0.5, 1.075, 1.2345]) {
      const { momentaryLufs, integratedLufs } = loudnessOf(heard, { originS })
      expect(momentaryLufs).toHaveLength(Math.floor((6 - originS) * 10 + 1e-6))
      momentaryLufs.forEach((value, i) => {
        const endS = originS + (i + 1) / 10
        if (endS <= 2) expect(value).toBeNull()
        if (endS > 2.4 && endS <= 5) expect(Math.abs(value! + 20)).toBeLessThanOrEqual(0.1)
        if (endS > 5.5) expect(value === null || value < -60).toBe(true)
      })
      expect(Math.abs(integratedLufs! - loudnessOf(heard).integratedLufs!)).toBe(0)
    }
  })

  it('has values as far as the picture goes, null where the sound has long ended', () => {
    const { momentaryLufs, shortTermLufs } = loudnessOf(heard, { durationS: 10 })
    expect(momentaryLufs).toHaveLength(100)
    expect(momentaryLufs.slice(70).every((value) => value === null)).toBe(true)
    expect(shortTermLufs.slice(95).every((value) => value === null)).toBe(true)
  })
})

describe('sound with little in it', () => {
  it('has no loudness and no peak in digital silence', () => {
    const measured = loudnessOf(stereo(silent(5)))
    expect(measured).toMatchObject({
      integratedLufs: null,
      truePeakDbtp: null,
      samplePeakDbfs: null,
      rangeLu: null,
    })
    expect(measured.momentaryLufs.every((value) => value === null)).toBe(true)
  })

  it('has no integrated loudness below −70 LUFS, but peaks', () => {
    const measured = loudnessOf(stereo(sine(5, toneHz, amplitude(-75))))
    expect(measured.integratedLufs).toBeNull()
    expect(measured.samplePeakDbfs).toBeCloseTo(-75, 1)
    expect(measured.momentaryLufs[10]).toBeCloseTo(-75, 1)
  })

  it('has peaks but no complete block in 50 ms', () => {
    const measured = loudnessOf(stereo(sine(0.05, toneHz, 0.5)))
    expect(measured.integratedLufs).toBeNull()
    expect(measured.rangeLu).toBeNull()
    expect(measured.momentaryLufs).toEqual([])
    expect(measured.truePeakDbtp).toBeCloseTo(-6.02, 1)
  })

  it('measures a few samples, and none', () => {
    expect(loudnessOf(stereo(Float32Array.of(0.1, -0.5))).samplePeakDbfs).toBeCloseTo(-6.02, 2)
    expect(facts(loudnessDetector, stereo(silent(0)), { durationS: 1 })).toBeNull()
    expect(loudnessDetector.begin(probeOf(null)).finish({ originS: 0, durationS: 1 })).toBeNull()
  })

  it('survives samples that are not numbers, and fits the contract', () => {
    const damaged = stereo(sine(5, toneHz, amplitude(-20)))
    damaged.samples.set([NaN, Infinity, -Infinity], 48_000)
    const measured = loudnessOf(damaged)
    expect(Math.abs(measured.integratedLufs! + 20)).toBeLessThanOrEqual(0.1)
    expect(loudnessSchema.parse(measured)).toEqual(measured)
    expect(JSON.stringify(measured)).not.toMatch(/NaN|Infinity/)
  })
})

describe('properties', () => {
  const program = joined(noise(1.2, 0.2), silent(0.7), sine(1.4, 300, 0.7), noise(1.1, 0.02, 7))
  const heard = sound([program, program.map((value, i) => value * (0.3 + 0.5 * Math.sin(i / 9_000)))])
  const whole = loudnessOf(heard)

  it('does not depend on how the samples are cut into blocks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 12 }),
        (lengths) => {
          expect(loudnessOf(heard, { blockLengths: lengths })).toEqual(whole)
        },
      ),
      { numRuns: 25 },
    )
  })

  it('follows a gain, decibel for decibel', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 20, noNaN: true }), (gainDb) => {
        const louder = { ...heard, samples: heard.samples.map((value) => value * amplitude(gainDb)) }
        const measured = loudnessOf(louder)
        expect(measured.integratedLufs! - whole.integratedLufs!).toBeCloseTo(gainDb, 3)
        expect(measured.truePeakDbtp! - whole.truePeakDbtp!).toBeCloseTo(gainDb, 3)
        expect(measured.rangeLu!).toBeCloseTo(whole.rangeLu!, 3)
      }),
      { numRuns: 25 },
    )
  })

  it('finds the peak between the samples of any waveform of known formula', () => {
    const tone = fc.record({
      hz: fc.double({ min: 100, max: 12_000, noNaN: true }),
      phase: fc.double({ min: 0, max: 6.28, noNaN: true }),
      level: fc.double({ min: 0.05, max: 0.5, noNaN: true }),
    })
    fc.assert(
      fc.property(
        fc.array(tone, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 40, max: 3_000 }),
        (parts, length) => {
          // Swells, so that loud places follow quiet ones and some are passed over.
          const at = (sample: number): number =>
            parts.reduce(
              (sum, { hz, phase, level }) =>
                sum + level * Math.sin((2 * Math.PI * hz * sample) / 48_000 + phase),
              0,
            ) *
            (0.6 + 0.4 * Math.sin(sample / 150))
          const samples = Float32Array.from({ length }, (_, i) => at(i))
          let peak = samples.reduce((highest, value) => Math.max(highest, Math.abs(value)), 0)
          for (let sixteenth = 7 * 16; sixteenth <= (length - 8) * 16; sixteenth++) {
            peak = Math.max(peak, Math.abs(at(sixteenth / 16)))
          }
          const { truePeakDbtp, samplePeakDbfs } = loudnessOf(sound([samples], 'mono'))
          expect(truePeakDbtp!).toBeGreaterThanOrEqual(samplePeakDbfs!)
          // Four-fold oversampling reads up to 0.17 dB low at 12 kHz (BS.1770-4, annex 2).
          expect(truePeakDbtp! - 20 * Math.log10(peak)).toBeGreaterThan(-0.22)
          expect(truePeakDbtp! - 20 * Math.log10(peak)).toBeLessThan(0.08)
        },
      ),
      { numRuns: 100 },
    )
  })
})
