import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { clock, counted } from '../wording.ts'

/** A cut this near to the end of the window counts in part, so that one frame more or less is no leap. */
const softEdgeS = 0.5

/** ABCD "quick pacing" in the opening: 5 shots or more in the first 5 s. */
export const openingPace = defineCheck({
  id: 'opening-pace',
  part: 'hook',
  label: 'Quick pace in the first 5 s',
  thresholds: ['windowS', 'worstShots', 'bestShots'],
  judge({ cuts, durationS }, t) {
    if (durationS < t.windowS) return { notJudged: reason.tooShort(t.windowS) }
    const shots =
      1 +
      cuts.reduce((sum, cutS) => sum + ramp(cutS, t.windowS + softEdgeS / 2, t.windowS - softEdgeS / 2), 0)
    const inside = cuts.filter((cutS) => cutS < t.windowS)
    const missing = Math.max(1, Math.ceil(t.bestShots - 1 - inside.length))
    return {
      grade: ramp(shots, t.worstShots, t.bestShots),
      evidence: [
        at(
          { startS: 0, endS: t.windowS },
          `${counted(inside.length + 1, 'shot')} in the first ${t.windowS} s` +
            (inside.length > 0 ? `, cuts at ${inside.slice(0, 8).map(clock).join(', ')}` : ''),
        ),
      ],
      fix: `Add ${counted(missing, 'cut')} before ${clock(t.windowS)}: ${counted(inside.length + 1, 'shot')} there, ${t.bestShots} make a quick start.`,
    }
  },
})
