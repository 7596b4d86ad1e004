import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { soundFaultSchema, type SoundFault } from '../../shared/contract/measurement.ts'
import { clippingDetector } from '../../electron/sound/clipping.ts'
import { describeWithShared, sharedMaterial } from '../shared-material.ts'
import { soundOf, throughCodec } from './ffmpeg-peer.ts'
import { clipped, facts, joined, mixed, noise, silent, sine, sound, stereo, type Sound } from './signals.ts'

/** As a 16-bit export writes it. */
function sixteenBit(signal: Float32Array): Float32Array {
  return signal.map((value) => Math.max(-32_768, Math.min(32_767, Math.round(value * 32_768))) / 32_768)
}

/** Something like a voice: a few harmonics that swell four times a second. */
function voice(durationS: number, level: number): Float32Array {
  const harmonics = [1, 0.7, 0.5, 0.4, 0.2, 0.1].map((weight, i) =>
    sine(durationS, 180 * (i + 1), weight, 40 * i * i),
  )
  const sum = mixed(...harmonics).map(
    (value, i) => value * (0.6 + 0.4 * Math.sin((2 * Math.PI * 4 * i) / 48_000)),
  )
  const peak = sum.reduce((highest, value) => Math.max(highest, Math.abs(value)), 0)
  return sum.map((value) => (value * level) / peak)
}

function clippingOf(heard: Sound): SoundFault[] {
  return facts(clippingDetector, heard)
}

describe('clipping in untouched PCM', () => {
  it('finds where a sine was cut at full scale, and only there', () => {
    const heard = stereo(sixteenBit(joined(sine(1, 440, 0.9), clipped(sine(1, 440, 1.5)), sine(2, 440, 0.9))))
    const faults = clippingOf(heard)
    expect(faults).toHaveLength(1)
    expect(faults[0]!.startS).toBeCloseTo(1, 2)
    expect(faults[0]!.endS).toBeCloseTo(2, 2)
    // 440 Hz has 880 tops a second on each of two channels.
    expect(faults[0]!.detail).toMatch(/^17[56]\d flattened tops/)
    expect(soundFaultSchema.parse(faults[0])).toEqual(faults[0])
  })

  it.each([20, 50, 100, 440, 1000, 5000])('lets a full-scale sine of %i Hz pass', (frequencyHz) => {
    expect(clippingOf(stereo(sixteenBit(sine(2, frequencyHz, 1))))).toEqual([])
    expect(clippingOf(stereo(sine(2, frequencyHz, 0.999)))).toEqual([])
  })

  it('lets full-scale noise, a voice and silence pass', () => {
    expect(clippingOf(stereo(sixteenBit(noise(3, 0.99))))).toEqual([])
    expect(clippingOf(stereo(sixteenBit(voice(3, 0.99))))).toEqual([])
    expect(clippingOf(stereo(silent(1)))).toEqual([])
  })

  it('finds a recording that was cut first and turned down by 0.5 dB later', () => {
    expect(clippingOf(stereo(sixteenBit(clipped(voice(2, 2)).map((v) => v * 0.944))))).toHaveLength(1)
  })

  it('finds floats above full scale, which every player cuts', () => {
    const faults = clippingOf(stereo(voice(2, 1.4)))
    expect(faults).toHaveLength(1)
    expect(faults[0]!.detail).toMatch(/2\.9 dB above full scale/)
  })

  it('names the channel', () => {
    const [fault] = clippingOf(sound([sine(1, 300, 0.5), clipped(sine(1, 300, 2))]))
    expect(fault!.detail).toMatch(/ on right$/)
    const centre = Array.from({ length: 6 }, (_, i) => clipped(sine(1, 300, i === 2 ? 2 : 0.5)))
    expect(clippingOf(sound(centre, '5.1'))[0]!.detail).toMatch(/ on FC$/)
  })

  it('counts from the first frame and stays within the picture', () => {
    const heard = stereo(joined(clipped(sine(2, 440, 2)), sine(2, 440, 0.5), clipped(sine(2, 440, 2))))
    const faults = facts(clippingDetector, heard, { originS: 1, durationS: 4 })
    expect(faults.map(({ startS, endS }) => [startS.toFixed(2), endS.toFixed(2)])).toEqual([
      ['0.00', '1.00'],
      ['3.00', '4.00'],
    ])
  })

  it('finds a top that is cut at the very end, and in 50 ms', () => {
    expect(clippingOf(sound([joined(sine(0.2, 50, 0.5), new Float32Array(5).fill(1))], 'mono'))).toHaveLength(
      1,
    )
    expect(clippingOf(stereo(clipped(sine(0.05, 440, 3))))).toHaveLength(1)
  })
})

