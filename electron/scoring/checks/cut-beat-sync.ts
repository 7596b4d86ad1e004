import type { Measurement, SyncPoint } from '../../../shared/contract/measurement.ts'
import { besideBeat, cutMove } from '../../../shared/cut-offset.ts'
import { defineCheck } from '../check.ts'
import { sureEnough } from '../draft-facts.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { counted, decimal, percent } from '../wording.ts'

/** So many of the cuts that are furthest off are shown; the timeline shows all. */
const mostShown = 8

/** The edge of the tolerance is soft, as wide inside as outside: the chance level stays that of a hard one. */
const softness = 0.25

/**
 * Whether cuts fall on beats more often than chance does at this tempo: the share above chance, over what is left above
 * chance (as Cohen's kappa corrects agreement), so that a quick tempo gains nothing.
 */
export const cutBeatSync = defineCheck({
  id: 'cut-beat-sync',
  part: 'content',
  label: 'Cuts fall on beats',
  thresholds: ['leastCuts', 'worstAboveChance', 'bestAboveChance'],
  judge({ measurement, body }, t) {
    const { syncSummary } = measurement
    if (!measurement.audio) return { notJudged: reason.noSound }
    if (!syncSummary) return { notJudged: 'the music has no beat that was found' }
    const points = surePoints(measurement).filter(
      ({ transitionS }) => transitionS >= body.startS && transitionS < body.endS,
    )
    if (points.length < t.leastCuts)
      return {
        notJudged: `fewer than ${t.leastCuts} cuts between opening and ending lie within the beats`,
      }
    const { chance, toleranceMs } = syncSummary
    const onBeat = points.filter((point) => point.onBeat).length
    const credit = points.reduce((sum, { offsetMs }) => sum + nearness(offsetMs, toleranceMs), 0)
    const aboveChance = (credit / points.length - chance) / Math.max(1e-6, 1 - chance)
    const off = points
      .filter((point) => !point.onBeat && cutMove(point) !== null)
      .sort((a, b) => Math.abs(b.offsetMs) - Math.abs(a.offsetMs))
      .slice(0, mostShown)
    const counts = `${onBeat} of ${counted(points.length, 'cut')} on the beat, ${percent(chance)} would be by chance`
    return {
      grade: ramp(aboveChance, t.worstAboveChance, t.bestAboveChance),
      evidence:
        off.length > 0
          ? off.map((point) =>
              at(moment(point), `Cut ${besideBeat(point)}: move this cut ${cutMove(point)!}; ${counts}`),
            )
          : points.map((point) => at(moment(point), `Cut on the beat; ${counts}`)).slice(0, 1),
      fix: fixOf(measurement, off, counts),
    }
  },
})

function nearness(offsetMs: number, toleranceMs: number): number {
  return ramp(Math.abs(offsetMs), (1 + softness) * toleranceMs, (1 - softness) * toleranceMs)
}

/** A dissolve that may well be none is no cut to move. */
function surePoints({ sync, transitions }: Measurement): SyncPoint[] {
  const doubtful = new Set(
    transitions
      .filter(({ kind, confidence }) => kind !== 'cut' && confidence < sureEnough)
      .map(({ frame }) => frame),
  )
  return sync.filter(({ frame }) => !doubtful.has(frame))
}

function fixOf({ musicInPoints }: Measurement, off: readonly SyncPoint[], counts: string): string {
  const music = musicInPoints?.[0]
  const shift =
    music && music.share > Math.max(music.shareNow, music.bestByChance)
      ? ` Or begin the music ${decimal(Math.abs(music.offsetS), 2)} s ${music.offsetS > 0 ? 'further into' : 'earlier in'} the track: ${percent(music.share)} of the cuts then lie on beats.`
      : ''
  const worst = off[0]
  if (!worst) return `Keep the cuts where they are: ${counts}.${shift}`
  return `Move the cut at ${decimal(worst.transitionS, 2)} s ${cutMove(worst)!}${off.length > 1 ? ', and the others as marked' : ''}: ${counts}.${shift}`
}

const moment = ({ transitionS }: SyncPoint): { startS: number; endS: number } => ({
  startS: transitionS,
  endS: transitionS,
})
