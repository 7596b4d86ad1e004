import { beforeAll, describe, expect, it } from 'vitest'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import type { Detector, FactSource } from '../../electron/media/detector.ts'
import { keyOf, tonics } from '../../electron/sound/key.ts'
import { moodOf } from '../../electron/sound/mood.ts'
import { musicCharacter } from '../../electron/sound/music-character.ts'
import { kindsOf, soundKinds } from '../../electron/sound/sound-kinds.ts'
import type { Measurement } from '../../shared/contract/measurement.ts'
import { heardTexture } from './composed/heard-texture.ts'
import { composePiece } from './composed/piece.ts'
import { missingProgram, playedPiece } from './composed/programs.ts'
import { channel, noise } from './signals.ts'

const everywhere = [{ startS: 0, endS: 1_000 }]

async function heardKey(samples: Float32Array): Promise<Measurement['key']> {
  return keyOf((await heardTexture(samples)).pitchClasses, everywhere)
}

/** Triads on degrees that settle a key: tonic, subdominant, dominant, in semitones over the tonic. */
const cadences = {
  major: [
    [0, 4, 7],
    [5, 9, 12],
    [7, 11, 14],
    [0, 4, 7],
  ],
  minor: [
    [0, 3, 7],
    [5, 8, 12],
    [7, 11, 14],
    [0, 3, 7],
  ],
}

/** A cadence played twice on tones with five partials, a chord a second. */
function cadence(tonic: number, mode: 'major' | 'minor', tuningHz = 440): Float32Array {
  return channel(8, (timeS) => {
    const chord = cadences[mode][Math.floor(timeS) % 4]!
    const fade = Math.exp(-(timeS % 1))
    let value = 0
    for (const interval of chord) {
      const hz = tuningHz * 2 ** ((tonic + interval - 21) / 12)
      for (let partial = 1; partial <= 5; partial++)
        value += Math.sin(2 * Math.PI * hz * partial * timeS) / partial
    }
    return 0.06 * fade * value
  })
}

describe('the key of music', () => {
  it.each(['major', 'minor'] as const)('is that of its cadences, in all twelve %s keys', async (mode) => {
    for (const [tonic, name] of tonics.entries()) {
      expect(await heardKey(cadence(tonic, mode))).toMatchObject({ tonic: name, mode })
    }
  })

  it('is told whatever it is tuned to, and the tuning with it', async () => {
    for (const tuningHz of [432, 436, 444, 448]) {
      const key = await heardKey(cadence(3, 'major', tuningHz))
      expect(key).toMatchObject({ tonic: 'D#', mode: 'major' })
      // Eight cents: the fifth partial of every note lies 14 cents beside the nearest semitone.
      expect(Math.abs(key!.tuningHz - tuningHz)).toBeLessThan(2)
    }
  })

  it('is none of noise', async () => {
    const heard = await heardTexture(noise(8, 0.2))
    const facts: FactSource = {
      get: <Facts>(detector: Detector<Facts>) =>
        (detector.id === soundKinds.id ? kindsOf(heard) : heard) as Facts,
    }
    expect(musicCharacter.derive(facts)).toMatchObject({ key: null, mood: null })
  })
})

describe('the key of composed pieces', () => {
  const seeds = Array.from({ length: 25 }, (_, i) => 9_001 + i)
  let missing: string | null
  beforeAll(async () => {
    missing = await missingProgram()
  })

  /** As MIREX counts: a fifth off a half, the relative key three tenths, the other mode two. */
  function worth(key: Measurement['key'], tonic: number, mode: 'major' | 'minor'): number {
    if (!key) return 0
    const apart = (tonics.indexOf(key.tonic) - tonic + 12) % 12
    if (key.mode === mode) return apart === 0 ? 1 : apart === 7 || apart === 5 ? 0.5 : 0
    if (apart === 0) return 0.2
    return apart === (mode === 'major' ? 9 : 3) ? 0.3 : 0
  }

  it('is that in which they were written, or one near it', async ({ skip }) => {
    if (missing !== null) skip(`${missing} (Debian) is not installed here`)
    const { ffmpegPath } = await locateFfmpeg()
    let sum = 0
    for (const seed of seeds) {
      const piece = composePiece(seed, 8, (['band', 'solo', 'picked', 'chamber', 'pad'] as const)[seed % 5])
      const key = await heardKey(await playedPiece(`key-${seed}`, piece, ffmpegPath))
      sum += worth(key, piece.tonic, piece.mode)
    }
    expect(sum / seeds.length).toBeGreaterThanOrEqual(0.65)
  })
})

describe('the mood of music', () => {
  const mood = async (samples: Float32Array): Promise<NonNullable<Measurement['mood']>> => {
    const heard = await heardTexture(samples)
    return moodOf(heard, everywhere, keyOf(heard.pitchClasses, everywhere))!
  }
  /** A soft chord that swells and fades within six seconds. */
  const slow = channel(12, (t) => {
    const swell = 0.5 - 0.5 * Math.cos((2 * Math.PI * t) / 6)
    return 0.05 * swell * [220, 261.6, 329.6].reduce((sum, hz) => sum + Math.sin(2 * Math.PI * hz * t), 0)
  })
  /** A bass drum on every beat of 150 a minute, noise on every half, a sawtooth over it. */
  const hiss = noise(12, 1, 5)
  const quick = channel(12, (t, i) => {
    const drum = 0.6 * Math.exp(-((t % 0.4) / 0.1)) * Math.sin(2 * Math.PI * 60 * t)
    const hat = 0.35 * Math.exp(-((t % 0.2) / 0.04)) * hiss[i]!
    return drum + hat + 0.15 * (2 * ((t * 440) % 1) - 1) * Math.exp(-((t % 0.2) / 0.08))
  })

  it('is calm for a slow soft chord and energetic or trending for a quick beat', async () => {
    const [calm, lively] = [await mood(slow), await mood(quick)]
    expect(calm.label).toBe('calm')
    expect(['energetic', 'trending']).toContain(lively.label)
    expect(lively.energy).toBeGreaterThan(calm.energy + 0.3)
    expect(lively.brightness).toBeGreaterThan(calm.brightness)
  })

  it('does not depend on how loud the music is', async () => {
    const [loud, soft] = [await mood(quick), await mood(quick.map((value) => 0.2 * value))]
    expect(soft.label).toBe(loud.label)
    expect(Math.abs(soft.energy - loud.energy)).toBeLessThan(0.05)
  })
})
