import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { lengthS } from '../spans.ts'
import { mean, median } from '../timed-series.ts'
import { ofDiagonal, percent, seconds } from '../wording.ts'

const lastS = 0.5
const beforeS = 3

/**
 * A movement that ends has come to rest, or has slowed down against what went before it; one that was cut off goes on at
 * the same speed up to the last frame.
 */
export const pictureCutOff = defineCheck({
  id: 'picture-cut-off',
  part: 'cta',
  label: 'The picture comes to rest',
  thresholds: ['stillPerS', 'movingPerS', 'restRatio', 'onRatio'],
  judge(draft, t) {
    if (draft.durationS < 2) return { notJudged: reason.tooShort(2) }
    if (lengthS(draft.visible) === 0) return { notJudged: reason.nothingVisible }
    const { startS, endS } = draft.visible
    const lastFromS = Math.max(startS, endS - lastS)
    const window = { startS: lastFromS, endS }
    const motion = draft.series('motion')
    const last = mean(motion.steps(window))
    if (last === null) return { notJudged: reason.notMeasured('motion') }
    const before =
      median(motion.steps({ startS: Math.max(startS, lastFromS - beforeS), endS: lastFromS })) ?? 0
    const ratio = last / Math.max(t.stillPerS, before)
    return {
      grade: Math.max(ramp(last, t.movingPerS, t.stillPerS), ramp(ratio, t.onRatio, t.restRatio)),
      evidence: [
        at(
          window,
          `The picture moves by ${ofDiagonal(last)} of its diagonal a second in the last ${seconds(lengthS(window))}, ${percent(ratio)} of what goes before`,
        ),
      ],
      fix: `Let the last movement finish: add the ${seconds(lastS)} that follow it, or freeze the last frame for 1 s.`,
    }
  },
})
