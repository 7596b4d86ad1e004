import { findAsksInText } from '../../words/calls-to-action.ts'
import { askNames } from '../asks.ts'
import { defineCheck } from '../check.ts'
import { at } from '../evidence.ts'

/** The words under the post ask as well: they stay when the video has gone by. */
export const captionAsk = defineCheck({
  id: 'caption-ask',
  part: 'cta',
  label: 'The caption asks for something',
  thresholds: [],
  judge({ details, ending }) {
    const texts = [details?.caption, details?.description, details?.title].filter((text) => text?.trim())
    if (texts.length === 0) return { notJudged: 'no caption was entered: fill in the draft’s details' }
    const kinds = [...new Set(texts.flatMap((text) => findAsksInText(text!).map(({ kind }) => kind)))]
    return {
      grade: kinds.length > 0 ? 1 : 0,
      evidence: [
        at(
          ending,
          kinds.length > 0
            ? `The words under the post ask to ${kinds.map((kind) => askNames[kind]).join(', ')}`
            : 'The words under the post ask for nothing',
        ),
      ],
      fix: 'End the caption with one ask or question, such as “Which one would you try? Tell me below”.',
    }
  },
})
