import type { Marker, MarkerColour, MarkerKind } from '../../../shared/contract/markers.ts'
import type { Measurement, Transition } from '../../../shared/contract/measurement.ts'
import {
  scorePartIds,
  type CheckResult,
  type Score,
  type ScorePartId,
} from '../../../shared/contract/score.ts'
import { seenAndAsked } from '../../scoring/seen-and-asked.ts'
import { besideBeat, cutMove, cutStanding, type CutStanding } from '../../../shared/cut-offset.ts'

export interface MarkerOptions {
  /** A marker on every beat too: hundreds in a long draft. */
  beats?: boolean | undefined
}

const colourOfKind: Readonly<Record<Exclude<MarkerKind, 'check' | 'sync'>, MarkerColour>> = {
  transition: 'blue',
  flash: 'magenta',
  black: 'cyan',
  frozen: 'cyan',
  silence: 'white',
  'sound-fault': 'magenta',
  text: 'white',
  ask: 'magenta',
  face: 'blue',
  'end-card': 'cyan',
  beat: 'white',
}

/** Below these grades a check is red, or yellow; what is not green wants work. */
const redBelow = 0.4
const yellowBelow = 0.7

const partNames: Readonly<Record<ScorePartId, string>> = { hook: 'Hook', content: 'Content', cta: 'CTA' }

/**
 * What an editor wants to jump to: every check's evidence with its fix, coloured by grade, and the transitions, flashes,
 * black, frozen and silent stretches, sound faults, texts, asks, faces, end card and cuts against beats that were measured. By time; of those that begin together the
 * checks come first, the lowest grade before the others. A check that wants work and names no moment stands at the start.
 */
export function markersOf(
  measurement: Measurement,
  score: Score | null,
  { beats = false }: MarkerOptions = {},
): Marker[] {
  const { durationS } = measurement.video
  const markers = [
    ...(score ? checkMarkers(score) : []),
    ...measuredMarkers(measurement),
    ...(beats ? beatMarkers(measurement) : []),
  ]
  return markers.map((marker) => within(marker, durationS)).sort((a, b) => a.startS - b.startS) // stable: what begins together keeps the order above
}

function checkMarkers(score: Score): Marker[] {
  return scorePartIds
    .flatMap((part) => score[part].checks.map((check) => ({ part, check })))
    .sort((a, b) => a.check.grade - b.check.grade)
    .flatMap(({ part, check }) => evidenceMarkers(part, check))
}

function evidenceMarkers(part: ScorePartId, check: CheckResult): Marker[] {
  const colour = gradeColour(check.grade)
  const name = `${partNames[part]}: ${check.label}`
  const evidence =
    check.evidence.length > 0 || colour === 'green' || check.fix === null
      ? check.evidence
      : [{ startS: 0, endS: 0, note: 'The whole draft.' }]
  return evidence.map(({ startS, endS, note }) => ({
    startS,
    endS,
    name,
    note: [
      `${note} (${Math.round(check.grade * 100)} of 100)`.trim(),
      check.fix === null ? '' : `Fix: ${check.fix}`,
    ]
      .filter((line) => line !== '')
      .join('\n'),
    kind: 'check',
    colour,
  }))
}

function gradeColour(grade: number): MarkerColour {
  if (grade < redBelow) return 'red'
  return grade < yellowBelow ? 'yellow' : 'green'
}

function measuredMarkers(measurement: Measurement): Marker[] {
  const { transitions, flashes, black, frozen, silence, soundFaults } = measurement
  return [
    ...transitions.map((transition) => transitionMarker(transition, measurement)),
    ...syncMarkers(measurement),
    ...flashes.map(({ timeS }) => measured('flash', 'Flash', '', timeS, timeS)),
    ...black.map((span) => measured('black', 'Black', length(span), span.startS, span.endS)),
    ...frozen.map((span) => measured('frozen', 'Frozen picture', length(span), span.startS, span.endS)),
    ...silence.map((span) => measured('silence', 'Silence', length(span), span.startS, span.endS)),
    ...soundFaults.map((fault) =>
      measured('sound-fault', soundFaultNames[fault.kind], fault.detail, fault.startS, fault.endS),
    ),
    ...seenAndAsked(measurement).map(({ kind, name, note, startS, endS }) =>
      measured(kind, name, note, startS, endS),
    ),
  ]
}

const standingColours: Readonly<Record<CutStanding, MarkerColour>> = {
  on: 'green',
  near: 'yellow',
  off: 'red',
}

function syncMarkers({ sync, syncSummary }: Measurement): Marker[] {
  return sync.map((point) => {
    const standing = cutStanding(point, syncSummary?.toleranceMs ?? 0)
    const move = standing === 'on' ? null : cutMove(point)
    return {
      startS: point.transitionS,
      endS: point.transitionS,
      name: standing === 'on' ? 'On the beat' : 'Off the beat',
      note: [besideBeat(point), move === null ? '' : `Fix: Move this cut ${move}.`]
        .filter((line) => line !== '')
        .join('\n'),
      kind: 'sync',
      colour: standingColours[standing],
    }
  })
}

function beatMarkers({ beats }: Measurement): Marker[] {
  return beats.map(({ timeS, downbeat }) =>
    measured('beat', downbeat ? 'Downbeat' : 'Beat', '', timeS, timeS),
  )
}

const transitionNames: Readonly<Record<Transition['kind'], string>> = {
  cut: 'Cut',
  dissolve: 'Dissolve',
  fade: 'Fade',
  wipe: 'Wipe',
}

const soundFaultNames: Readonly<Record<Measurement['soundFaults'][number]['kind'], string>> = {
  clipping: 'Clipping',
  'silent-channel': 'Silent channel',
  'inverted-phase': 'Inverted phase',
  'dc-offset': 'DC offset',
}

function transitionMarker(transition: Transition, { shots }: Measurement): Marker {
  const shot = shots.findIndex(({ startFrame }) => startFrame === transition.frame)
  const confidence = `${Math.round(transition.confidence * 100)} % sure`
  return measured(
    'transition',
    transitionNames[transition.kind],
    shot < 0 ? confidence : `Shot ${shot + 1} of ${shots.length} begins; ${confidence}`,
    transition.startS,
    transition.endS,
  )
}

function length({ startS, endS }: { startS: number; endS: number }): string {
  return `${(endS - startS).toFixed(2)} s`
}

function measured(
  kind: Exclude<MarkerKind, 'check' | 'sync'>,
  name: string,
  note: string,
  startS: number,
  endS: number,
): Marker {
  return { startS, endS, name, note, kind, colour: colourOfKind[kind] }
}

function within(marker: Marker, durationS: number): Marker {
  const startS = Math.min(durationS, Math.max(0, marker.startS))
  return { ...marker, startS, endS: Math.min(durationS, Math.max(startS, marker.endS)) }
}
