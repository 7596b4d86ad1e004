import { openingReasons } from '../../words/opening-reason.ts'
import { spokenLanguage } from '../../words/spoken-language.ts'
import { fold } from '../../words/ask-pattern.ts'
import { defineCheck } from '../check.ts'
import { at } from '../evidence.ts'
import { plateau } from '../ramps.ts'
import { decimal } from '../wording.ts'

/** A title is cut off in lists and read at a glance: its length, its keyword at the front, no shouting, a reason to open it. */
export const titleWords = defineCheck({
  id: 'title-words',
  part: 'cta',
  label: 'The title can be read at a glance',
  thresholds: [
    'tooShort',
    'short',
    'long',
    'tooLong',
    'frontCharacters',
    'lateShare',
    'shoutingShare',
    'plainShare',
  ],
  judge({ details, visible }, t) {
    const title = details?.title?.trim()
    if (!title) return { notJudged: 'no title was entered: fill in the draft’s details' }
    const length = Array.from(title).length
    const letters = title.match(/\p{L}/gu) ?? []
    const capitals = title.match(/\p{Lu}/gu) ?? []
    const shouts = letters.length >= 8 && capitals.length > 0.7 * letters.length
    const keyword = details?.keywords?.find((one) => one.trim() !== '')
    const place = keyword === undefined ? 0 : fold(title).indexOf(fold(keyword.trim()))
    const isLate = place < 0 || place > t.frontCharacters
    const reasons = openingReasons(title, spokenLanguage(title.split(/\s+/)))
    const byLength = plateau(length, t.tooShort, t.short, t.long, t.tooLong)
    return {
      grade:
        byLength *
        (isLate ? t.lateShare : 1) *
        (shouts ? t.shoutingShare : 1) *
        (reasons.length > 0 ? 1 : t.plainShare),
      evidence: [
        at(
          { startS: visible.startS, endS: visible.startS },
          [
            `“${title}”: ${length} characters`,
            ...(keyword === undefined
              ? []
              : [place < 0 ? `“${keyword}” is not in it` : `“${keyword}” from character ${place + 1} on`]),
            ...(shouts ? ['all in capitals'] : []),
            reasons.length > 0
              ? `names a ${reasons.join(', ')}`
              : 'names no question, benefit, conflict or number',
          ].join(', '),
        ),
      ],
      fix:
        byLength < 1
          ? `Write ${decimal(t.short, 0)} to ${decimal(t.long, 0)} characters: it has ${length}.`
          : shouts
            ? 'Write it in ordinary letters: capitals throughout read as shouting.'
            : isLate
              ? `Put “${keyword}” into the first ${decimal(t.frontCharacters, 0)} characters: the rest is cut off in lists.`
              : 'Name what the viewer gets, a question or a number.',
    }
  },
})
