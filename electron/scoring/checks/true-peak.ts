import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { level } from '../wording.ts'

export const truePeak = defineCheck({
  id: 'true-peak',
  part: 'content',
  label: 'True peak',
  thresholds: ['bestDbtp', 'worstDbtp'],
  judge({ sound, durationS }, t) {
    const peak = sound?.truePeakDbtp
    if (peak == null) return { notJudged: reason.noSound }
    return {
      grade: ramp(peak, t.worstDbtp, t.bestDbtp),
      evidence: [at({ startS: 0, endS: durationS }, `True peak ${level(peak, 'dBTP')}`)],
      fix: `Set the limiter's ceiling to ${level(t.bestDbtp, 'dBTP')}: peaks reach ${level(peak, 'dBTP')}, ${level(Math.max(0.1, peak - t.bestDbtp), 'dB')} too much.`,
    }
  },
})
