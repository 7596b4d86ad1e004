import type { TextSpan } from '../../shared/contract/measurement.ts'
import type { CallToAction } from '../../shared/contract/words.ts'
import type { DraftFacts } from './draft-facts.ts'

/** A written ask and the text on the picture that it is part of. */
export interface ShownAsk {
  ask: CallToAction
  text: TextSpan
}

/** The asks that stand on the picture. */
export function shownAsks({ asks, measurement }: DraftFacts): ShownAsk[] {
  return asks.flatMap((ask) => {
    const text = ask.shownIn === null ? undefined : measurement.text[ask.shownIn]
    return text ? [{ ask, text }] : []
  })
}

/** Why nothing can be said of written asks, in the same words everywhere. */
export const noShownAsk = 'nothing on the picture asks the viewer for anything'
