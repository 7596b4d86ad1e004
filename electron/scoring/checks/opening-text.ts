import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { legibilityOf, meantTexts, quoted } from '../text-legibility.ts'
import { clock, decimal, secondsUp } from '../wording.ts'

/** Where a draft opens with text, how soon it is there and whether it is large and clear enough. */
export const openingText = defineCheck({
  id: 'opening-text',
  part: 'hook',
  label: 'Opening text can be read in the first second',
  thresholds: [
    'windowS',
    'bestS',
    'wordsPerMinute',
    'leastS',
    'worstTime',
    'worstHeight',
    'bestHeight',
    'worstContrast',
    'bestContrast',
  ],
  judge({ measurement, visible }, t) {
    if (measurement.textUnread !== null) return { notJudged: reason.notMeasured('text on the picture') }
    const opening = meantTexts(measurement)
      .filter(({ startS }) => startS < visible.startS + t.windowS)
      .map((span) => {
        const legible = legibilityOf(span, t)
        const lateS = Math.max(0, span.startS - visible.startS)
        return { ...legible, lateS, bySoon: ramp(lateS, t.windowS, t.bestS) }
      })
    const best = opening.toSorted(
      (a, b) => Math.min(b.grade, b.bySoon) - Math.min(a.grade, a.bySoon) || a.lateS - b.lateS,
    )[0]
    if (!best) return { notJudged: `no text is set on the first ${decimal(t.windowS, 1)} s` }
    const { span, grade, bySoon, byTime, byHeight, lateS } = best
    const fix =
      bySoon < grade
        ? `Bring ${quoted(span.text)} forward by ${secondsUp(lateS - t.bestS)}: it comes at ${clock(span.startS)}.`
        : byTime === grade
          ? `Hold ${quoted(span.text)} longer, or say it in fewer words.`
          : byHeight === grade
            ? `Set ${quoted(span.text)} larger: it is the first thing that is read.`
            : `Put an outline or a plate behind ${quoted(span.text)}.`
    return {
      grade: Math.min(grade, bySoon),
      evidence: [at(span, `${quoted(span.text)} from ${clock(span.startS)}`, span.box)],
      fix,
    }
  },
})
