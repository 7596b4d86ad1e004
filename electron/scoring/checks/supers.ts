import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { lengthS, tidySpans, totalS } from '../spans.ts'
import { meantTexts, quoted } from '../text-legibility.ts'
import { percent, seconds } from '../wording.ts'

/** ABCD: supers. What is watched without sound is understood by its text. */
export const supers = defineCheck({
  id: 'supers',
  part: 'content',
  label: 'Text on the picture',
  thresholds: ['bestShare'],
  judge({ measurement, visible, durationS }, t) {
    if (measurement.textUnread !== null) return { notJudged: reason.notMeasured('text on the picture') }
    if (lengthS(visible) === 0) return { notJudged: reason.nothingVisible }
    const texts = meantTexts(measurement)
    if (texts.length === 0 && measurement.text.some(({ unread }) => unread !== null)) {
      return { notJudged: 'the text on the picture could not be read' }
    }
    const shownS = totalS(tidySpans(texts, durationS))
    const share = shownS / lengthS(visible)
    return {
      grade: ramp(share, 0, t.bestShare),
      evidence:
        texts.length > 0
          ? texts.slice(0, 12).map((span) => at(span, quoted(span.text), span.box))
          : [at(visible, 'No title, no caption')],
      fix: `Put what matters on the picture as text: it is there for ${seconds(shownS)}, ${percent(t.bestShare)} of the draft makes it understood without sound.`,
    }
  },
})
