import type { DerivedDetector } from '../media/detector.ts'
import { spectral, type SpectralFacts } from './spectral.ts'

/**
 * What a recording is known by: 32 bits for each tenth of a second, and whether anything was heard in it. Row i is about
 * i / fingerprintRateHz s of the file.
 */
export interface Fingerprint {
  /** The first frame shown, in the file's time. */
  originS: number
  rows: Uint32Array
  /** 1 where something sounds: the bits of silence say nothing. */
  audible: Uint8Array
}

/** Rows a second. */
export const fingerprintRateHz = 10

/** The fingerprint of the sound; null without sound. */
export const fingerprintDetector: DerivedDetector<Fingerprint | null> = {
  kind: 'derived',
  id: 'fingerprint',
  version: 1,
  from: [spectral],
  derive: (facts) => {
    const spectra = facts.get(spectral)
    return spectra && fingerprintOf(spectra)
  },
}

/** Bands of two semitones, from E2 (82 Hz) up to 3.7 kHz: what even a poor encoder and a telephone keep. */
const firstSemitone = 16
const semitonesPerBand = 2
const bits = 32
/** Bits compare a row with the one 0.2 s before: with neighbours, whose windows overlap by 70 %, noise would decide. */
const backRows = 2
/** Levels in half decibels: what is more than 60 dB under the loudest row is not heard. */
const audibleUnderLoudest = 120

/**
 * Bit b of a row says whether, from band b + 1 to band b, the level rises more than it did 0.2 s before: the sign of the
 * level's difference over frequency and time, which neither loudness nor equalising changes (Haitsma and Kalker 2002, A highly
 * robust audio fingerprinting system, ISMIR). As in Chromaprint the rows come a tenth of a second apart from windows of a third of a
 * second, so that a copy may begin between two rows.
 */
export function fingerprintOf({ originS, pitches, pitchCount }: SpectralFacts): Fingerprint {
  const count = Math.floor(pitches.length / pitchCount)
  const rows = new Uint32Array(count)
  const audible = new Uint8Array(count)
  const loudest = pitches.reduce((most, level) => Math.max(most, level), 0)
  const past: Int16Array[] = []
  for (let row = 0; row < count; row++) {
    const levels = pitches.subarray(row * pitchCount, (row + 1) * pitchCount)
    const steps = bandSteps(levels)
    past.push(steps)
    const before = past.length > backRows ? past.shift()! : past[0]!
    let word = 0
    for (let bit = 0; bit < bits; bit++) if (steps[bit]! > before[bit]!) word |= 1 << bit
    rows[row] = word >>> 0
    const most = levels.reduce((highest, level) => Math.max(highest, level), 0)
    if (row >= backRows && most > 0 && most >= loudest - audibleUnderLoudest) audible[row] = 1
  }
  return { originS, rows, audible }
}

/** Level of each band less that of the one above it. */
function bandSteps(levels: Uint8Array): Int16Array {
  const steps = new Int16Array(bits)
  let before = bandLevel(levels, 0)
  for (let bit = 0; bit < bits; bit++) {
    const next = bandLevel(levels, bit + 1)
    steps[bit] = before - next
    before = next
  }
  return steps
}

function bandLevel(levels: Uint8Array, band: number): number {
  let sum = 0
  for (let k = 0; k < semitonesPerBand; k++) sum += levels[firstSemitone + band * semitonesPerBand + k]!
  return sum
}
