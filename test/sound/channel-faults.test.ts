import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { soundFaultSchema, type SoundFault } from '../../shared/contract/measurement.ts'
import { channelFaultDetector } from '../../electron/sound/channel-faults.ts'
import { throughCodec } from './ffmpeg-peer.ts'
import {
  amplitude,
  facts,
  joined,
  mixed,
  noise,
  probeOf,
  silent,
  sine,
  sound,
  stereo,
  type Sound,
} from './signals.ts'

const aac = ['-c:a', 'aac', '-b:a', '128k']
const music = (durationS: number, seed = 1): Float32Array =>
  mixed(sine(durationS, 220, 0.2), sine(durationS, 3100, 0.05), noise(durationS, 0.05, seed))
const inverted = (signal: Float32Array): Float32Array => signal.map((value) => -value)

function kinds(heard: Sound): string[] {
  return facts(channelFaultDetector, heard).map((fault) => fault.kind)
}

function only(faults: readonly SoundFault[]): SoundFault {
  expect(faults).toHaveLength(1)
  expect(soundFaultSchema.parse(faults[0])).toEqual(faults[0])
  return faults[0]!
}

describe('one side carries nothing', () => {
  it('finds mono in one ear and names the side', () => {
    const right = only(facts(channelFaultDetector, sound([music(4), silent(4)])))
    expect(right).toMatchObject({ kind: 'silent-channel', startS: 0, endS: 4 })
    expect(right.detail).toMatch(/^right carries nothing, left −?-?\d+ dBFS/)
    expect(only(facts(channelFaultDetector, sound([silent(4), music(4)]))).detail).toMatch(
      /^left carries nothing/,
    )
  })

  it('finds it after AAC', async () => {
    const fault = only(facts(channelFaultDetector, await throughCodec(sound([music(4), silent(4)]), aac)))
    expect(fault.kind).toBe('silent-channel')
  })

  it('finds the part of a draft in which it is so, through pauses', () => {
    const left = joined(music(3), music(1), silent(0.6), music(1.4), music(2))
    const right = joined(music(3), silent(3), music(2))
    const fault = only(facts(channelFaultDetector, sound([left, right])))
    expect(fault.startS).toBeCloseTo(3, 6)
    expect(fault.endS).toBeCloseTo(6, 6)
  })

  it('lets panning, short effects, silence, mono and surround pass', () => {
    const quiet = music(4).map((value) => value * amplitude(-30))
    expect(kinds(sound([music(4), quiet]))).toEqual([])
    const whoosh = joined(silent(1), music(0.5), silent(1))
    expect(
      kinds(sound([joined(music(1), music(0.5), music(1)), mixed(joined(music(1), silent(0.5), music(1)))])),
    ).toEqual([])
    expect(kinds(sound([mixed(music(2.5), whoosh), music(2.5)]))).toEqual([])
    expect(kinds(stereo(silent(4)))).toEqual([])
    expect(kinds(sound([music(4)], 'mono'))).toEqual([])
    expect(kinds(sound([music(4), music(4), music(4), silent(4), silent(4), silent(4)], '5.1'))).toEqual([])
    expect(
      kinds(
        sound(
          Array.from({ length: 8 }, (_, i) => (i === 0 ? music(4) : silent(4))),
          '7.1',
        ),
      ),
    ).toEqual([])
  })

  it('finds it in a draft of 50 ms, whose whole sound it is', () => {
    expect(kinds(sound([music(0.05), silent(0.05)]))).toEqual(['silent-channel'])
  })
})

