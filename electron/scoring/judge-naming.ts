import type { Judgement } from './check.ts'
import type { DraftFacts } from './draft-facts.ts'
import { at, reason } from './evidence.ts'
import { namings, type Naming } from './naming.ts'
import { lengthS } from './spans.ts'
import { quoted } from './text-legibility.ts'

/** What is looked for: the brand by the account, what the draft is about by its keywords. */
export type Named = 'brand' | 'subject'

const missing: Readonly<Record<Named, string>> = {
  brand: 'no account was entered: fill in the draft’s details',
  subject: 'no keywords were entered: fill in the draft’s details',
}

/**
 * Judges by where the brand or the subject is shown or said. Where part of the draft could be neither read nor heard, not
 * finding it says nothing: it may be a logo's letters or in speech without captions.
 */
export function withNamings(
  draft: DraftFacts,
  named: Named,
  judge: (found: readonly Naming[], name: string) => Judgement,
): Judgement {
  const { measurement, details, visible, durationS } = draft
  const entered = named === 'brand' ? [details?.account ?? ''] : (details?.keywords ?? [])
  const names = entered.map((name) => name.trim()).filter((name) => name !== '')
  if (names.length === 0) return { notJudged: missing[named] }
  if (lengthS(visible) === 0) return { notJudged: reason.nothingVisible }
  const found = namings(measurement, names).filter(({ startS }) => startS < durationS)
  if (found.length === 0) {
    if (measurement.textUnread !== null) return { notJudged: reason.notMeasured('text on the picture') }
    const speaks = measurement.audioSegments.some(({ kind }) => kind.startsWith('speech'))
    if (speaks && measurement.words.length === 0) return { notJudged: reason.noWords }
  }
  return judge(found, names[0]!)
}

/** Where a name is shown or said, as evidence. */
export function namingEvidence({ visible }: DraftFacts, found: readonly Naming[], name: string) {
  if (found.length === 0) return [at(visible, `${quoted(name)} is neither written nor said`)]
  return found
    .slice(0, 12)
    .map((one) => at(one, `${quoted(one.name)} is ${one.by === 'said' ? 'said' : 'written'}`, one.box))
}
