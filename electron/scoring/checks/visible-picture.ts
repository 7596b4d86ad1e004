import { defineCheck } from '../check.ts'
import { at } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { lengthS, totalS, within } from '../spans.ts'
import { seconds } from '../wording.ts'

/** Without a picture nothing else about the content counts. */
export const visiblePicture = defineCheck({
  id: 'visible-picture',
  part: 'content',
  label: 'There is a picture to watch',
  thresholds: ['worstS', 'bestS', 'worstShare', 'bestShare'],
  judge({ visible, black, durationS }, t) {
    if (durationS === 0) return { notJudged: 'the draft has no length' }
    const betweenS = lengthS(visible)
    const shownS = betweenS - totalS(within(black, visible))
    const share = betweenS > 0 ? shownS / betweenS : 0
    // A very short draft isn't black: it has to be visible for its own length only.
    const wantedS = Math.min(t.bestS, durationS)
    return {
      grade: ramp(shownS, Math.min(t.worstS, wantedS / 2), wantedS) * ramp(share, t.worstShare, t.bestShare),
      evidence: [
        at(
          betweenS > 0 ? visible : { startS: 0, endS: durationS },
          shownS > 0 ? `${seconds(shownS)} of picture` : 'All of the draft is black',
        ),
      ],
      fix:
        shownS > 0
          ? `Put a picture where the draft is black: only ${seconds(shownS)} of ${seconds(durationS)} can be seen.`
          : 'Put a picture in: all of the draft is black.',
    }
  },
})
