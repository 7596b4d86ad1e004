import type { TextSpan, Measurement } from '../../../shared/contract/measurement.ts'
import { fold } from '../../words/ask-pattern.ts'
import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { lengthS } from '../spans.ts'
import { meantTexts, quoted } from '../text-legibility.ts'
import { percent } from '../wording.ts'

/** ABCD "supers with audio": what is written is also said nearby, so that eye and ear get one message. */
export const supersWithAudio = defineCheck({
  id: 'supers-with-audio',
  part: 'content',
  label: 'What is written is also said',
  thresholds: ['nearS', 'chanceShare', 'saidShare', 'bestShare'],
  judge({ measurement }, t) {
    const { words, captions, textUnread } = measurement
    if (textUnread !== null) return { notJudged: reason.notMeasured('text on the picture') }
    if (words.length === 0) return { notJudged: reason.noWords }
    if (captions?.source === 'on-screen') {
      return { notJudged: 'the words are those of the captions on the picture: what is said is not known' }
    }
    const texts = meantTexts(measurement)
      .map((span) => ({ span, share: shareSaid(span, words, t.nearS) }))
      .filter(({ share }) => share !== null)
    if (texts.length === 0) return { notJudged: 'no text that was read is set on the picture' }
    const shownS = texts.reduce((sum, { span }) => sum + lengthS(span), 0)
    const saidS = texts.reduce(
      (sum, { span, share }) => sum + lengthS(span) * ramp(share!, t.chanceShare, t.saidShare),
      0,
    )
    const unsaid = texts.toSorted((a, b) => a.share! - b.share!)[0]!
    return {
      grade: shownS > 0 ? ramp(saidS / shownS, 0, t.bestShare) : 0,
      evidence: texts
        .slice(0, 12)
        .map(({ span, share }) =>
          at(span, `${quoted(span.text)}: ${percent(share!)} of its words are said`, span.box),
        ),
      fix: `Say ${quoted(unsaid.span.text)} while it is shown, or show the words that are said there.`,
    }
  },
})

/** The share of a text's words that are said while it is shown or so near to it; null for one without words. */
function shareSaid(
  { text, startS, endS }: TextSpan,
  words: Measurement['words'],
  nearS: number,
): number | null {
  const written = wordsOf(text)
  if (written.length === 0) return null
  const near = words.filter((word) => word.startS < endS + nearS && word.endS > startS - nearS)
  const said = new Set(near.flatMap((word) => wordsOf(word.text)))
  return written.filter((word) => said.has(word)).length / written.length
}

function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
}
