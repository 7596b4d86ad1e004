import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { mean } from '../timed-series.ts'
import { decimal } from '../wording.ts'

const edgeS = 0.5

/** Feeds play a draft again at once: an ending that meets the opening gives a second view. */
export const loop = defineCheck({
  id: 'loop',
  part: 'cta',
  label: 'The end meets the beginning',
  thresholds: ['best', 'worst', 'brightnessStep', 'saturationStep', 'colourfulnessStep'],
  judge(draft, t) {
    const { visible } = draft
    if (draft.durationS < 3 || visible.endS - visible.startS < 2 * edgeS)
      return { notJudged: reason.tooShort(3) }
    const step = (name: 'brightness' | 'saturation' | 'colourfulness'): number | null => {
      const first = mean(draft.series(name).steps({ startS: visible.startS, endS: visible.startS + edgeS }))
      const last = mean(draft.series(name).steps({ startS: visible.endS - edgeS, endS: visible.endS }))
      return first === null || last === null ? null : Math.abs(last - first)
    }
    const steps = [
      [step('brightness'), t.brightnessStep],
      [step('saturation'), t.saturationStep],
      [step('colourfulness'), t.colourfulnessStep],
    ] as const
    const known = steps.flatMap(([value, full]) => (value === null ? [] : [value / Math.max(1e-6, full)]))
    if (known.length === 0) return { notJudged: reason.notMeasured('brightness and colour') }
    const apart = known.reduce((sum, value) => sum + value, 0) / known.length
    return {
      grade: ramp(apart, t.worst, t.best),
      evidence: [
        at({ startS: visible.startS, endS: visible.startS + edgeS }, 'The first picture'),
        at(
          { startS: visible.endS - edgeS, endS: visible.endS },
          `Light and colour differ from the first picture by ${decimal(apart, 2)} (1 is another scene)`,
        ),
      ],
      fix: `End on a picture like the first one, such as its framing for the last ${edgeS} s: light and colour differ by ${decimal(apart, 2)}, where 1 is another scene.`,
    }
  },
})
