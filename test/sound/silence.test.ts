import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { silenceDetector } from '../../electron/sound/silence.ts'
import { amplitude, facts, joined, noise, probeOf, silent, sine, sound, stereo } from './signals.ts'

const tone = (durationS: number, dbfs = -20): Float32Array => sine(durationS, 440, amplitude(dbfs))

describe('silence', () => {
  it('finds pauses of half a second and more, to 10 ms', () => {
    const heard = stereo(joined(tone(1), silent(0.8), tone(1), silent(0.4), tone(1), silent(2)))
    const spans = facts(silenceDetector, heard)
    expect(spans).toHaveLength(2)
    expect(spans[0]!.startS).toBeCloseTo(1, 2)
    expect(spans[0]!.endS).toBeCloseTo(1.8, 2)
    expect(spans[1]!.startS).toBeCloseTo(4.2, 2)
    expect(spans[1]!.endS).toBeCloseTo(6.2, 2)
  })

  it('draws the line at −60 dBFS RMS', () => {
    // The RMS of a sine is 3.01 dB below its peak, that of white noise 4.77 dB.
    expect(facts(silenceDetector, stereo(tone(2, -57.5)))).toEqual([{ startS: 0, endS: 2 }])
    expect(facts(silenceDetector, stereo(tone(2, -56.5)))).toEqual([])
    expect(facts(silenceDetector, stereo(noise(2, amplitude(-56))))).toEqual([{ startS: 0, endS: 2 }])
    expect(facts(silenceDetector, stereo(noise(2, amplitude(-54))))).toEqual([])
  })

  it('is silent only where every channel is', () => {
    expect(facts(silenceDetector, sound([silent(2), tone(2)]))).toEqual([])
    const eight = Array.from({ length: 8 }, (_, i) => (i === 5 ? joined(tone(1), silent(1)) : silent(2)))
    expect(facts(silenceDetector, sound(eight, '7.1'))).toEqual([{ startS: 1, endS: 2 }])
  })

  it('does not hear a DC offset', () => {
    const heard = stereo(joined(tone(1), silent(1)).map((value) => value + 0.05))
    expect(facts(silenceDetector, heard)).toEqual([{ startS: 1, endS: 2 }])
  })

  it('hears a bass drum at 30 Hz', () => {
    expect(facts(silenceDetector, stereo(sine(2, 30, amplitude(-30))))).toEqual([])
  })
})

describe('silence and the picture', () => {
  it('counts from the first frame and cuts what lies before it', () => {
    const heard = stereo(joined(silent(2), tone(1), silent(1)))
    const spans = facts(silenceDetector, heard, { originS: 0.75 })
    expect(spans[0]!.startS).toBe(0)
    expect(spans[0]!.endS).toBeCloseTo(1.25, 6)
    expect(spans[1]!.startS).toBeCloseTo(2.25, 6)
    expect(spans[1]!.endS).toBeCloseTo(3.25, 6)
    expect(facts(silenceDetector, heard, { originS: 1.7, durationS: 1.5 })).toEqual([])
  })

  it('takes the rest of the picture as silence when the sound ends first', () => {
    expect(facts(silenceDetector, stereo(tone(1)), { durationS: 3 })).toEqual([{ startS: 1, endS: 3 }])
    const trailing = stereo(joined(tone(1), silent(0.3)))
    expect(facts(silenceDetector, trailing, { durationS: 3 })).toEqual([{ startS: 1, endS: 3 }])
    expect(facts(silenceDetector, stereo(tone(1)), { durationS: 1.4 })).toEqual([])
  })

  it('takes sound that begins after the picture as silent until then', () => {
    // The decode fills the sound with silence from the file's time 0.
    const heard = stereo(joined(silent(1.5), tone(1.5)))
    expect(facts(silenceDetector, heard)).toEqual([{ startS: 0, endS: 1.5 }])
  })

  it('knows a stream without samples, a draft without sound, and 50 ms', () => {
    expect(facts(silenceDetector, stereo(silent(0)), { durationS: 2 })).toEqual([{ startS: 0, endS: 2 }])
    expect(silenceDetector.begin(probeOf(null)).finish({ originS: 0, durationS: 2 })).toEqual([])
    expect(facts(silenceDetector, stereo(silent(0.05)))).toEqual([])
  })
})

describe('properties of silence', () => {
  it('does not depend on how the samples are cut into blocks', () => {
    const heard = stereo(joined(noise(0.7, 0.3), silent(0.9), tone(0.31), silent(0.777)))
    const whole = facts(silenceDetector, heard)
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9_000 }), { minLength: 1, maxLength: 9 }),
        (blockLengths) => {
          expect(facts(silenceDetector, heard, { blockLengths })).toEqual(whole)
        },
      ),
      { numRuns: 25 },
    )
  })

  it('gives ordered spans inside the picture, none shorter than half a second', () => {
    const lengths = fc.array(fc.double({ min: 0.05, max: 1.2, noNaN: true }), { minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(lengths, fc.double({ min: 0, max: 2, noNaN: true }), (parts, originS) => {
        const heard = stereo(joined(...parts.map((part, i) => (i % 2 ? silent(part) : tone(part)))))
        const spans = facts(silenceDetector, heard, { originS, durationS: 4 })
        spans.forEach(({ startS, endS }, i) => {
          expect(startS).toBeGreaterThanOrEqual(spans[i - 1]?.endS ?? 0)
          expect(endS - startS).toBeGreaterThan(0.4999)
          expect(endS).toBeLessThanOrEqual(4)
        })
      }),
      { numRuns: 25 },
    )
  })
})
