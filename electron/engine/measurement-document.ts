import type {
  LoudnessFacts,
  Measurement,
  PictureSeries,
  PictureSummary,
  SoundFault,
  TextSpan,
  VideoFacts,
  Warning,
} from '../../shared/contract/measurement.ts'
import { decodeFactsId, factSource, type DecodeFacts, type StoredFacts } from '../processes/measure-draft.ts'
import { soundRateHz } from '../media/streams.ts'
import type { FactSource } from '../media/detector.ts'
import { beatDetector } from '../sound/beats.ts'
import { channelFaultDetector } from '../sound/channel-faults.ts'
import { clippingDetector } from '../sound/clipping.ts'
import { loudnessDetector } from '../sound/loudness.ts'
import { musicInPoints } from '../sound/music-in-points.ts'
import { onsetDetector } from '../sound/onsets.ts'
import { musicCharacter } from '../sound/music-character.ts'
import { reactability } from '../sound/reactability.ts'
import { silenceDetector } from '../sound/silence.ts'
import { soundKinds, type SoundKinds } from '../sound/sound-kinds.ts'
import { speechOverBed } from '../sound/speech-over-bed.ts'
import { onBeatToleranceS, syncOf } from '../sound/sync.ts'
import { faceWarnings, roundedComposition, roundedFaces } from './measured-faces.ts'
import type { Heard } from './hearing.ts'
import { heardWarnings, heardWords } from './heard-words.ts'
import {
  numbers,
  round,
  roundedCharacter,
  roundedTempo,
  roundOrNull,
  span,
  time,
  timeOrNull,
} from './rounding.ts'
import { spokenSpans, wordFacts, type WordFacts } from './word-facts.ts'
import { black } from '../vision/black.ts'
import { colour } from '../vision/colour.ts'
import { composition } from '../vision/composition.ts'
import { exposure } from '../vision/exposure.ts'
import { faces } from '../vision/faces.ts'
import { flashes } from '../vision/flashes.ts'
import { frozen } from '../vision/frozen.ts'
import { letterbox } from '../vision/letterbox.ts'
import { motion } from '../vision/motion.ts'
import { noise } from '../vision/noise.ts'
import { seriesRateHz } from '../vision/series.ts'
import { sharpness } from '../vision/sharpness.ts'
import { shots } from '../vision/shots.ts'
import { text, type TextFacts } from '../vision/text.ts'

/** Said of a draft whose text nobody has looked for yet. */
export const notLookedAt = 'text was not looked for yet'

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
  ...[soundKinds, musicCharacter, text].map(({ id }) => id),
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
    loudness: loudness(levels),
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
    text: facts.get(text).spans.map(textSpan),
    textUnread: facts.get(text).failure,
    faces: roundedFaces(facts.get(faces)),
    facesUnseen: facts.get(faces).failure,
    ...wordsOf(decoded, facts.get(text), kinds, heard),
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

function videoFacts({ probe, frameTimesS, clock }: DecodeFacts): VideoFacts {
  const { video } = probe
  const frames = frameTimesS.length
  return {
    codec: video.codec,
    width: video.width,
    height: video.height,
    displayWidth: video.displayWidth,
    displayHeight: video.displayHeight,
    rotation: video.rotation,
    fps: clock.durationS > 0 ? round(frames / clock.durationS, 3) : null,
    variableFrameRate: hasVariableRate(frameTimesS),
    frames,
    durationS: time(clock.durationS),
    bitrateBps: video.bitrateBps ?? probe.bitrateBps,
    pixelFormat: video.pixelFormat,
    hdr: video.hdr,
    startTimecode: probe.startTimecode,
  }
}

function pictureSeries(facts: FactSource): PictureSeries {
  const moving = facts.get(motion)
  const light = facts.get(exposure)
  const colours = facts.get(colour)
  return {
    rateHz: seriesRateHz,
    motion: numbers(moving.motion, 4),
    cameraMotion: numbers(moving.cameraMotion, 4),
    subjectMotion: numbers(moving.subjectMotion, 4),
    brightness: numbers(light.brightness, 4),
    contrast: numbers(light.contrast, 4),
    shadowsClipped: numbers(light.shadowsClipped, 4),
    highlightsClipped: numbers(light.highlightsClipped, 4),
    saturation: numbers(colours.saturation, 4),
    colourfulness: numbers(colours.colourfulness, 2),
    sharpness: numbers(facts.get(sharpness).sharpness, 4),
  }
}

