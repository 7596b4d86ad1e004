import { defineCheck } from '../check.ts'
import { at } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { tidySpans, totalS, within } from '../spans.ts'
import { percent, seconds } from '../wording.ts'

/** Who watches without sound, or can't hear, follows speech by captions: on the picture, in the file or beside it. */
export const speechCaptions = defineCheck({
  id: 'speech-captions',
  part: 'content',
  label: 'What is said can be read',
  thresholds: ['leastS', 'worstShare', 'bestShare'],
  judge({ measurement: { audioSegments, words, text, textUnread }, durationS }, t) {
    const speech = tidySpans(
      audioSegments.filter(({ kind }) => kind === 'speech' || kind === 'speech+music'),
      durationS,
    )
    const speechS = totalS(speech)
    if (speechS < t.leastS) return { notJudged: `less than ${seconds(t.leastS)} is spoken` }
    if (words.length === 0 && textUnread !== null) return { notJudged: textUnread }
    // Words stand a moment apart, and captions stay a moment longer than what they say.
    const set = text.filter(({ kind }) => kind === 'caption' || kind === 'title')
    const read = tidySpans([...words, ...set], durationS, 1)
    const share = speech.reduce((sum, one) => sum + totalS(within(read, one)), 0) / speechS
    const without = speech.filter((one) => totalS(within(read, one)) === 0)
    return {
      grade: ramp(share, t.worstShare, t.bestShare),
      evidence: (without.length > 0 ? without : speech).map((one) =>
        at(
          one,
          without.length > 0
            ? 'Spoken, with nothing to read'
            : `Captions for ${percent(share)} of the speech`,
        ),
      ),
      fix: `Add captions to what is said, burned in or as a file: ${percent(share)} of ${seconds(speechS)} of speech can be read without sound.`,
    }
  },
})
