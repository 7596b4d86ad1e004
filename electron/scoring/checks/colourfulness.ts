import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { meanGrade, median } from '../timed-series.ts'
import { decimal } from '../wording.ts'

/** Hasler and Süsstrunk's scale: 0 not, 15 slightly, 33 moderately, 45 averagely, 59 quite, 82 highly colourful. */
export const colourfulness = defineCheck({
  id: 'colourfulness',
  part: 'content',
  label: 'Colourful',
  thresholds: ['worst', 'best'],
  judge(draft, t) {
    const steps = draft.series('colourfulness').steps(draft.visible)
    const typical = median(steps)
    if (typical === null) return { notJudged: reason.notMeasured('colour') }
    return {
      grade: meanGrade(steps, (value) => ramp(value, t.worst, t.best)) ?? 0,
      evidence: [
        at(draft.visible, `Colourfulness ${decimal(typical, 0)} (33 moderate, 59 quite, 82 highly)`),
      ],
      fix:
        typical < 3
          ? 'Bring a colour in: a coloured title, background or insert. If black and white is meant, mark this check as intentional.'
          : `Raise saturation or vibrance by about ${Math.min(100, Math.max(5, Math.round((t.best / typical - 1) * 100)))} %: colourfulness is ${decimal(typical, 0)}, ${decimal(t.best, 0)} is lively.`,
    }
  },
})
