import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { decimal } from '../wording.ts'

export const noise = defineCheck({
  id: 'noise',
  part: 'content',
  label: 'Clean picture',
  thresholds: ['best', 'worst'],
  judge({ picture, visible }, t) {
    const value = picture.noise
    if (value === null) return { notJudged: reason.notMeasured('picture noise') }
    return {
      grade: ramp(value, t.worst, t.best),
      evidence: [at(visible, `Picture noise ${decimal(value * 100, 1)} % of full scale`)],
      fix: `Run a denoiser over the grainy shots or light them more: noise is ${decimal(value * 100, 1)} % of full scale, ${decimal(t.best * 100, 1)} % looks clean.`,
    }
  },
})
