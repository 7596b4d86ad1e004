import { askNote } from '../asks.ts'
import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { mean } from '../timed-series.ts'
import { lengthS, within } from '../spans.ts'
import { level } from '../wording.ts'

/** The spoken ask: as loud as the rest, and clear of the music under it. Of several the one that is heard best counts. */
export const askAudible = defineCheck({
  id: 'ask-audible',
  part: 'cta',
  label: 'The spoken ask can be heard',
  thresholds: ['worstLu', 'bestLu', 'worstOverBedLu', 'bestOverBedLu'],
  judge({ measurement: { speechOverBed }, asks, sound }, t) {
    if (!sound) return { notJudged: reason.noSound }
    const heard = asks.flatMap((ask) => {
      const relativeLu = mean(sound.relativeLu.steps(ask))
      if (ask.by !== 'said' || relativeLu === null) return []
      const beds = (speechOverBed?.spans ?? []).filter((span) => within([span], ask).length > 0)
      const overBedLu = beds.length > 0 ? Math.min(...beds.map(({ lu }) => lu)) : null
      const byLevel = ramp(relativeLu, t.worstLu, t.bestLu)
      const byBed = overBedLu === null ? 1 : ramp(overBedLu, t.worstOverBedLu, t.bestOverBedLu)
      return [{ ask, relativeLu, overBedLu, byLevel, byBed, grade: Math.min(byLevel, byBed) }]
    })
    if (heard.length === 0) return { notJudged: 'nothing that is said asks the viewer for anything' }
    const best = heard.reduce((a, b) => (b.grade > a.grade ? b : a))
    return {
      grade: best.grade,
      evidence: heard
        .filter(({ ask }) => lengthS(ask) > 0)
        .map(({ ask, relativeLu, overBedLu }) =>
          at(
            ask,
            `${askNote(ask)}, ${level(relativeLu, 'LU')} against the whole draft${
              overBedLu === null ? '' : ` and ${level(overBedLu, 'LU')} above its music`
            }`,
          ),
        ),
      fix:
        best.byBed < best.byLevel
          ? `Lower the music under “${best.ask.text}” by ${level(Math.max(0.1, t.bestOverBedLu - best.overBedLu!), 'dB')}: it drowns the ask.`
          : `Raise “${best.ask.text}” by ${level(Math.max(0.1, t.bestLu - best.relativeLu), 'dB')}: it is ${level(best.relativeLu, 'LU')} against the whole draft.`,
    }
  },
})
