import type { Measurement } from '../../shared/contract/measurement.ts'
import { columnOf } from './texture-features.ts'
import type { SoundTexture } from './sound-texture.ts'
import { textureStepS, textureWidth } from './texture.ts'

/** Values a second. */
export const energyRateHz = 4

/** Level, flux and height of the spectrum from nothing to full, and how much each counts. */
const levelDb = [-45, -10] as const
const fluxRange = [0.05, 0.6] as const
const highRange = [-7, -1.5] as const
const shares = { level: 0.6, flux: 0.25, high: 0.15 }

/**
 * How much energy the sound has, 0 to 1: its level, how much happens in it (spectral flux) and how bright it is, over a second
 * around each quarter of a second. Value i is about [i, i + 1) / 4 s after the first frame. Level counts most: it goes along with perceived
 * energy best (Schubert 2004, Modeling perceived emotion with continuous musical features).
 */
export function energyCurve(heard: SoundTexture): NonNullable<Measurement['energy']> {
  const steps = Math.min(heard.levels.length, heard.texture.length / textureWidth)
  const flux = columnOf(heard.texture, 'flux', steps)
  const high = columnOf(heard.texture, 'high', steps)
  const { originS, durationS } = heard.clock
  const count = Math.max(0, Math.ceil(durationS * energyRateHz - 1e-6))
  const values = Array.from({ length: count }, (_, i) => {
    const middle = Math.round((originS + (i + 0.5) / energyRateHz) / textureStepS)
    const from = Math.max(0, middle - 25)
    const to = Math.min(steps, middle + 25)
    let power = 0
    let changes = 0
    let brightness = 0
    let audible = 0
    for (let step = from; step < to; step++) {
      power += 10 ** (heard.levels[step]! / 10)
      if (heard.levels[step]! < -65) continue
      audible++
      changes += flux[step]!
      brightness += high[step]!
    }
    if (audible === 0) return 0
    return (
      shares.level * share(10 * Math.log10(power / (to - from)), levelDb) +
      shares.flux * share(changes / audible, fluxRange) +
      shares.high * share(brightness / audible, highRange)
    )
  })
  return { rateHz: energyRateHz, values }
}

function share(value: number, [none, full]: readonly [number, number]): number {
  return Math.max(0, Math.min(1, (value - none) / (full - none)))
}
