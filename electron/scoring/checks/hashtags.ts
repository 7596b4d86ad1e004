import { hashtagsOf } from '../hashtags.ts'
import { defineCheck } from '../check.ts'
import { at } from '../evidence.ts'
import { plateau } from '../ramps.ts'
import { counted, decimal } from '../wording.ts'

/** A few tags say what it is about; platforms count no more than a handful. */
export const hashtags = defineCheck({
  id: 'hashtags',
  part: 'cta',
  label: 'A few hashtags',
  thresholds: ['none', 'few', 'many', 'tooMany'],
  judge({ details, visible }, t) {
    const tags = details && hashtagsOf(details)
    if (!tags) return { notJudged: 'no caption or hashtags were entered: fill in the draft’s details' }
    return {
      grade: plateau(tags.length, t.none, t.few, t.many, t.tooMany),
      evidence: [
        at(
          { startS: visible.endS, endS: visible.endS },
          tags.length === 0
            ? 'No hashtags'
            : `${counted(tags.length, 'hashtag')}: ${tags
                .slice(0, 8)
                .map((tag) => `#${tag}`)
                .join(' ')}`,
        ),
      ],
      fix:
        tags.length < t.few
          ? `Add ${decimal(t.few, 0)} to ${decimal(t.many, 0)} hashtags that name the subject: there ${tags.length === 1 ? 'is 1' : `are ${tags.length}`}.`
          : `Keep the ${decimal(t.many, 0)} hashtags that name the subject: there are ${tags.length}.`,
    }
  },
})
