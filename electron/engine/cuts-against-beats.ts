import type { Measurement } from '../../shared/contract/measurement.ts'
import type { FactSource } from '../media/detector.ts'
import type { DecodeFacts } from '../processes/measure-draft.ts'
import { beatDetector } from '../sound/beats.ts'
import { musicInPoints } from '../sound/music-in-points.ts'
import { onBeatToleranceS, syncOf } from '../sound/sync.ts'
import { shots } from '../vision/shots.ts'
import { round, roundOrNull, time } from './rounding.ts'

/** Every transition against the beats, and where the music had better begin. */
export function cutsAgainstBeats(
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
