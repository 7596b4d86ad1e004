import { defineCheck } from '../check.ts'
import { at } from '../evidence.ts'
import { logRamp } from '../ramps.ts'
import { clock, seconds } from '../wording.ts'

/** ABCD "dynamic start": the first shot changes within 3 s. */
export const firstShot = defineCheck({
  id: 'first-shot',
  part: 'hook',
  label: 'The first shot is short',
  thresholds: ['bestS', 'worstS'],
  judge({ cuts, visible, durationS }, t) {
    if (durationS <= t.bestS) return { notJudged: `the draft is not longer than ${t.bestS} s` }
    const [cutS] = cuts
    const endS = cutS ?? Math.max(durationS, visible.endS)
    return {
      grade: cutS === undefined ? logRamp(endS, t.worstS, t.bestS) : logRamp(cutS, t.worstS, t.bestS),
      evidence: [
        at(
          { startS: 0, endS },
          cutS === undefined ? 'No cut in the whole draft' : `The first cut is at ${clock(cutS)}`,
        ),
      ],
      fix:
        cutS === undefined
          ? `Add a cut or a change of framing before ${clock(t.bestS)}: the draft is one shot of ${seconds(durationS)}.`
          : `Bring the first cut forward by ${seconds(cutS - t.bestS)} to ${clock(t.bestS)}: the first shot lasts until ${clock(cutS)}.`,
    }
  },
})
