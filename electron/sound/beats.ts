import type { TempoFacts } from '../../shared/contract/measurement.ts'
import type { DerivedDetector } from '../media/detector.ts'
import { beatFeatures, beatFrameRateHz } from './beat-features.ts'
import { beatNetworkWeights } from './beat-network-weights.ts'
import { beatActivations, unpackedWeights } from './beat-network.ts'
import { beatPath } from './beat-path.ts'
import { supportedStretches } from './beat-support.ts'
import { beatTimesS } from './beat-times.ts'
import { downbeats } from './downbeats.ts'
import { onsetDetector, type Onset } from './onsets.ts'
import { spectral, type SpectralFacts } from './spectral.ts'
import { tempoOf } from './tempo.ts'

export interface Beat {
  /** Seconds after the first frame shown. */
  timeS: number
  /** Whether a bar begins. */
  downbeat: boolean
}

export interface BeatFacts {
  /** From the first that sounds to the last, rising; empty for material without a beat. */
  beats: Beat[]
  /** Null without beats. */
  tempo: TempoFacts | null
}

/** Beats, downbeats and tempo of the sound; none without sound. See models/beats.md. */
export const beatDetector: DerivedDetector<BeatFacts> = {
  kind: 'derived',
  id: 'beats',
  version: 2,
  from: [spectral, onsetDetector],
  derive: (facts) => {
    const spectra = facts.get(spectral)
    if (!spectra) return { beats: [], tempo: null }
    const { beats, tempo } = beatsOf(spectra, facts.get(onsetDetector))
    return { beats: beats.filter(({ timeS }) => timeS >= -0.0005), tempo }
  },
}

/**
 * Where the beats are: a network says how likely each moment is a beat and a downbeat, a model of tempo finds the most
 * likely beats through that, a model of bars the downbeats among them. Stretches in which the network hears little of
 * the beats found are left out: every sound has a most likely path, also speech.
 */
export function beatsOf(
  spectra: SpectralFacts,
  onsets: readonly Onset[],
  weights: Float32Array = (shipped ??= unpackedWeights(beatNetworkWeights)),
): BeatFacts {
  const activations = beatActivations(beatFeatures(spectra), weights)
  const path = beatPath(activations.beat)
  const stretches = supportedStretches(path, onsets, spectra.originS)
  const beats: Beat[] = []
  for (const { from, end } of stretches) {
    const roughS = path.timesS.subarray(from, end)
    const timesS = beatTimesS(roughS, onsets, spectra.originS)
    const first = downbeats(Float32Array.from(roughS, (timeS) => near(activations.downbeat, timeS)))
    timesS.forEach((timeS, i) => beats.push({ timeS, downbeat: first[i] === 1 }))
  }
  return { beats, tempo: tempoOf(path, stretches, activations.beat, beats) }
}

let shipped: Float32Array | undefined

/** The highest activation within a frame of a time of the file. */
function near(activation: Float32Array, timeS: number): number {
  const frame = Math.round(timeS * beatFrameRateHz)
  let most = 0
  for (let t = Math.max(0, frame - 1); t <= Math.min(activation.length - 1, frame + 1); t++) {
    most = Math.max(most, activation[t]!)
  }
  return most
}