describe('sides that cancel in mono', () => {
  it('finds a side that was turned over', () => {
    const fault = only(facts(channelFaultDetector, sound([music(4), inverted(music(4))])))
    expect(fault).toMatchObject({ kind: 'inverted-phase', startS: 0, endS: 4 })
    expect(fault.detail).toMatch(/loses all of it/)
  })

  it('says how much is lost: 20 dB when the sides differ by a fifth', () => {
    // (1 − 0.818)² / (2 (1 + 0.818²)) is a hundredth.
    const heard = sound([music(4), music(4).map((value) => -0.818 * value)])
    expect(only(facts(channelFaultDetector, heard)).detail).toMatch(/loses 20 dB/)
  })

  it('finds it after AAC, and in the part where it is so', async () => {
    const right = joined(music(2), inverted(music(3)), music(2))
    const left = joined(music(2), music(3), music(2))
    const fault = only(facts(channelFaultDetector, await throughCodec(sound([left, right]), aac)))
    expect(fault.kind).toBe('inverted-phase')
    expect(fault.startS).toBeCloseTo(2, 0)
    expect(fault.endS).toBeCloseTo(5, 0)
  })

  it('lets mono, wide stereo and unrelated sides pass', () => {
    expect(kinds(stereo(music(4)))).toEqual([])
    expect(kinds(sound([noise(4, 0.3, 1), noise(4, 0.3, 99)]))).toEqual([])
    const side = noise(4, 0.15, 5)
    const middle = noise(4, 0.15, 6)
    expect(kinds(sound([mixed(middle, side), mixed(middle, inverted(side))]))).toEqual([])
  })
})

describe('DC offset', () => {
  it('finds one of 2 % on both sides and gives its size', () => {
    const fault = only(facts(channelFaultDetector, stereo(music(5).map((value) => value + 0.02))))
    expect(fault).toMatchObject({ kind: 'dc-offset', startS: 0, endS: 5 })
    expect(fault.detail).toMatch(/left is off centre by \+2\.0 % of full scale, right is/)
  })

  it('finds one on one of eight channels, and after AAC', async () => {
    const eight = Array.from({ length: 8 }, (_, i) => music(4).map((value) => value - (i === 4 ? 0.05 : 0)))
    expect(only(facts(channelFaultDetector, sound(eight, '7.1'))).detail).toMatch(
      /^BL is off centre by −5\.0 %/,
    )
    const coded = await throughCodec(stereo(music(4).map((value) => value + 0.05)), aac)
    expect(kinds(coded)).toEqual(['dc-offset'])
  })

  it('lets half a per cent, deep bass and clean sound pass', () => {
    expect(kinds(stereo(music(5).map((value) => value + 0.004)))).toEqual([])
    expect(kinds(stereo(sine(5, 25.3, 0.9)))).toEqual([])
    expect(kinds(stereo(music(5)))).toEqual([])
  })

  it('counts from the first frame', () => {
    const heard = stereo(
      joined(
        music(4),
        music(4).map((value) => value + 0.03),
      ),
    )
    const fault = only(facts(channelFaultDetector, heard, { originS: 1.5 }))
    expect(fault.startS).toBeCloseTo(2.5, 6)
    expect(fault.endS).toBeCloseTo(6.5, 6)
  })
})

describe('properties of channel faults', () => {
  it('does not depend on how the samples are cut into blocks', () => {
    const heard = sound([
      joined(music(1.3), silent(1.2), music(1.57)),
      joined(inverted(music(1.3)), music(1.2), music(1.57)).map((value) => value + 0.03),
    ])
    const whole = facts(channelFaultDetector, heard)
    expect(new Set(whole.map((fault) => fault.kind)).size).toBe(3)
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9_000 }), { minLength: 1, maxLength: 9 }),
        (blockLengths) => {
          expect(facts(channelFaultDetector, heard, { blockLengths })).toEqual(whole)
        },
      ),
      { numRuns: 25 },
    )
  })

  it('has no faults without sound', () => {
    expect(channelFaultDetector.begin(probeOf(null)).finish({ originS: 0, durationS: 1 })).toEqual([])
    expect(facts(channelFaultDetector, stereo(silent(0)), { durationS: 1 })).toEqual([])
  })
})
