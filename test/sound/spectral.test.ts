import { describe, expect, it } from 'vitest'
import { bandCentresHz } from '../../electron/sound/spectral-bands.ts'
import { decibelsOf } from '../../electron/sound/spectral-levels.ts'
import { spectral, type SpectralFacts } from '../../electron/sound/spectral.ts'
import { channel, facts, joined, silent, sine, sound, stereo, type Sound } from './signals.ts'

function measured(given: Sound, blockLengths?: number[]): SpectralFacts {
  const found = facts(spectral, given, blockLengths ? { blockLengths } : undefined)
  if (!found) throw new Error('no facts')
  return found
}

function row(found: SpectralFacts, at: number): Uint8Array {
  return found.bands.subarray(at * found.bandCount, (at + 1) * found.bandCount)
}

function loudest(levels: Uint8Array): number {
  return levels.indexOf(Math.max(...levels))
}

describe('spectral', () => {
  it('finds a sine at its frequency and level: every decision about sound rests on it', () => {
    for (const hz of [120, 440, 3000, 12_000]) {
      const found = measured(sound([sine(1, hz, 0.1)]))
      const levels = row(found, 50)
      const at = loudest(levels)
      const nearest = bandCentresHz.reduce(
        (best, centre, i) => (Math.abs(centre - hz) < Math.abs(bandCentresHz[best]! - hz) ? i : best),
        0,
      )
      expect(Math.abs(at - nearest)).toBeLessThanOrEqual(1)
      // Hann's three bins hold 1.5 times the peak's power, the band's slopes share it with a neighbour.
      const total = levels.reduce((sum, level) => sum + 10 ** (decibelsOf(level) / 10), 0)
      expect(Math.abs(10 * Math.log10(total / 1.5) + 20)).toBeLessThan(0.7)
    }
  })

  it('names the semitone of a tone, the bass included: key and harmony rest on it', () => {
    for (const [hz, pitch] of [
      [65.41, 12],
      [110, 21],
      [440, 45],
      [1760, 69],
      [3520, 81],
    ] as const) {
      const found = measured(stereo(sine(2, hz, 0.3)))
      expect(loudest(found.pitches.subarray(10 * found.pitchCount, 11 * found.pitchCount))).toBe(pitch)
    }
  })

  it('puts an attack into the millisecond in which it comes, whatever the blocks', () => {
    const late = sound([joined(silent(0.4), sine(0.6, 1000, 0.5))])
    for (const blockLengths of [[4_800], [1, 777, 4_800]]) {
      const { attacks, bands, bandCount } = measured(late, blockLengths)
      expect(attacks).toHaveLength(1000)
      expect(attacks.findIndex((level) => decibelsOf(level) > -60)).toBe(400)
      expect(bands.length).toBe(101 * bandCount)
    }
  })

  it('keeps what stands in opposite phase on two ears, and nothing of a constant offset', () => {
    const up = sine(1, 440, 0.3)
    const found = measured(sound([up, up.map((x) => -x)]))
    expect(decibelsOf(row(found, 50)[loudest(row(found, 50))]!)).toBeGreaterThan(-12)
    const offset = measured(sound([channel(2, () => 0.5)]))
    expect(Math.max(...row(offset, 150))).toBe(0)
  })

  it('says nothing for a draft without sound, and little for one of 50 ms', () => {
    expect(measured(sound([sine(0.05, 440, 0.3)])).bands.length).toBe(6 * 64)
  })
})
