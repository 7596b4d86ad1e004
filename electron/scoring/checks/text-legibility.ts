import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { lengthS } from '../spans.ts'
import { legibilityOf, meantTexts, quoted, type Legibility } from '../text-legibility.ts'
import { decimal, percent, seconds, secondsUp } from '../wording.ts'

/** Every title and caption: large enough, clear enough, and long enough for its words. Each counts as long as it takes to read. */
export const textLegibility = defineCheck({
  id: 'text-legibility',
  part: 'content',
  label: 'Text can be read',
  thresholds: [
    'wordsPerMinute',
    'leastS',
    'worstTime',
    'worstHeight',
    'bestHeight',
    'worstContrast',
    'bestContrast',
  ],
  judge({ measurement }, t) {
    if (measurement.textUnread !== null) return { notJudged: reason.notMeasured('text on the picture') }
    const texts = meantTexts(measurement).map((span) => legibilityOf(span, t))
    if (texts.length === 0) return { notJudged: 'no text that was read is set on the picture' }
    const wholeS = texts.reduce((sum, { neededS }) => sum + neededS, 0)
    const grade = texts.reduce((sum, text) => sum + text.neededS * text.grade, 0) / wholeS
    const poor = texts.filter((text) => text.grade < 1).toSorted((a, b) => a.grade - b.grade)
    const shown = poor.length > 0 ? poor : texts
    return {
      grade,
      evidence: shown.slice(0, 12).map((text) => at(text.span, note(text), text.span.box)),
      fix: poor[0] ? remedy(poor[0], t.bestHeight, t.bestContrast) : 'Keep the text as it is.',
    }
  },
})

function note({ span, neededS, byTime, byHeight, byContrast }: Legibility): string {
  const faults = [
    ...(byTime < 1 ? [`shown ${seconds(lengthS(span))}, takes ${seconds(neededS)} to read`] : []),
    ...(byHeight < 1 ? [`lines of ${share(span.heightShare)} of the height`] : []),
    ...(byContrast < 1 && span.contrast !== null ? [`contrast ${decimal(span.contrast, 1)} : 1`] : []),
  ]
  return `${quoted(span.text)}: ${faults.length > 0 ? faults.join(', ') : 'can be read'}`
}

function remedy(text: Legibility, bestHeight: number, bestContrast: number): string {
  const { span, neededS, byTime, byHeight, byContrast, grade } = text
  if (byTime === grade) return `Hold ${quoted(span.text)} ${secondsUp(neededS - lengthS(span))} longer.`
  if (byHeight === grade) {
    return `Set ${quoted(span.text)} larger: lines of ${share(bestHeight)} of the height instead of ${share(span.heightShare)}.`
  }
  return byContrast === grade
    ? `Put an outline or a plate behind ${quoted(span.text)}: contrast ${decimal(bestContrast, 1)} : 1 instead of ${decimal(span.contrast ?? 1, 1)} : 1.`
    : 'Keep the text as it is.'
}

function share(height: number): string {
  return height < 0.1 ? `${decimal(100 * height, 1)} %` : percent(height)
}
