import type { Measurement } from '../../shared/contract/measurement.ts'
import type { DerivedDetector } from '../media/detector.ts'
import { kindEvidence } from './kind-evidence.ts'
import { kindStretches } from './kinds.ts'
import { musicModelTrees } from './music-model-trees.ts'
import { shownSpan } from './shown-spans.ts'
import { soundTexture, type SoundTexture } from './sound-texture.ts'
import { speechModelTrees } from './speech-model-trees.ts'
import { textureStepS } from './texture.ts'

export interface SoundKinds {
  /** One after the other over all of the picture; empty without a sound stream. */
  segments: Measurement['audioSegments']
  /** What told speech: the voice model, or the texture of the sound where that could not be had. */
  speechBy: 'voice-model' | 'texture' | null
  /** Why the voice model could not be had. */
  voiceFailure: string | null
}

/**
 * What is heard when: speech, music, both, noise, silence. Speech by Silero VAD (see silero.ts), music by boosted trees on the
 * texture of the sound (models/sound-kinds.md), both made stretches by a hidden Markov model (see kinds.ts).
 *
 * Where the sound ends before the picture, or has not begun, there is silence.
 */
export const soundKinds: DerivedDetector<SoundKinds> = {
  kind: 'derived',
  id: 'sound-kinds',
  version: 1,
  from: [soundTexture],
  derive: (facts) => kindsOf(facts.get(soundTexture)),
}

export function kindsOf(heard: SoundTexture | null): SoundKinds {
  if (!heard) return { segments: [], speechBy: null, voiceFailure: null }
  const { clock } = heard
  const evidence = kindEvidence(heard, { music: musicModelTrees, speech: speechModelTrees })
  const stretches = kindStretches(evidence)
  const soundEndS = evidence.levels.length * textureStepS
  const segments = [
    ...stretches.map(({ kind, from, to }) => ({
      kind,
      startS: from * textureStepS,
      endS: to * textureStepS,
    })),
    { kind: 'silence' as const, startS: soundEndS, endS: Infinity },
  ].flatMap(({ kind, startS, endS }) => {
    const span = shownSpan(startS, endS, clock)
    return span ? [{ ...span, kind }] : []
  })
  return {
    segments: joined(segments),
    speechBy: heard.voice ? 'voice-model' : 'texture',
    voiceFailure: heard.voiceFailure,
  }
}

/** A rest shorter than a step, from the rounding of the sound's end, belongs to what is before it. */
function joined(segments: Measurement['audioSegments']): Measurement['audioSegments'] {
  const result: Measurement['audioSegments'] = []
  for (const segment of segments) {
    const last = result.at(-1)
    if (last && (last.kind === segment.kind || segment.endS - segment.startS < textureStepS))
      last.endS = segment.endS
    else result.push({ ...segment })
  }
  return result
}
