import type { MeasurementOutline, SyncPoint } from '../../../../shared/contract/measurement.ts'
import { besideBeat, cutMove, cutStanding, type CutStanding } from '../../../../shared/cut-offset.ts'
import type { Colours } from '../colours.ts'
import type { Lane, LaneNote, LanePlace, LaneSurface } from '../lane.ts'
import { endOf, xOf } from '../view.ts'
import { markOf, spanAt } from './spans.ts'

/** Beats nearer to each other than this are left out, then downbeats too: a grey bar says nothing. */
const leastGapPx = 4
const signPx = 4
const colourOf: Readonly<Record<CutStanding, keyof Colours>> = { on: 'good', near: 'fair', off: 'poor' }
const titleOf: Readonly<Record<CutStanding, string>> = {
  on: 'Cut on the beat',
  near: 'Cut near the beat',
  off: 'Cut off the beat',
}

/** The beats of the music, downbeats higher, and over them every cut with its offset. */
export const beatsLane: Lane = {
  id: 'beats',
  label: 'Beats',
  legend: ({ measurement: { syncSummary } }) =>
    `Ticks: beats, high ones downbeats. Dot: cut on the beat${syncSummary ? ` (within ${Math.round(syncSummary.toleranceMs)} ms)` : ''}. Arrow: cut off the beat, pointing to where it belongs; open: near, filled: further off. Beside it: the frames to move it by. Chance: the share that would be on a beat if the cuts fell anywhere.`,
  figure: ({ measurement: { syncSummary } }) =>
    syncSummary?.share == null
      ? null
      : `${syncSummary.onBeat} of ${syncSummary.judged} on · chance ${Math.round(syncSummary.chance * 100)} %`,
  heightPx: 34,
  leastHeightPx: 24,
  missing: ({ measurement }) =>
    !measurement.audio
      ? 'The draft has no sound'
      : measurement.beats.length === 0
        ? 'No beat was found'
        : null,
  draw(surface, { measurement }) {
    drawBeats(surface, measurement.beats)
    if (measurement.syncSummary) drawCuts(surface, measurement.sync, measurement.syncSummary.toleranceMs)
  },
  noteAt(place, { measurement }) {
    return cutNoteAt(place, measurement) ?? beatNoteAt(place, measurement)
  },
  marks: ({ measurement }) => measurement.sync.map((point) => cutNote(point, measurement)),
}

function drawBeats({ ctx, view, heightPx, colours }: LaneSurface, beats: MeasurementOutline['beats']): void {
  ctx.fillStyle = colours.sound
  const shown = beats.filter(({ timeS }) => timeS >= view.startS && timeS <= endOf(view))
  const gapPx = (count: number): number => {
    const spanS = (shown.at(-1)?.timeS ?? 0) - (shown[0]?.timeS ?? 0)
    return count > 1 ? (spanS * view.pixelsPerSecond) / (count - 1) : Infinity
  }
  const downbeats = shown.filter(({ downbeat }) => downbeat)
  const drawn =
    gapPx(shown.length) >= leastGapPx ? shown : gapPx(downbeats.length) >= leastGapPx ? downbeats : []
  for (const { timeS, downbeat } of drawn) {
    const height = (heightPx - 4) * (downbeat ? 0.55 : 0.3)
    ctx.globalAlpha = downbeat ? 1 : 0.7
    ctx.fillRect(Math.round(xOf(view, timeS)), heightPx - 2 - height, downbeat ? 2 : 1, height)
  }
  ctx.globalAlpha = 1
}

function drawCuts(surface: LaneSurface, sync: readonly SyncPoint[], toleranceMs: number): void {
  const { ctx, view, heightPx, colours } = surface
  ctx.font = `10px ${colours.font}`
  ctx.textBaseline = 'middle'
  const y = Math.max(signPx + 2, heightPx * 0.26)
  sync.forEach((point, i) => {
    const x = xOf(view, point.transitionS)
    if (x < -8 || x > view.widthPx + 8) return
    const standing = cutStanding(point, toleranceMs)
    const colour = colours[colourOf[standing]]
    ctx.fillStyle = colour
    ctx.strokeStyle = colour
    ctx.globalAlpha = 0.5
    ctx.fillRect(Math.round(x), y, 1, heightPx - 2 - y)
    ctx.globalAlpha = 1
    drawSign(ctx, x, y, standing, point.offsetFrames < 0 ? 1 : -1)
    const move = cutMove(point)
    const before = i > 0 ? x - xOf(view, sync[i - 1]!.transitionS) : Infinity
    const after = i + 1 < sync.length ? xOf(view, sync[i + 1]!.transitionS) - x : Infinity
    if (standing === 'on' || move === null || before < 12 || after < 30) return
    ctx.fillStyle = colours.text
    ctx.fillText(move.replace(/ .*/, ''), x + signPx + 4, y)
  })
}

/** A dot, an open or a filled arrow: told apart without colour. */
function drawSign(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  standing: CutStanding,
  towards: 1 | -1,
): void {
  ctx.beginPath()
  if (standing === 'on') ctx.arc(x, y, signPx - 0.5, 0, 2 * Math.PI)
  else {
    ctx.moveTo(x + towards * (signPx + 1), y)
    ctx.lineTo(x - towards * (signPx - 1), y - signPx)
    ctx.lineTo(x - towards * (signPx - 1), y + signPx)
    ctx.closePath()
  }
  if (standing === 'near') {
    ctx.lineWidth = 1.5
    ctx.stroke()
  } else ctx.fill()
}

function cutNoteAt(place: LanePlace, measurement: MeasurementOutline): LaneNote | null {
  const spans = measurement.sync.map((point) => ({ ...moment(point.transitionS), point }))
  const found = spanAt(spans, place)
  return found && cutNote(found.point, measurement)
}

function beatNoteAt(place: LanePlace, { beats }: MeasurementOutline): LaneNote | null {
  const found = spanAt(
    beats.map((beat, i) => ({ ...moment(beat.timeS), i })),
    place,
  )
  if (!found) return null
  const { timeS, downbeat } = beats[found.i]!
  const next = beats[found.i + 1]?.timeS
  const detail = next === undefined ? '' : `${Math.round(60 / (next - timeS))} a minute from here to the next`
  return markOf(moment(timeS), downbeat ? 'Downbeat' : 'Beat', detail)
}

function cutNote(point: SyncPoint, { syncSummary }: MeasurementOutline): LaneNote {
  const standing = cutStanding(point, syncSummary?.toleranceMs ?? 0)
  const move = cutMove(point)
  const advice = standing === 'on' || move === null ? '' : `; move this cut ${move}`
  return markOf(moment(point.transitionS), titleOf[standing], `${besideBeat(point)}${advice}`)
}

function moment(timeS: number): { startS: number; endS: number } {
  return { startS: timeS, endS: timeS }
}
