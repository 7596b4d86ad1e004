import { askNames, askNote } from '../asks.ts'
import { defineCheck } from '../check.ts'
import { at } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { counted } from '../wording.ts'

export const oneAsk = defineCheck({
  id: 'one-ask',
  part: 'cta',
  label: 'One clear ask',
  thresholds: ['bestKinds', 'worstKinds'],
  judge({ asks }, t) {
    if (asks.length === 0) return { notJudged: 'nothing that was read or heard asks for anything' }
    const kinds = [...new Set(asks.map(({ kind }) => kind))]
    return {
      grade: ramp(kinds.length, t.worstKinds, t.bestKinds),
      evidence: asks.map((ask) => at(ask, askNote(ask))),
      fix: `Keep one of the ${counted(kinds.length, 'ask')} (${kinds.map((kind) => askNames[kind]).join(', ')}) and drop the rest: several at once are followed less than one.`,
    }
  },
})