describe('clipping after a lossy codec', () => {
  const encoders = [
    ['AAC', ['-c:a', 'aac', '-b:a', '128k']],
    ['MP3', ['-c:a', 'libmp3lame', '-b:a', '192k']],
    ['Opus', ['-c:a', 'libopus', '-b:a', '128k']],
  ] as const

  it.each(encoders)(
    '%s: finds it in a voice, and nothing in the voice that was not cut',
    async (_, encode) => {
      const cut = stereo(sixteenBit(joined(voice(2, 0.7), clipped(voice(2, 2.5)), voice(2, 0.7))))
      const faults = clippingOf(await throughCodec(cut, encode))
      expect(faults.length).toBeGreaterThan(0)
      expect(Math.min(...faults.map((fault) => fault.startS))).toBeGreaterThan(1.9)
      expect(Math.max(...faults.map((fault) => fault.endS))).toBeLessThan(4.1)
      expect(faults.reduce((sum, { startS, endS }) => sum + endS - startS, 0)).toBeGreaterThan(1.5)
      expect(clippingOf(await throughCodec(stereo(sixteenBit(voice(4, 0.97))), encode))).toEqual([])
    },
  )

  it('finds it after a change of the sample rate as well', async () => {
    const cut = stereo(sixteenBit(clipped(voice(2, 2.5))))
    const resampled = await throughCodec(cut, ['-ar', '44100', '-c:a', 'pcm_s16le'])
    expect(clippingOf(resampled).length).toBeGreaterThan(0)
  })
})

describeWithShared('clipping in real music', () => {
  it.each([
    'beats/house_124.ogg',
    'beats/rock_live_118.ogg',
    'drafts/chaplin.mp4',
    'drafts/big_buck_bunny_0_30.webm',
  ])('%s: none when its peaks are at full scale, much when it is driven 6 dB too hot', async (path) => {
    const file = sharedMaterial(`media/${path}`)
    if (!file) return
    const heard = await soundOf(file, 2)
    const samples = heard.samples.subarray(0, 15 * 96_000)
    const peak = samples.reduce((highest, value) => Math.max(highest, Math.abs(value)), 0)
    const gained = (gain: number): Sound => ({
      ...heard,
      samples: sixteenBit(samples.map((value) => (value * gain) / peak)),
    })
    expect(clippingOf(gained(0.999))).toEqual([])
    expect(clippingOf(gained(2)).length).toBeGreaterThan(0)
    const coded = await throughCodec(gained(2), ['-c:a', 'aac', '-b:a', '128k'])
    expect(clippingOf(coded).length).toBeGreaterThan(0)
  })
})

describe('properties of clipping', () => {
  it('does not depend on how the samples are cut into blocks', () => {
    const left = joined(clipped(voice(0.5, 1.6)), voice(0.8, 0.6), voice(0.3, 1.2))
    const heard = sound([left, clipped(noise(1.6, 1.5))])
    const whole = clippingOf(heard)
    expect(whole.length).toBeGreaterThan(0)
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9_000 }), { minLength: 1, maxLength: 9 }),
        (blockLengths) => {
          expect(facts(clippingDetector, heard, { blockLengths })).toEqual(whole)
        },
      ),
      { numRuns: 25 },
    )
  })
})
