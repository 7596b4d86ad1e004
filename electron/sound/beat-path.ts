import { beatFrameRateHz } from './beat-features.ts'

/** Frames a second of the path: activations are interpolated to them. */
const pathRateHz = 2 * beatFrameRateHz
/** Shortest and longest time between beats in frames: 240 and 45 beats a minute. */
const shortestFrames = 25
const longestFrames = 133
const tempos = longestFrames - shortestFrames + 1
/** How strongly a change of tempo from one beat to the next is held against a path, per share of the interval. */
const changeCost = 100
/** Frames around a beat that belong to it: nothing is held against it that they are loud. */
const ownFrames = 6
/** A beat counts as much as its two frames of activation. */
const beatWeight = 2

export interface BeatPath {
  /** In seconds of the file, rising. */
  timesS: Float64Array
  /** Activation at each beat. */
  heard: Float32Array
}

/**
 * The most likely beats through activations: a bar-pointer model (Whiteley, Cemgil and Godsill 2006) over tempo and place
 * between beats, changes of tempo as in Krebs, Böck and Widmer (2015, An efficient state-space model for joint tempo and meter
 * tracking, ISMIR). Between beats its state can only move on, so a path
 * is a chain of whole intervals, and the best one is decided at the beats alone, from running sums of the observations:
 * the same path as Viterbi's through all states, for a sixtieth of its work.
 *
 * Other than there a beat is one frame, heard with probability a, and all frames away from beats are heard as none with
 * 1 − a; and a change of one frame costs nothing, since most tempos lie between two whole numbers of frames. Both keep
 * paths of twice and half the tempo comparable: neither more beats nor fewer are cheaper as such.
 *
 * @param activation 50 a second, 0 to 1, from the file's time 0
 */
export function beatPath(activation: Float32Array): BeatPath {
  const frames = 2 * activation.length - 1
  if (frames < longestFrames) return { timesS: new Float64Array(), heard: new Float32Array() }
  const observed = interpolated(activation, frames)
  const starts = bestStarts(observed, frames)
  const timesS = new Float64Array(starts.length)
  const heard = new Float32Array(starts.length)
  starts.forEach((frame, i) => {
    timesS[i] = frame / pathRateHz
    for (let t = Math.max(0, frame - 2); t <= Math.min(frames - 1, frame + 2); t++) {
      heard[i] = Math.max(heard[i]!, observed[t]!)
    }
  })
  return { timesS, heard }
}

function interpolated(activation: Float32Array, frames: number): Float32Array {
  const out = new Float32Array(frames)
  for (let t = 0; t < frames; t++) {
    out[t] = t % 2 === 0 ? activation[t >> 1]! : (activation[t >> 1]! + activation[(t >> 1) + 1]!) / 2
  }
  return out
}

function bestStarts(observed: Float32Array, frames: number): number[] {
  const onBeat = new Float64Array(frames)
  const away = new Float64Array(frames + 1)
  for (let t = 0; t < frames; t++) {
    const a = Math.min(0.98, Math.max(0.02, observed[t]!))
    onBeat[t] = beatWeight * Math.log(a)
    away[t + 1] = away[t]! + Math.log(1 - a)
  }
  /** What is observed from a beat on, until the next or the end. */
  const segment = (from: number, interval: number): number => {
    const start = Math.min(frames, from + ownFrames)
    const end = Math.max(start, Math.min(frames, from + interval - ownFrames))
    return onBeat[from]! + away[end]! - away[start]!
  }
  // Scores of beats by frame and tempo, as far back as an interval reaches, and where each came from.
  const scores = new Float64Array(longestFrames * tempos).fill(-Infinity)
  const sources = new Uint8Array(frames * tempos)
  const arrivals = new Float64Array(tempos)
  let best = { score: -Infinity, frame: 0, tempo: 0 }
  for (let t = 0; t < frames; t++) {
    const row = (t % longestFrames) * tempos
    let any = -Infinity
    for (let j = 0; j < tempos; j++) {
      const interval = shortestFrames + j
      const from = t - interval
      const arrival =
        from < 0 ? -Infinity : scores[(from % longestFrames) * tempos + j]! + segment(from, interval)
      arrivals[j] = arrival
      if (arrival > any) any = arrival
    }
    for (let i = 0; i < tempos; i++) {
      // A path may begin anywhere within its first interval.
      let score = t < shortestFrames + i ? away[Math.max(0, t - ownFrames)]! : -Infinity
      let source = noSource
      if (any > score) {
        for (let j = firstNear[i]!; j <= lastNear[i]!; j++) {
          const candidate = arrivals[j]! + costs[i * tempos + j]!
          if (candidate > score) {
            score = candidate
            source = j
          }
        }
      }
      scores[row + i] = score
      sources[t * tempos + i] = source
      if (t + shortestFrames + i >= frames) {
        const whole = score + segment(t, shortestFrames + i)
        if (whole > best.score) best = { score: whole, frame: t, tempo: i }
      }
    }
  }
  return traced(best.frame, best.tempo, sources)
}

const noSource = 255

function traced(frame: number, tempo: number, sources: Uint8Array): number[] {
  const starts: number[] = []
  for (let t = frame, i = tempo; ;) {
    starts.push(t)
    const source = sources[t * tempos + i]!
    if (source === noSource) return starts.reverse()
    t -= shortestFrames + source
    i = source
  }
}

/** What it costs (0 or less) to go to tempo i from tempo j, at i × tempos + j. */
const costs = new Float64Array(tempos * tempos)
const firstNear = new Int32Array(tempos)
const lastNear = new Int32Array(tempos)
for (let i = 0; i < tempos; i++) {
  firstNear[i] = tempos
  for (let j = 0; j < tempos; j++) {
    const change = Math.max(0, Math.abs(i - j) - 1) / (shortestFrames + j)
    costs[i * tempos + j] = -changeCost * change
    if (change > 0.16) continue
    firstNear[i] = Math.min(firstNear[i]!, j)
    lastNear[i] = j
  }
}
