import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { plateau } from '../ramps.ts'
import { median } from '../timed-series.ts'
import { percent } from '../wording.ts'

export const openingBrightness = defineCheck({
  id: 'opening-brightness',
  part: 'hook',
  label: 'The opening can be seen',
  thresholds: ['tooDark', 'dark', 'bright', 'tooBright'],
  judge(draft, t) {
    const window = { startS: 0, endS: Math.min(1, draft.durationS) }
    const brightness = median(draft.series('brightness').steps(window))
    if (brightness === null) return { notJudged: reason.notMeasured('brightness') }
    return {
      grade: plateau(brightness, t.tooDark, t.dark, t.bright, t.tooBright),
      evidence: [at(window, `Mean brightness ${percent(brightness)} in the first second`)],
      fix:
        brightness < t.dark
          ? `Lift the first second from ${percent(brightness)} to at least ${percent(t.dark)} brightness, or open on a lighter shot.`
          : `Lower the first second from ${percent(brightness)} to at most ${percent(t.bright)} brightness, or open on a darker shot.`,
    }
  },
})
