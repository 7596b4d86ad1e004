import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { plateau } from '../ramps.ts'
import { longestRun, meanGrade, median } from '../timed-series.ts'
import { clock, percent } from '../wording.ts'

export const exposure = defineCheck({
  id: 'exposure',
  part: 'content',
  label: 'Exposure',
  thresholds: ['tooDark', 'dark', 'bright', 'tooBright'],
  judge(draft, t) {
    const steps = draft.series('brightness').steps(draft.visible)
    const brightness = median(steps)
    if (brightness === null) return { notJudged: reason.notMeasured('brightness') }
    const grade = meanGrade(steps, (value) => plateau(value, t.tooDark, t.dark, t.bright, t.tooBright)) ?? 0
    const off = longestRun(steps, (value) => value < t.dark || value > t.bright) ?? draft.visible
    const wanted = brightness < t.dark ? t.dark : t.bright
    const stops = Math.abs(Math.log2(wanted / Math.max(0.01, brightness)) * 2.2)
    return {
      grade,
      evidence: [
        at(
          grade < 1 ? off : draft.visible,
          `Typical brightness ${percent(brightness)} (good: ${percent(t.dark)} to ${percent(t.bright)})`,
        ),
      ],
      fix: `${brightness < t.dark ? 'Raise' : 'Lower'} the exposure by about ${Math.max(0.1, stops).toFixed(1)} stops, first in ${clock(off.startS)}–${clock(off.endS)}: typical brightness is ${percent(brightness)}, ${percent(t.dark)} to ${percent(t.bright)} is good.`,
    }
  },
})
