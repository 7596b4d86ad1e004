import type { Measurement, Span } from '../../shared/contract/measurement.ts'
import { pitchRowS, pitchSteps } from './pitch-classes.ts'

type Key = NonNullable<Measurement['key']>

export const tonics = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'] as const

/**
 * How often each pitch class is heard in a key, from its tonic up, counted in 490 pieces (Albrecht and Shanahan 2013, The use of
 * large corpora to train a new type of key-finding algorithm).
 */
const profiles = {
  major: [0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.08, 0.008, 0.081],
  minor: [0.22, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052],
}

/** Less music than this has no key that could be told: 3 s. */
const leastRows = 3 / pitchRowS
const stepsPerSemitone = pitchSteps / 12
/** The best correlation under which nothing sounds like a key, such as drums alone. */
const leastFit = 0.35

/**
 * The key of the music: its pitch classes, tuned to the piece's own reference pitch, correlated with a profile of each of the 24 keys
 * (Krumhansl and Schmuckler, in Krumhansl 1990, Cognitive foundations of musical pitch). Null where there is too little music or no
 * key fits.
 *
 * @param rows of pitch classes, from the file's time 0
 * @param music where music sounds, in the file's time
 */
export function keyOf(rows: Float32Array, music: readonly Span[]): Key | null {
  const sums = new Float64Array(pitchSteps)
  let count = 0
  for (let row = 0; row * pitchSteps < rows.length; row++) {
    const middleS = (row + 0.5) * pitchRowS
    if (!music.some(({ startS, endS }) => startS <= middleS && middleS < endS)) continue
    const values = rows.subarray(row * pitchSteps, (row + 1) * pitchSteps)
    if (values.some((value) => value > 0)) count++
    values.forEach((value, step) => (sums[step]! += value))
  }
  if (count < leastRows) return null
  const tuningCents = tuningOf(sums)
  const classes = semitones(sums, tuningCents)
  const fits = (['major', 'minor'] as const).flatMap((mode) =>
    tonics.map((tonic, from) => ({ tonic, mode, fit: correlation(classes, from, profiles[mode]) })),
  )
  fits.sort((a, b) => b.fit - a.fit)
  const [best, second] = fits as [(typeof fits)[0], (typeof fits)[0]]
  if (best.fit < leastFit) return null
  return {
    tonic: best.tonic,
    mode: best.mode,
    confidence: confidence(best.fit, best.fit - second.fit),
    tuningHz: 440 * 2 ** (tuningCents / 1200),
  }
}

/** How far the notes lie over the nearest semitone of 440 Hz, in cents: the mean on a circle of 100 cents. */
function tuningOf(sums: Float64Array): number {
  let real = 0
  let imaginary = 0
  sums.forEach((value, step) => {
    const angle = (2 * Math.PI * step) / stepsPerSemitone
    real += value * Math.cos(angle)
    imaginary += value * Math.sin(angle)
  })
  return (Math.atan2(imaginary, real) / (2 * Math.PI)) * 100
}

/** The twelve classes: a step counts for the semitone it is nearest to in this tuning, less the further it is off. */
function semitones(sums: Float64Array, tuningCents: number): Float64Array {
  const classes = new Float64Array(12)
  sums.forEach((value, step) => {
    const place = (step * 100) / stepsPerSemitone / 100 - tuningCents / 100
    const nearest = Math.round(place)
    classes[((nearest % 12) + 12) % 12]! += value * Math.cos(Math.PI * (place - nearest)) ** 2
  })
  return classes
}

function correlation(classes: Float64Array, from: number, profile: readonly number[]): number {
  const mean = classes.reduce((sum, value) => sum + value, 0) / 12
  const expected = profile.reduce((sum, value) => sum + value, 0) / 12
  let product = 0
  let squares = 0
  let profileSquares = 0
  profile.forEach((value, i) => {
    const heard = classes[(from + i) % 12]! - mean
    product += heard * (value - expected)
    squares += heard * heard
    profileSquares += (value - expected) ** 2
  })
  return squares > 0 ? product / Math.sqrt(squares * profileSquares) : 0
}

/** From 0 to 1: how well the best key fits, and how far ahead of the second it is. */
function confidence(fit: number, lead: number): number {
  return (
    Math.max(0, Math.min(1, (fit - leastFit) / (0.85 - leastFit))) * (0.4 + 0.6 * Math.min(1, lead / 0.15))
  )
}
