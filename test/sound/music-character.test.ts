import { describe, expect, it } from 'vitest'
import { dropsAndBuilds } from '../../electron/sound/drops.ts'
import { energyCurve } from '../../electron/sound/energy.ts'
import { reactability } from '../../electron/sound/reactability.ts'
import { speechOverBed } from '../../electron/sound/speech-over-bed.ts'
import type { LoudnessFacts } from '../../shared/contract/measurement.ts'
import { heardTexture } from './composed/heard-texture.ts'
import { amplitude, channel, joined, mixed, noise, silent, sine } from './signals.ts'

/** A bass drum on every beat, or none; a high tick on every half. */
function beats(durationS: number, withBass: boolean, level: (timeS: number) => number): Float32Array {
  const tick = noise(durationS, 1, 7)
  return channel(durationS, (t, i) => {
    const drum = withBass ? 0.6 * Math.exp(-((t % 0.5) / 0.3)) * Math.sin(2 * Math.PI * 80 * t) : 0
    return drum + level(t) * tick[i]! * Math.exp(-((t % 0.25) / 0.03))
  })
}
const everywhere = [{ startS: 0, endS: 100 }]

describe('drops', () => {
  it('are where the bass enters with the whole, and the build before is where it rose', async () => {
    const build = beats(8, false, (t) => amplitude(-45 + 3 * t))
    const heard = await heardTexture(
      joined(
        build,
        beats(8, true, () => amplitude(-14)),
      ),
    )
    const { drops, builds } = dropsAndBuilds(heard, everywhere)
    expect(drops).toHaveLength(1)
    expect(drops[0]!.timeS).toBeGreaterThan(7.9)
    expect(drops[0]!.timeS).toBeLessThan(8.1)
    expect(builds).toHaveLength(1)
    expect(builds[0]!.startS).toBeLessThan(3)
    expect(builds[0]!.endS).toBe(drops[0]!.timeS)
  })

  it('are none in steady music, where music begins after silence, and outside music', async () => {
    const steady = beats(10, true, () => amplitude(-14))
    expect(dropsAndBuilds(await heardTexture(steady), everywhere).drops).toEqual([])
    expect(dropsAndBuilds(await heardTexture(joined(silent(4), steady)), everywhere).drops).toEqual([])
    const turn = await heardTexture(
      joined(
        beats(6, false, () => amplitude(-40)),
        steady,
      ),
    )
    expect(dropsAndBuilds(turn, everywhere).drops).toHaveLength(1)
    expect(dropsAndBuilds(turn, []).drops).toEqual([])
  })
})

describe('energy', () => {
  it('rises with level and is nothing in silence, a value for each quarter of a second of the picture', async () => {
    const parts = [silent(2), noise(2, amplitude(-40)), noise(2, amplitude(-10))]
    const heard = await heardTexture(joined(...parts))
    const { values, rateHz } = energyCurve(heard)
    expect(rateHz).toBe(4)
    expect(values).toHaveLength(24)
    expect(values[3]).toBe(0)
    expect(values[20]!).toBeGreaterThan(values[12]! + 0.2)
    expect(Math.max(...(values as number[]))).toBeLessThanOrEqual(1)
  })
})

describe('speech over its bed', () => {
  const loudness = (at: (timeS: number) => number): LoudnessFacts => ({
    integratedLufs: -20,
    truePeakDbtp: -1,
    rangeLu: 5,
    momentaryLufs: Array.from({ length: 200 }, (_, i) => at((i + 1) / 10)),
    momentaryRateHz: 10,
    shortTermLufs: [],
    samplePeakDbfs: -1,
  })
  const segments = [
    { startS: 0, endS: 5, kind: 'music' as const },
    { startS: 5, endS: 15, kind: 'speech+music' as const },
    { startS: 15, endS: 20, kind: 'music' as const },
  ]

  it('is the speech’s own power against the music alone: powers add up, levels do not', () => {
    // Speech at −20 and music at −26 LUFS sound at −19.03 together.
    const together = 10 * Math.log10(10 ** -2 + 10 ** -2.6)
    const found = speechOverBed(
      segments,
      loudness((t) => (t > 5 && t < 15.35 ? together : -26)),
    )
    expect(found?.lu).toBeCloseTo(6, 1)
    expect(found?.spans).toMatchObject([{ startS: 5, endS: 15 }])
  })

  it('is not told where the music is never alone, or nobody speaks over it', () => {
    const level = loudness(() => -20)
    expect(speechOverBed([{ startS: 0, endS: 20, kind: 'speech+music' }], level)).toBeNull()
    expect(speechOverBed([{ startS: 0, endS: 20, kind: 'speech' }], level)).toBeNull()
    expect(speechOverBed(segments, null)).toBeNull()
  })
})

describe('reactability', () => {
  it('is speech against music alone, and nothing where neither is heard', () => {
    expect(
      reactability([
        { startS: 0, endS: 6, kind: 'speech' },
        { startS: 6, endS: 7, kind: 'speech+music' },
        { startS: 7, endS: 8, kind: 'music' },
        { startS: 8, endS: 20, kind: 'noise' },
      ]),
    ).toEqual({ score: 7 / 8, speechS: 7, musicOnlyS: 1 })
    expect(reactability([{ startS: 0, endS: 5, kind: 'silence' }])).toBeNull()
  })
})

describe('texture', () => {
  it('keeps the peaks of a held chord and not those of noise or of a glide', async () => {
    const { textureFeatures, featureNames } = await import('../../electron/sound/texture-features.ts')
    const kept = async (samples: Float32Array): Promise<number> =>
      textureFeatures(await heardTexture(samples))[10]![featureNames.indexOf('kept240')]!
    const chord = mixed(sine(2, 440, 0.1), sine(2, 554.37, 0.1), sine(2, 659.25, 0.1))
    const glide = channel(2, (t) => 0.3 * Math.sin(2 * Math.PI * (400 + 300 * t) * t))
    const held = await kept(chord)
    expect(held).toBeGreaterThan(0.7)
    expect(await kept(noise(2, 0.3))).toBeLessThan(0.5)
    expect(await kept(glide)).toBeLessThan(held - 0.2)
  })
})
