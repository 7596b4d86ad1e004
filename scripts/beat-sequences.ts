import { beatFeatures, beatFrameRateHz } from '../electron/sound/beat-features.ts'
import { decibelsOf, levelOf } from '../electron/sound/spectral-levels.ts'
import type { SpectralFacts } from '../electron/sound/spectral.ts'
import type { Random } from '../test/vision/composed/random.ts'
import type { BeatExample } from './beat-examples.ts'
import type { TrainingSequence } from './network-training.ts'

/** Seconds of an example that are learnt at once. */
const lengthS = 20

/** A part of an example as the network learns it, another way each time: stretched, in another colour, with other sound over it. */
export function sequenceOf(
  example: BeatExample,
  over: SpectralFacts | null,
  random: Random,
): TrainingSequence {
  const stretch = random.between(0.92, 1.09)
  const { bands, bandCount, bandRateHz } = example.spectra
  const rows = bands.length / bandCount
  const tenths = Math.max(0, Math.floor((10 * rows) / bandRateHz - (10 * lengthS) / stretch))
  const fromS = random.chance(0.4) ? 0 : random.integer(0, tenths) / 10
  const spectra = stretched(cut(example.spectra, fromS, lengthS / stretch), stretch)
  colour(spectra, random)
  if (over) mix(spectra, over, random)
  const { frames, values } = beatFeatures(spectra)
  const targets = new Float32Array(2 * frames)
  const weights = new Float32Array(2 * frames).fill(1)
  const mark = (times: readonly number[], column: number): void => {
    for (const timeS of times) {
      const at = (timeS - fromS) * stretch * beatFrameRateHz
      const nearest = Math.round(at)
      for (let t = Math.max(0, nearest - 2); t <= Math.min(frames - 1, nearest + 2); t++) {
        // The frame of the beat is one; its neighbours are half of it (Böck, Davies and Knees 2019).
        const target = Math.max(0, Math.min(1, 1.25 - 0.5 * Math.abs(t - at)))
        targets[column * frames + t] = Math.max(targets[column * frames + t]!, target)
      }
    }
  }
  mark(example.beats, 0)
  if (example.downbeats) mark(example.downbeats, 1)
  else weights.fill(0, frames)
  return { frames, features: values, targets, weights }
}

/** The rows of a stretch of time; it begins at a whole tenth of a second, where both kinds of rows have one. */
function cut(spectra: SpectralFacts, fromS: number, durationS: number): SpectralFacts {
  const part = (rows: Uint8Array, width: number, rateHz: number): Uint8Array => {
    const from = Math.round(fromS * rateHz)
    return rows.slice(from * width, (from + Math.ceil(durationS * rateHz)) * width)
  }
  return {
    ...spectra,
    bands: part(spectra.bands, spectra.bandCount, spectra.bandRateHz),
    pitches: part(spectra.pitches, spectra.pitchCount, spectra.pitchRateHz),
  }
}

/** The same sound slower (over 1) or faster. */
function stretched(spectra: SpectralFacts, factor: number): SpectralFacts {
  return {
    ...spectra,
    bands: stretchedRows(spectra.bands, spectra.bandCount, factor),
    pitches: stretchedRows(spectra.pitches, spectra.pitchCount, factor),
  }
}

function stretchedRows(rows: Uint8Array, width: number, factor: number): Uint8Array {
  const count = rows.length / width
  const longer = Math.max(1, Math.floor((count - 1) * factor))
  const out = new Uint8Array(longer * width)
  for (let row = 0; row < longer; row++) {
    const at = row / factor
    const from = Math.floor(at)
    const part = at - from
    const next = Math.min(count - 1, from + 1)
    for (let i = 0; i < width; i++) {
      out[row * width + i] = (1 - part) * rows[from * width + i]! + part * rows[next * width + i]! + 0.5
    }
  }
  return out
}

/** A smooth course of gains over the bands, and a floor of noise. */
function colour({ bands, bandCount }: SpectralFacts, random: Random): void {
  const tilt = random.between(-12, 12)
  const bend = random.between(-10, 10)
  const centre = random.unit()
  const floor = random.chance(0.4) ? random.integer(60, 150) : 0
  const gain = new Float32Array(bandCount)
  for (let b = 0; b < bandCount; b++) {
    const x = b / bandCount
    gain[b] = 2 * (tilt * (x - 0.5) + bend * Math.exp(-(((x - centre) / 0.15) ** 2)))
  }
  let least = 0
  for (let i = 0; i < bands.length; i++) {
    if (floor > 0 && i % 5 === 0) least = floor + random.integer(-8, 8)
    bands[i] = Math.max(least, Math.min(255, bands[i]! + gain[i % bandCount]!))
  }
}

/** Lays another sound over, its loudest as loud as this one's give or take. */
function mix(spectra: SpectralFacts, over: SpectralFacts, random: Random): void {
  const gainDb = random.between(-14, 4) + usualDb(spectra.bands) - usualDb(over.bands)
  for (const [to, from, width] of [
    [spectra.bands, over.bands, spectra.bandCount],
    [spectra.pitches, over.pitches, spectra.pitchCount],
  ] as const) {
    const rows = from.length / width
    const start = Math.floor(random.unit() * rows) * width
    for (let i = 0; i < to.length; i++) {
      const other = decibelsOf(from[(start + i) % from.length]!) + gainDb
      const own = decibelsOf(to[i]!)
      to[i] = other < own - 20 ? to[i]! : levelOf(10 ** (own / 10) + 10 ** (other / 10))
    }
  }
}

function usualDb(levels: Uint8Array): number {
  const counts = new Uint32Array(256)
  for (const level of levels) counts[level]!++
  let left = levels.length * 0.05
  let level = 255
  while (level > 0 && (left -= counts[level]!) > 0) level--
  return decibelsOf(level)
}
