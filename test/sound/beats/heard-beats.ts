import type { TempoFacts } from '../../../shared/contract/measurement.ts'
import { beatsOf } from '../../../electron/sound/beats.ts'
import { onsets } from '../../../electron/sound/onsets.ts'
import { spectral } from '../../../electron/sound/spectral.ts'
import { facts, type Sound } from '../signals.ts'

export interface Heard {
  onsetsS: number[]
  beatsS: number[]
  downbeatsS: number[]
  tempo: TempoFacts | null
}

/** What the product hears in a sound. */
export function heardIn(sound: Sound): Heard {
  const spectra = facts(spectral, sound)
  if (!spectra) return { onsetsS: [], beatsS: [], downbeatsS: [], tempo: null }
  const found = onsets(spectra)
  const { beats, tempo } = beatsOf(spectra, found)
  return {
    onsetsS: found.map(({ timeS }) => timeS),
    beatsS: beats.map(({ timeS }) => timeS),
    downbeatsS: beats.filter(({ downbeat }) => downbeat).map(({ timeS }) => timeS),
    tempo,
  }
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
