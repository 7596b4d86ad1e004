import type { Judgement } from './check.ts'
import type { DraftFacts } from './draft-facts.ts'
import { at, reason } from './evidence.ts'
import { namings, type Naming } from './naming.ts'
import { ramp } from './ramps.ts'
import { lengthS, tidySpans, totalS } from './spans.ts'
import { quoted } from './text-legibility.ts'
import { clock, seconds } from './wording.ts'

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
function withNamings(
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
function namingEvidence({ visible }: DraftFacts, found: readonly Naming[], name: string) {
  if (found.length === 0) return [at(visible, `${quoted(name)} is neither written nor said`)]
  return found
    .slice(0, 12)
    .map((one) => at(one, `${quoted(one.name)} is ${one.by === 'said' ? 'said' : 'written'}`, one.box))
}

/** Graded by for how long the name is there; what is said counts as shown for `saidS`. */
export function judgeHowLongNamed(
  draft: DraftFacts,
  named: Named,
  t: { bestS: number; saidS: number },
): Judgement {
  return withNamings(draft, named, (found, name) => {
    const spans = found.map(({ startS, endS, by }) => ({
      startS,
      endS: by === 'said' ? Math.max(endS, startS + t.saidS) : endS,
    }))
    const thereS = totalS(tidySpans(spans, draft.durationS))
    return {
      grade: ramp(thereS, 0, Math.min(t.bestS, lengthS(draft.visible))),
      evidence: namingEvidence(draft, found, name),
      fix: `Write ${quoted(name)} on the picture or say it: ${seconds(t.bestS)} are enough, it is there for ${seconds(thereS)}.`,
    }
  })
}

/** Graded by how much later than `bestS` after the opening the name first comes. */
export function judgeHowSoonNamed(
  draft: DraftFacts,
  named: Named,
  t: { bestS: number; worstS: number },
): Judgement {
  return withNamings(draft, named, (found, name) => {
    const first = found[0]
    const lateS = first ? Math.max(0, first.startS - draft.visible.startS) : Infinity
    return {
      grade: first ? ramp(lateS, t.worstS, t.bestS) : 0,
      evidence: namingEvidence(draft, found.slice(0, 1), name),
      fix: first
        ? `Bring ${quoted(first.name)} forward into the first ${seconds(t.bestS)}: it comes at ${clock(first.startS)}.`
        : `Write or say ${quoted(name)} in the first ${seconds(t.bestS)}.`,
    }
  })
}
