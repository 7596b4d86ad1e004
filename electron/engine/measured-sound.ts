import type { LoudnessFacts, Measurement, SoundFault, Warning } from '../../shared/contract/measurement.ts'
import type { FactSource } from '../media/detector.ts'
import { channelFaultDetector } from '../sound/channel-faults.ts'
import { clippingDetector } from '../sound/clipping.ts'
import { reactability } from '../sound/reactability.ts'
import type { SoundKinds } from '../sound/sound-kinds.ts'
import { speechOverBed } from '../sound/speech-over-bed.ts'
import { round, roundOrNull, span, time } from './rounding.ts'

export function roundedLoudness(levels: LoudnessFacts | null): LoudnessFacts | null {
  return (
    levels && {
      integratedLufs: roundOrNull(levels.integratedLufs, 2),
      truePeakDbtp: roundOrNull(levels.truePeakDbtp, 2),
      rangeLu: roundOrNull(levels.rangeLu, 2),
      momentaryLufs: levels.momentaryLufs.map((value) => roundOrNull(value, 2)),
      momentaryRateHz: levels.momentaryRateHz,
      shortTermLufs: levels.shortTermLufs.map((value) => roundOrNull(value, 2)),
      samplePeakDbfs: roundOrNull(levels.samplePeakDbfs, 2),
    }
  )
}

export function soundFaults(facts: FactSource): SoundFault[] {
  return [...facts.get(clippingDetector), ...facts.get(channelFaultDetector)]
    .map((fault) => ({ ...fault, ...span(fault) }))
    .toSorted((a, b) => a.startS - b.startS || a.kind.localeCompare(b.kind))
}

export function roundedReactability({ segments }: SoundKinds): Measurement['reactability'] {
  const found = reactability(segments)
  return (
    found && {
      score: round(found.score, 2),
      speechS: time(found.speechS),
      musicOnlyS: time(found.musicOnlyS),
    }
  )
}

export function roundedSpeechOverBed(
  { segments }: SoundKinds,
  levels: LoudnessFacts | null,
): Measurement['speechOverBed'] {
  const found = speechOverBed(segments, levels)
  return (
    found && {
      lu: round(found.lu, 1),
      spans: found.spans.map((one) => ({ ...span(one), lu: round(one.lu, 1) })),
    }
  )
}

/** Speech told by the texture of the sound alone is less sure, and whoever reads it has to know. */
export function voiceWarning({ voiceFailure }: SoundKinds): Warning[] {
  if (voiceFailure === null) return []
  return [
    {
      code: 'voice_model_missing',
      message: `Speech was told by rhythm and spectrum alone, which is less sure: the voice model could not be loaded (${voiceFailure}).`,
      startS: null,
      endS: null,
    },
  ]
}