function pictureSummary(facts: FactSource): PictureSummary {
  const bars = facts.get(letterbox)
  return {
    colourVariety: roundOrNull(facts.get(colour).colourVariety, 3),
    noise: roundOrNull(facts.get(noise).noise, 5),
    shake: roundOrNull(facts.get(motion).shake, 5),
    letterbox: bars && {
      top: round(bars.top, 3),
      bottom: round(bars.bottom, 3),
      left: round(bars.left, 3),
      right: round(bars.right, 3),
    },
  }
}

function loudness(levels: LoudnessFacts | null): LoudnessFacts | null {
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

/** Every transition against the beats, and where the music had better begin. */
function cutsAgainstBeats(
  { frameTimesS, clock }: DecodeFacts,
  facts: FactSource,
): Pick<Measurement, 'sync' | 'syncSummary' | 'musicInPoints'> {
  const { beats } = facts.get(beatDetector)
  const { durationS } = clock
  const { points, summary } = syncOf({
    transitions: facts.get(shots).transitions,
    beats,
    frameTimesS,
    durationS,
  })
  const inPoints = musicInPoints({
    cutsS: points.map(({ transitionS }) => transitionS),
    beats,
    durationS,
    toleranceS: onBeatToleranceS(frameTimesS.length, durationS),
  })
  return {
    sync: points.map((point) => ({
      ...point,
      transitionS: time(point.transitionS),
      beatS: time(point.beatS),
      offsetMs: round(point.offsetMs, 1),
    })),
    syncSummary: summary && {
      ...summary,
      toleranceMs: round(summary.toleranceMs, 1),
      share: roundOrNull(summary.share, 4),
      chance: round(summary.chance, 4),
      lift: roundOrNull(summary.lift, 2),
      pValue: roundOrNull(summary.pValue, 6),
    },
    musicInPoints:
      inPoints &&
      inPoints.map((point) => ({
        ...point,
        offsetS: time(point.offsetS),
        share: round(point.share, 4),
        shareNow: round(point.shareNow, 4),
        chance: round(point.chance, 4),
        bestByChance: round(point.bestByChance, 4),
      })),
  }
}

function soundFaults(facts: FactSource): SoundFault[] {
  return [...facts.get(clippingDetector), ...facts.get(channelFaultDetector)]
    .map((fault) => ({ ...fault, ...span(fault) }))
    .toSorted((a, b) => a.startS - b.startS || a.kind.localeCompare(b.kind))
}

function roundedReactability({ segments }: SoundKinds): Measurement['reactability'] {
  const found = reactability(segments)
  return (
    found && {
      score: round(found.score, 2),
      speechS: time(found.speechS),
      musicOnlyS: time(found.musicOnlyS),
    }
  )
}

function roundedSpeechOverBed(
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
function voiceWarning({ voiceFailure }: SoundKinds): Warning[] {
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

function textSpan(one: TextFacts['spans'][number]): TextSpan {
  const box = (fractions: TextSpan['box']): TextSpan['box'] => {
    const [x, y, width, height] = fractions
    return [round(x, 4), round(y, 4), round(width, 4), round(height, 4)]
  }
  return {
    ...span(one),
    text: one.text,
    box: box(one.box),
    confidence: round(one.confidence, 2),
    kind: one.kind,
    unread: one.unread,
    lines: one.lines,
    heightShare: round(one.heightShare, 4),
    contrast: roundOrNull(one.contrast, 1),
    path: one.path.map((place) => ({ timeS: time(place.timeS), box: box(place.box) })),
  }
}

function textWarnings({ failure, overloadedS }: TextFacts): Warning[] {
  const warnings: Warning[] = []
  if (failure !== null && failure !== notLookedAt) {
    warnings.push({
      code: 'text_model_missing',
      message: `Text on the picture was not read and is not judged: the models could not be loaded (${failure}).`,
      startS: null,
      endS: null,
    })
  }
  if (overloadedS !== null) {
    warnings.push({
      code: 'text_not_all_read',
      message: 'There is very much text on the picture: its largest lines were read, others perhaps not.',
      startS: overloadedS,
      endS: null,
    })
  }
  return warnings
}

/** Whether the time between frames varies beyond rounding: more than a fiftieth of the steps are off the usual one. */
function hasVariableRate(timesS: Float64Array): boolean {
  if (timesS.length < 3) return false
  const steps = timesS.subarray(1).map((timeS, i) => timeS - timesS[i]!)
  const usual = steps.toSorted()[steps.length >> 1]!
  // Containers with a clock of milliseconds round every step.
  const off = steps.reduce((count, step) => count + (Math.abs(step - usual) > 0.0015 ? 1 : 0), 0)
  return off > 0.02 * steps.length
}
