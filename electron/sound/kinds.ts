import type { Measurement } from '../../shared/contract/measurement.ts'

export type SoundKind = Measurement['audioSegments'][number]['kind']
const kinds: readonly SoundKind[] = ['speech', 'music', 'speech+music', 'noise', 'silence']
const silence = kinds.indexOf('silence')

/** What speaks for each kind, step by step of 20 ms. */
export interface KindEvidence {
  /** dBFS. */
  levels: Float32Array
  /** How likely there is speech, and music, 0 to 1. */
  speech: Float32Array
  music: Float32Array
}

/** A stretch of one kind in steps, end exclusive. */
export interface KindStretch {
  kind: SoundKind
  from: number
  to: number
}

/** Probabilities are not believed beyond these: a pause of speech says less than speech does. */
const believedSpeech = [0.1, 0.995] as const
const believedMusic = [0.05, 0.95] as const
const believedSilence = [1e-6, 0.99] as const
/** Over how many dB around the threshold sound turns into silence. */
const silenceBlurDb = 2

/**
 * What a change costs, in natural logarithms of likelihood, so that certain evidence has to last: speech 0.3 s, a pause of it
 * that is not silent 0.7 s, music 1 s.
 */
const speechChange = 37
const musicChange = 75
const silenceChange = 10
/** A pause is silent for 0.16 s at least: shorter ones are within words. */
const leastSilenceSteps = 8

/** 0.4 s, 0.2 s and 0.1 s: what voice detectors usually add to speech. */
const longPauseSteps = 20
const breathOutSteps = 10
const breathInSteps = 5

/** This far below the level of the draft nothing is heard beside it. */
const unheardDb = 30
const silenceBetween = [-60, -42] as const

/**
 * The kinds of sound that explain the evidence best, in stretches that last: the Viterbi path through a hidden Markov model of five
 * states (Rabiner 1989).
 */
export function kindStretches(evidence: KindEvidence): KindStretch[] {
  return withBreath(stretchesOf(bestPath(evidence, silenceThreshold(evidence.levels))))
}

function stretchesOf(path: Uint8Array): KindStretch[] {
  const stretches: KindStretch[] = []
  path.forEach((state, step) => {
    const last = stretches.at(-1)
    if (last && last.kind === kinds[state]) last.to = step + 1
    else stretches.push({ kind: kinds[state]!, from: step, to: step + 1 })
  })
  return stretches
}

/** A word rings and is breathed out; one is breathed in for. A long pause begins after that, and ends before. */
function withBreath(stretches: readonly KindStretch[]): KindStretch[] {
  const moved = stretches.map((stretch) => ({ ...stretch }))
  moved.forEach((pause, i) => {
    if (pause.kind !== 'silence' || pause.to - pause.from < longPauseSteps) return
    const before = moved[i - 1]
    const after = moved[i + 1]
    if (before?.kind.includes('speech')) before.to = pause.from += breathOutSteps
    if (after?.kind.includes('speech')) after.from = pause.to -= breathInSteps
  })
  return moved
}

/**
 * The level below which sound counts as silence: −60 dBFS, more in a loud draft: 30 dB below the mean of its sound
 * (gated as loudness is: what is 10 dB below the mean of all does not count), −42 dBFS at most.
 */
export function silenceThreshold(levels: Float32Array): number {
  const mean = (above: number): number => {
    let power = 0
    let count = 0
    for (const level of levels) {
      if (level <= above) continue
      power += 10 ** (level / 10)
      count++
    }
    return count > 0 ? 10 * Math.log10(power / count) : -Infinity
  }
  const gated = mean(mean(-70) - 10)
  return Math.max(silenceBetween[0], Math.min(silenceBetween[1], gated - unheardDb))
}

/** Silence is a row of states, one step each, so that it lasts; what follows it leaves from the last. */
const states: readonly number[] = [0, 1, 2, 3, ...new Array<number>(leastSilenceSteps).fill(silence)]

/** From which states a state is reached, and at what cost. */
const ways: readonly (readonly { from: number; cost: number }[])[] = states.map((kind, to) => {
  if (kind !== silence) {
    return states.flatMap((other, from) =>
      other === silence && from < states.length - 1
        ? []
        : [{ from, cost: changeCost(kinds[other]!, kinds[kind]!) }],
    )
  }
  const ways = [{ from: to - 1, cost: 0 }]
  if (to === states.length - 1) ways.push({ from: to, cost: 0 })
  return to === silence ? [0, 1, 2, 3].map((from) => ({ from, cost: silenceChange })) : ways
})

/** @returns the kind of each step, as a place in `kinds` */
function bestPath({ levels, speech, music }: KindEvidence, threshold: number): Uint8Array {
  const steps = levels.length
  const cameFrom = new Uint8Array(steps * states.length)
  // Sound may begin in the midst of silence.
  let worth = new Float64Array(states.length)
  for (let step = 0; step < steps; step++) {
    const likely = likelihoods(
      smoothed(levels, step),
      within(speech[step]!, believedSpeech),
      within(music[step]!, believedMusic),
      threshold,
    )
    const next = new Float64Array(states.length)
    for (let to = 0; to < states.length; to++) {
      let best = -Infinity
      for (const { from, cost } of ways[to]!) {
        if (worth[from]! - cost <= best) continue
        best = worth[from]! - cost
        cameFrom[step * states.length + to] = from
      }
      next[to] = best + likely[states[to]!]!
    }
    worth = next
  }
  const path = new Uint8Array(steps)
  let state = worth.indexOf(Math.max(...worth))
  for (let step = steps - 1; step >= 0; step--) {
    path[step] = states[state]!
    state = cameFrom[step * states.length + state]!
  }
  return path
}

/** Log-likelihood of each kind. */
function likelihoods(level: number, speech: number, music: number, threshold: number): number[] {
  const odds = 1 / (1 + Math.exp((level - threshold) / silenceBlurDb))
  const quiet = within(odds, believedSilence)
  const heard = Math.log(1 - quiet)
  return kinds.map((kind, state) =>
    state === silence
      ? Math.log(quiet)
      : heard +
        Math.log(kind.includes('speech') ? speech : 1 - speech) +
        Math.log(kind.includes('music') ? music : 1 - music),
  )
}

/** Mean over three steps. */
function smoothed(levels: Float32Array, step: number): number {
  const before = levels[Math.max(0, step - 1)]!
  const after = levels[Math.min(levels.length - 1, step + 1)]!
  return (before + levels[step]! + after) / 3
}

function changeCost(from: SoundKind, to: SoundKind): number {
  if (from === to) return 0
  if (from === 'silence' || to === 'silence') return silenceChange
  const speech = from.includes('speech') === to.includes('speech') ? 0 : speechChange
  const music = from.includes('music') === to.includes('music') ? 0 : musicChange
  return speech + music
}

function within(value: number, [low, high]: readonly [number, number]): number {
  return Math.max(low, Math.min(high, value))
}
