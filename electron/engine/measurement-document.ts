import type { Measurement } from '../../shared/contract/measurement.ts'
import { decodeFactsId, factSource, type DecodeFacts, type StoredFacts } from '../processes/measure-draft.ts'
import { soundRateHz } from '../media/streams.ts'
import { beatDetector } from '../sound/beats.ts'
import { channelFaultDetector } from '../sound/channel-faults.ts'
import { clippingDetector } from '../sound/clipping.ts'
import { loopSound } from '../sound/loop-sound.ts'
import { loudnessDetector } from '../sound/loudness.ts'
import { onsetDetector } from '../sound/onsets.ts'
import { musicCharacter } from '../sound/music-character.ts'
import { silenceDetector } from '../sound/silence.ts'
import { soundKinds, type SoundKinds } from '../sound/sound-kinds.ts'
import { cutsAgainstBeats } from './cuts-against-beats.ts'
import type { Heard } from './hearing.ts'
import { heardWarnings, heardWords } from './heard-words.ts'
import { roundedEndCard, roundedLoop } from './measured-ending.ts'
import { faceWarnings, roundedComposition, roundedFaces } from './measured-faces.ts'
import { pictureSeries, pictureSummary, videoFacts } from './measured-picture.ts'
import {
  roundedLoudness,
  roundedReactability,
  roundedSpeechOverBed,
  soundFaults,
  voiceWarning,
} from './measured-sound.ts'
import { roundedText, textWarnings } from './measured-text.ts'
import { round, roundedCharacter, roundedTempo, span, time, timeOrNull } from './rounding.ts'
import { spokenSpans, wordFacts, type WordFacts } from './word-facts.ts'
import { black } from '../vision/black.ts'
import { colour } from '../vision/colour.ts'
import { composition } from '../vision/composition.ts'
import { endCard } from '../vision/end-card.ts'
import { exposure } from '../vision/exposure.ts'
import { faces } from '../vision/faces.ts'
import { flashes } from '../vision/flashes.ts'
import { frozen } from '../vision/frozen.ts'
import { letterbox } from '../vision/letterbox.ts'
import { loopPicture } from '../vision/loop-picture.ts'
import { motion } from '../vision/motion.ts'
import { noise } from '../vision/noise.ts'
import { sharpness } from '../vision/sharpness.ts'
import { shots } from '../vision/shots.ts'
import { text, type TextFacts } from '../vision/text.ts'

/** Ids of the facts that the document is made of. */
export const documentFacts: readonly string[] = [
  decodeFactsId,
  ...[
    shots,
    flashes,
    black,
    motion,
    exposure,
    colour,
    frozen,
    letterbox,
    sharpness,
    composition,
    noise,
    faces,
  ].map(({ id }) => id),
  ...[
    loudnessDetector,
    silenceDetector,
    clippingDetector,
    channelFaultDetector,
    onsetDetector,
    beatDetector,
  ].map(({ id }) => id),
  ...[soundKinds, musicCharacter, text, endCard, loopPicture, loopSound].map(({ id }) => id),
]

/** The document that `hookline measure --json` prints, from the facts of all detectors; numbers rounded to what is meant. */
export function measurementDocument(
  file: Measurement['file'],
  stored: StoredFacts,
  timing: Measurement['timing'],
  heard: Heard | null = null,
): Measurement {
  const decoded = stored[decodeFactsId] as DecodeFacts
  const facts = factSource(stored)
  const { audio } = decoded.probe
  const kinds = facts.get(soundKinds)
  const levels = facts.get(loudnessDetector)
  return {
    file: { path: file.path, sizeBytes: file.sizeBytes, sha256: file.sha256 },
    video: videoFacts(decoded),
    audio: audio && {
      codec: audio.codec,
      channels: audio.channels,
      sampleRate: audio.sampleRate,
      durationS: time(decoded.soundSamples / soundRateHz),
    },
    shots: facts.get(shots).shots.map((shot) => ({ ...shot, ...span(shot) })),
    transitions: facts
      .get(shots)
      .transitions.map((t) => ({ ...t, ...span(t), confidence: round(t.confidence, 2) })),
    flashes: facts.get(flashes).map((flash) => ({ timeS: time(flash.timeS), frame: flash.frame })),
    black: facts.get(black).map(span),
    frozen: facts.get(frozen).frozen.map(span),
    series: pictureSeries(facts),
    picture: pictureSummary(facts),
    loudness: roundedLoudness(levels),
    silence: facts.get(silenceDetector).map(span),
    soundFaults: soundFaults(facts),
    onsets: facts
      .get(onsetDetector)
      .map(({ timeS, strength }) => ({ timeS: time(timeS), strength: round(strength, 3) })),
    tempo: roundedTempo(facts.get(beatDetector).tempo),
    beats: facts.get(beatDetector).beats.map(({ timeS, downbeat }) => ({ timeS: time(timeS), downbeat })),
    audioSegments: kinds.segments.map((segment) => ({ ...segment, ...span(segment) })),
    reactability: roundedReactability(kinds),
    speechOverBed: roundedSpeechOverBed(kinds, levels),
    ...roundedCharacter(facts.get(musicCharacter)),
    ...cutsAgainstBeats(decoded, facts),
    text: facts.get(text).spans.map(roundedText),
    textUnread: facts.get(text).failure,
    faces: roundedFaces(facts.get(faces)),
    facesUnseen: facts.get(faces).failure,
    ...wordsOf(decoded, facts.get(text), kinds, heard),
    endCard: roundedEndCard(facts.get(endCard)),
    loop: roundedLoop(facts.get(loopPicture), facts.get(loopSound)),
    composition: roundedComposition(facts.get(composition)),
    warnings: [
      ...decoded.warnings,
      ...voiceWarning(kinds),
      ...textWarnings(facts.get(text)),
      ...faceWarnings(facts.get(faces)),
      ...heardWarnings(heard),
    ].map((warning) => ({
      ...warning,
      startS: timeOrNull(warning.startS),
      endS: timeOrNull(warning.endS),
    })),
    timing: { totalS: round(timing.totalS, 3), decodeS: round(timing.decodeS, 3) },
  }
}

/** The words that the file carries, or else those that were heard, or those of the captions on its pictures. */
function wordsOf(
  { subtitles, clock }: DecodeFacts,
  { spans }: TextFacts,
  { segments }: SoundKinds,
  heard: Heard | null,
): WordFacts {
  const speech = spokenSpans(segments)
  if (!subtitles) return wordFacts(null, spans, speech, clock.durationS, heardWords(heard))
  const { language, title, srt } = subtitles
  const name = [title ?? 'Subtitles in the file', language && `(${language})`].filter(Boolean).join(' ')
  return wordFacts({ source: 'embedded', name, encoding: null, text: srt }, spans, speech, clock.durationS)
}
