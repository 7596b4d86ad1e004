import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { plateau } from '../ramps.ts'

export const speechPace = defineCheck({
  id: 'speech-pace',
  part: 'content',
  label: 'Speech is neither slow nor rushed',
  thresholds: ['leastWords', 'tooSlow', 'slow', 'fast', 'tooFast'],
  judge({ measurement: { words, delivery } }, t) {
    const pace = delivery?.wordsPerMinute
    if (pace == null || words.length === 0) return { notJudged: reason.noWords }
    if (words.length < t.leastWords) return { notJudged: 'too little is said to tell how fast' }
    return {
      grade: plateau(pace, t.tooSlow, t.slow, t.fast, t.tooFast),
      evidence: [
        at(
          { startS: words[0]!.startS, endS: words.at(-1)!.endS },
          `${Math.round(pace)} words a minute while speaking`,
        ),
      ],
      fix:
        pace < t.slow
          ? `Cut pauses and asides or speak faster: ${Math.round(pace)} words a minute, ${t.slow} to ${t.fast} is easy to follow.`
          : `Say less or leave more room: ${Math.round(pace)} words a minute, ${t.slow} to ${t.fast} is easy to follow.`,
    }
  },
})
