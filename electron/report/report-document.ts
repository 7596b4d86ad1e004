import { basename } from 'node:path'
import type { Measurement } from '../../shared/contract/measurement.ts'
import {
  scorePartIds,
  type ComplianceResult,
  type DraftDetails,
  type Evidence,
  type Score,
  type ScorePartId,
} from '../../shared/contract/score.ts'
import { formatTime } from '../../shared/format-time.ts'
import { allChecks } from '../scoring/all-checks.ts'
import { platformProfiles } from '../scoring/platform-profiles.ts'
import { seenAndAsked } from '../scoring/seen-and-asked.ts'
import { checksByGain } from './checks-by-gain.ts'
import { reportTimeline, type ReportTimeline } from './report-timeline.ts'

/** All that a report says, whatever it is written as. */
export interface ReportDocument {
  /** The file's name. */
  title: string
  platform: string
  madeOn: string
  /** Name and value of what the draft is: its details, then its technical facts. */
  facts: readonly (readonly [string, string])[]
  overall: number
  parts: readonly { name: string; score: number | null }[]
  /** Width of the picture over its height. */
  aspect: number
  /** JPEG; null when the draft has none. */
  poster: Uint8Array | null
  timeline: ReportTimeline
  /** What would gain most first. */
  checks: readonly ReportCheck[]
  /** Text, asks, faces and the end card, in order of time. */
  seen: readonly { time: string; name: string; note: string }[]
  notJudged: readonly { label: string; reason: string }[]
  compliance: readonly ComplianceResult[]
  warnings: readonly string[]
  /** What the numbers mean and what they don't. */
  meaning: readonly string[]
}

export interface ReportCheck {
  part: string
  label: string
  grade: number
  weight: number
  fix: string | null
  evidence: readonly ReportEvidence[]
}

export interface ReportEvidence {
  time: string
  note: string
  picture: ReportPicture | null
}

/** A picture of the draft. */
export interface ReportPicture {
  /** Of the picture, seconds from the first frame. */
  timeS: number
  jpeg: Uint8Array
}

export interface ReportParts {
  measurement: Measurement
  score: Score
  details: DraftDetails | null
  poster: Uint8Array | null
  /** By check id and number of its evidence: `evidenceKey`. */
  pictures: ReadonlyMap<string, ReportPicture>
  madeOn: Date
}

export const partNames: Readonly<Record<ScorePartId, string>> = {
  hook: 'Hook',
  content: 'Content',
  cta: 'Call to action',
}

export function evidenceKey(checkId: string, index: number): string {
  return `${checkId} ${index}`
}

/** Puts a report together from facts and scores. */
export function reportDocument(parts: ReportParts): ReportDocument {
  const { measurement, score, details, poster, pictures, madeOn } = parts
  return {
    title: basename(score.file),
    platform: platformProfiles[score.platform].label,
    madeOn: madeOn.toISOString().slice(0, 10),
    facts: [...detailFacts(details), ...technicalFacts(measurement)],
    overall: score.overall,
    parts: scorePartIds.map((id) => ({ name: partNames[id], score: score[id].score })),
    aspect: measurement.video.displayWidth / measurement.video.displayHeight,
    poster,
    timeline: reportTimeline(measurement, score),
    checks: checksByGain(score).map(({ part, check }) => ({
      part: partNames[part],
      label: check.label,
      grade: check.grade,
      weight: check.weight,
      fix: check.fix,
      evidence: check.evidence.map((evidence, index) => ({
        time: spanText(evidence),
        note: evidence.note,
        picture: pictures.get(evidenceKey(check.id, index)) ?? null,
      })),
    })),
    seen: seenAndAsked(measurement).map((thing) => ({
      time: spanText(thing),
      name: thing.name,
      note: thing.note,
    })),
    notJudged: score.omitted.map(({ id, reason }) => ({ label: labelOf(id), reason })),
    compliance: score.compliance,
    warnings: score.warnings.map(({ message }) => message),
    meaning: meaning(score),
  }
}

function labelOf(id: string): string {
  return allChecks.find((check) => check.id === id)?.label ?? id
}

function spanText({ startS, endS }: Pick<Evidence, 'startS' | 'endS'>): string {
  return endS > startS ? `${formatTime(startS)}–${formatTime(endS)}` : formatTime(startS)
}

function detailFacts(details: DraftDetails | null): [string, string][] {
  const given: [string, string | undefined][] = [
    ['Account', details?.account],
    ['Title', details?.title],
    ['Description', details?.description],
    ['Caption', details?.caption],
    ['Hashtags', details?.hashtags?.map((tag) => `#${tag.replace(/^#/, '')}`).join(' ')],
    ['Keywords', details?.keywords?.join(', ')],
    ['Planned for', details?.plannedAt],
    ['Campaign', details?.campaign],
  ]
  return given.filter((fact): fact is [string, string] => Boolean(fact[1]?.trim()))
}

function technicalFacts({ file, video, audio, loudness, shots }: Measurement): [string, string][] {
  const level = loudness?.integratedLufs
  const peak = loudness?.truePeakDbtp
  const rate = video.fps === null ? '' : `, ${video.fps} fps${video.variableFrameRate ? ' (variable)' : ''}`
  return [
    ['Length', `${formatTime(video.durationS)}, ${video.frames} frames${rate}`],
    [
      'Picture',
      `${video.displayWidth} × ${video.displayHeight}, ${video.codec}${video.hdr ? `, ${video.hdr.toUpperCase()}` : ''}`,
    ],
    [
      'Sound',
      audio
        ? `${audio.codec}, ${audio.channels} ${audio.channels === 1 ? 'channel' : 'channels'}, ${audio.sampleRate} Hz`
        : 'none',
    ],
    ...(level == null
      ? []
      : [
          [
            'Loudness',
            `${level.toFixed(1)} LUFS${peak == null ? '' : `, true peak ${peak.toFixed(1)} dBTP`}`,
          ] as [string, string],
        ]),
    ...(video.startTimecode === null
      ? []
      : [['Timecode', `from ${video.startTimecode}`] as [string, string]]),
    ['Shots', String(shots.length)],
    ['File', `${(file.sizeBytes / 1e6).toFixed(1)} MB, SHA-256 ${file.sha256.slice(0, 16)}…`],
  ]
}

function meaning(score: Score): string[] {
  return [
    'A score is a craft score from 1 to 100: how well the picture and the sound do what usually holds a viewer. It is not a promise of views, and no account’s history is in it.',
    'Each check turns measured facts into a grade from 0 to 100 %. A part’s score is the weighted mean of its grades; the overall score is the weighted mean of the parts. The checks that would gain most come first.',
    'What could not be judged is listed with its reason; its weight is left out, it counts neither for nor against the draft.',
    'Limits of the platform are facts that it published, each with its source and the day on which it was looked up. They can change.',
    `The same file gives the same scores. Rubric ${score.rubricVersion}.${score.provisional ? ' This score is provisional: it rests on a quick look.' : ''}`,
  ]
}
