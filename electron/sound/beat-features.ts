import type { SpectralFacts } from './spectral.ts'
import { decibelsOf } from './spectral-levels.ts'

/** Frames a second of features and activations: two rows of bands each. */
export const beatFrameRateHz = 50

const bandPairs = 32
export const beatFeatureCount = 2 * bandPairs + 2

/** Columns of features: feature f of frame t is at `f * frames + t`. The middle of frame t lies at t / 50 s of the file. */
export interface BeatFeatures {
  frames: number
  values: Float32Array
}

/**
 * What the network hears: levels of 32 bands against the loudest usual level, how much each rises (half-wave rectified,
 * over 20 ms; as in Böck and Schedl 2011, Enhanced beat tracking with context-aware neural networks, DAFx), and how much the notes after a place are others than those before it, bass and
 * the rest, since chords change on downbeats (Goto and Muraoka 1999).
 */
export function beatFeatures(spectra: SpectralFacts): BeatFeatures {
  const { bands, bandCount } = spectra
  const rows = bands.length / bandCount
  const frames = Math.ceil(rows / 2)
  const values = new Float32Array(beatFeatureCount * frames)
  const decibels = Float32Array.from({ length: 256 }, (_, level) => decibelsOf(level))
  const usualDb = usualLoudDb(bands, bandCount, rows, decibels)
  for (let pair = 0; pair < bandPairs; pair++) {
    for (let t = 0; t < frames; t++) {
      let levelDb = 0
      let rise = 0
      for (let part = 0; part < 4; part++) {
        const row = Math.max(0, Math.min(rows - 1, 2 * t - (part & 1)))
        const band = 2 * pair + (part >> 1)
        const now = Math.max(usualDb - 60, decibels[bands[row * bandCount + band]!]!)
        const before = Math.max(usualDb - 60, decibels[bands[Math.max(0, row - 2) * bandCount + band]!]!)
        levelDb += now / 4
        if (now > before) rise += (now - before) / 4
      }
      values[pair * frames + t] = (levelDb - usualDb + 30) / 20
      values[(bandPairs + pair) * frames + t] = rise / 10
    }
  }
  writeNoteChange(spectra, 0, 26, values.subarray(2 * bandPairs * frames, (2 * bandPairs + 1) * frames))
  writeNoteChange(spectra, 26, 72, values.subarray((2 * bandPairs + 1) * frames))
  return { frames, values }
}

/** The level that the loudest band of a row reaches on average, silence left out. */
function usualLoudDb(bands: Uint8Array, bandCount: number, rows: number, decibels: Float32Array): number {
  let sum = 0
  let heard = 0
  for (let row = 0; row < rows; row++) {
    let most = 0
    for (let i = row * bandCount; i < (row + 1) * bandCount; i++) if (bands[i]! > most) most = bands[i]!
    if (decibels[most]! < -75) continue
    sum += decibels[most]!
    heard++
  }
  return heard > 0 ? sum / heard : -30
}

/** Rows of pitches that lie wholly on one side of a place: a window is seven tenths of a second long with its slopes. */
const sideRows = [2, 3, 4, 5] as const

function writeNoteChange(spectra: SpectralFacts, from: number, end: number, into: Float32Array): void {
  const { pitches, pitchCount, pitchRateHz } = spectra
  const rows = pitches.length / pitchCount
  const change = new Float32Array(rows)
  for (let row = 0; row < rows; row++) {
    let most = 0
    for (const side of sideRows) most = Math.max(most, loudest(row - side), loudest(row + side))
    if (most < 60) continue
    let gained = 0
    let present = 0
    for (let pitch = from; pitch < end; pitch++) {
      let before = 0
      let after = 0
      for (const side of sideRows) {
        before += salience(row - side, pitch, most)
        after += salience(row + side, pitch, most)
      }
      if (after > before) gained += after - before
      present += after
    }
    change[row] = present > 0 ? gained / (present + 4) : 0
  }
  for (let t = 0; t < into.length; t++) {
    const at = Math.min(rows - 1, (t / beatFrameRateHz) * pitchRateHz)
    const row = Math.floor(at)
    const next = Math.min(rows - 1, row + 1)
    into[t] = change[row]! + (at - row) * (change[next]! - change[row]!)
  }

  function loudest(row: number): number {
    if (row < 0 || row >= rows) return 0
    let most = 0
    for (let pitch = from; pitch < end; pitch++) most = Math.max(most, pitches[row * pitchCount + pitch]!)
    return most
  }

  function salience(row: number, pitch: number, most: number): number {
    return row < 0 || row >= rows ? 0 : Math.max(0, (pitches[row * pitchCount + pitch]! - most + 50) / 50)
  }
}
