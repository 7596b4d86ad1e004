import type { TextSpan, Warning } from '../../shared/contract/measurement.ts'
import type { TextFacts } from '../vision/text.ts'
import { round, roundedBox, roundOrNull, span, time } from './rounding.ts'

/** Said of a draft whose text nobody has looked for yet. */
export const textNotLookedAt = 'text was not looked for yet'

/** One text as the document tells it: numbers rounded to what is meant. */
export function roundedText(one: TextFacts['spans'][number]): TextSpan {
  return {
    ...span(one),
    text: one.text,
    box: roundedBox(one.box),
    confidence: round(one.confidence, 2),
    kind: one.kind,
    unread: one.unread,
    lines: one.lines,
    heightShare: round(one.heightShare, 4),
    contrast: roundOrNull(one.contrast, 1),
    path: one.path.map((place) => ({ timeS: time(place.timeS), box: roundedBox(place.box) })),
  }
}

/** What was not read, and why. */
export function textWarnings({ failure, overloadedS }: TextFacts): Warning[] {
  const warnings: Warning[] = []
  if (failure !== null && failure !== textNotLookedAt) {
    warnings.push({
      code: 'text_model_missing',
      message: `Text on the picture was not read and is not judged: the models could not be loaded (${failure}).`,
      startS: null,
      endS: null,
    })
  }
  if (overloadedS !== null) {
    warnings.push({
      code: 'text_not_all_read',
      message: 'There is very much text on the picture: its largest lines were read, others perhaps not.',
      startS: overloadedS,
      endS: null,
    })
  }
  return warnings
}
