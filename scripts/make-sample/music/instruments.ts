import { mulberry32 } from '../../../shared/mulberry32.ts'

export const sampleRateHz = 48_000

/** The two channels of a mix, full scale ±1. */
export interface Stereo {
  left: Float32Array
  right: Float32Array
}

export function silence(samples: number): Stereo {
  return { left: new Float32Array(samples), right: new Float32Array(samples) }
}

/** A voice gives its sample at a time since its own start, full scale ±1. */
export type Voice = (timeS: number) => number

/** Adds a voice from `startS` for `lengthS`; `pan` runs from −1 (left) to 1 (right), at equal power. */
export function play(
  mix: Stereo,
  voice: Voice,
  startS: number,
  lengthS: number,
  level: number,
  pan = 0,
): void {
  const first = Math.round(startS * sampleRateHz)
  const last = Math.min(mix.left.length, first + Math.round(lengthS * sampleRateHz))
  const angle = ((pan + 1) * Math.PI) / 4
  const [left, right] = [Math.cos(angle) * level, Math.sin(angle) * level]
  for (let sample = first; sample < last; sample++) {
    const value = voice((sample - first) / sampleRateHz)
    mix.left[sample] = mix.left[sample]! + value * left
    mix.right[sample] = mix.right[sample]! + value * right
  }
}

export function hertz(midiNote: number): number {
  return 440 * 2 ** ((midiNote - 69) / 12)
}

/** A sine that falls from 160 to 48 Hz, with a click at its front. */
export function kick(): Voice {
  return (t) => {
    const phase = 2 * Math.PI * (48 * t + (112 / 28) * (1 - Math.exp(-28 * t)))
    return Math.tanh(1.6 * Math.sin(phase) * Math.exp(-7 * t)) + 0.25 * Math.exp(-400 * t)
  }
}

/** Four short bursts of band-limited noise, as of several hands. */
export function clap(seed: number): Voice {
  const noise = bandNoise(seed, 0.45)
  return (t) => {
    const hands = [0, 0.011, 0.023].reduce((sum, at) => sum + (t >= at ? Math.exp(-180 * (t - at)) : 0), 0)
    return noise() * (hands * 0.5 + (t >= 0.03 ? 0.8 * Math.exp(-17 * (t - 0.03)) : 0))
  }
}

/** Bright noise; `decayPerS` about 90 for a closed hat, 14 for an open one. */
export function hat(seed: number, decayPerS: number): Voice {
  const noise = brightNoise(seed)
  return (t) => noise() * Math.exp(-decayPerS * t)
}

/** A round bass: two sines and a soft drive. */
export function bass(midiNote: number, lengthS: number): Voice {
  const omega = 2 * Math.PI * hertz(midiNote)
  return (t) => {
    const body =
      Math.sin(omega * t) + 0.45 * Math.sin(2 * omega * t) + 0.2 * Math.sin(3 * omega * t) * Math.exp(-9 * t)
    return Math.tanh(1.3 * body) * gate(t, lengthS, 0.006, 0.04)
  }
}

/** An electric piano by frequency modulation (Chowning 1973): a bright strike that mellows. */
export function electricPiano(midiNote: number, lengthS: number): Voice {
  const omega = 2 * Math.PI * hertz(midiNote)
  return (t) => {
    const strike = 0.9 * Math.exp(-6 * t) * Math.sin(omega * t)
    const tine = 0.3 * Math.exp(-22 * t) * Math.sin(7 * omega * t)
    return Math.sin(omega * 1.0015 * t + strike + tine) * Math.exp(-1.6 * t) * gate(t, lengthS, 0.004, 0.08)
  }
}

/** A plucked bell for the tune. */
export function pluck(midiNote: number): Voice {
  const omega = 2 * Math.PI * hertz(midiNote)
  return (t) =>
    Math.sin(omega * t + 1.4 * Math.exp(-14 * t) * Math.sin(3 * omega * t)) *
    Math.exp(-7 * t) *
    Math.min(1, t / 0.002)
}

/** Noise that swells to its end: leads the ear into the next part. */
export function riser(seed: number, lengthS: number): Voice {
  const noise = bandNoise(seed, 0.3)
  return (t) => noise() * (t / lengthS) ** 2.5
}

function gate(t: number, lengthS: number, attackS: number, releaseS: number): number {
  return Math.min(1, t / attackS, Math.max(0, (lengthS - t) / releaseS))
}

function brightNoise(seed: number): () => number {
  const random = mulberry32(seed)
  let [before, beforeThat] = [0, 0]
  return () => {
    const white = random() * 2 - 1
    const bright = white - 2 * before + beforeThat
    beforeThat = before
    before = white
    return bright * 0.35
  }
}

function bandNoise(seed: number, openness: number): () => number {
  const random = mulberry32(seed)
  let [low, lower] = [0, 0]
  return () => {
    low += openness * (random() * 2 - 1 - low)
    lower += 0.06 * (low - lower)
    return (low - lower) * 1.6
  }
}
