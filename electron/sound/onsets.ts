import type { DerivedDetector } from '../media/detector.ts'
import { attackTimeS } from './onset-attack.ts'
import { spectral, type SpectralFacts } from './spectral.ts'
import { decibelsOf } from './spectral-levels.ts'

export interface Onset {
  /** When the attack begins, in seconds after the first frame shown. */
  timeS: number
  /** How much rises at once, 0 to 1: a tenth is a soft note, a half a drum. */
  strength: number
}

/** Rows over which a rise is measured: 20 ms. */
const riseRows = 2
/** A rise counts from this many dB on average over all bands. */
const leastRiseDb = 1.2
/** How far over the mean around it a rise must stand. */
const overMean = 1.6
/** Nothing below this level is heard. */
const floorDb = -70
const fullRiseDb = 20

/** Where notes, drums and other sounds begin. Empty without sound. */
export const onsetDetector: DerivedDetector<Onset[]> = {
  kind: 'derived',
  id: 'onsets',
  version: 1,
  from: [spectral],
  derive: (facts) => {
    const spectra = facts.get(spectral)
    return spectra ? onsets(spectra).filter(({ timeS }) => timeS >= -0.0005) : []
  },
}

/**
 * Onsets by SuperFlux (Böck and Widmer 2013, Maximum filter vibrato suppression for onset detection, DAFx): rises of each band over the loudest of it and its neighbours 20 ms before,
 * so that vibrato does not count, then peaks over what is usual around them. A peak of a 43 ms window says only roughly
 * when; the time is that of the attack itself, see `onset-attack.ts`.
 */
export function onsets(spectra: SpectralFacts): Onset[] {
  const rises = spectralRises(spectra)
  const found: Onset[] = []
  for (const row of peaks(rises)) {
    const timeS = attackTimeS(spectra, row / spectra.bandRateHz)
    if (found.length > 0 && timeS - spectra.originS - found.at(-1)!.timeS < 0.025) continue
    found.push({ timeS: timeS - spectra.originS, strength: Math.min(1, rises[row]! / fullRiseDb) })
  }
  return found
}

/** Mean rise of the bands in dB at each row. */
export function spectralRises({ bands, bandCount }: SpectralFacts): Float32Array {
  const rows = bands.length / bandCount
  const floorLevel = 2 * (floorDb - decibelsOf(0))
  const rises = new Float32Array(rows)
  for (let row = 0; row < rows; row++) {
    const now = row * bandCount
    const before = Math.max(-1, row - riseRows) * bandCount
    let sum = 0
    for (let band = 0; band < bandCount; band++) {
      let most = floorLevel
      if (before >= 0) {
        for (let near = Math.max(0, band - 1); near <= Math.min(bandCount - 1, band + 1); near++) {
          if (bands[before + near]! > most) most = bands[before + near]!
        }
      }
      if (bands[now + band]! > most) sum += bands[now + band]! - most
    }
    rises[row] = sum / 2 / bandCount
  }
  return rises
}

function peaks(rises: Float32Array): number[] {
  const rows = rises.length
  const sums = new Float64Array(rows + 1)
  for (let row = 0; row < rows; row++) sums[row + 1] = sums[row]! + rises[row]!
  const found: number[] = []
  // In the last windows the end itself of a sound that is cut off would be an onset.
  for (let row = 0; row < rows - 3; row++) {
    const rise = rises[row]!
    if (rise < leastRiseDb) continue
    const from = Math.max(0, row - 15)
    const end = Math.min(rows, row + 10)
    if (rise < ((sums[end]! - sums[from]!) / (end - from)) * overMean) continue
    let highest = true
    for (let near = Math.max(0, row - 3); near <= Math.min(rows - 1, row + 3); near++) {
      if (rises[near]! > rise || (rises[near]! === rise && near < row)) highest = false
    }
    if (highest) found.push(row)
  }
  return found
}
