import { askNote } from '../asks.ts'
import { defineCheck } from '../check.ts'
import { coveredShare } from '../covered-text.ts'
import { at } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { noShownAsk, shownAsks } from '../shown-asks.ts'
import { percent } from '../wording.ts'

/** Under the platform's buttons and captions nobody reads the ask. Of several the one that lies freest counts. */
export const askPlaced = defineCheck({
  id: 'ask-placed',
  part: 'cta',
  label: 'The written ask is clear of the platform’s buttons',
  thresholds: ['worstShare', 'bestShare'],
  judge(draft, t) {
    const { measurement, covered } = draft
    if (measurement.textUnread !== null) return { notJudged: measurement.textUnread }
    if (covered === null) return { notJudged: 'it is not known what this platform lays over the picture' }
    const asks = shownAsks(draft).map(({ ask, text }) => ({ ask, text, share: coveredShare(text, covered) }))
    if (asks.length === 0) return { notJudged: noShownAsk }
    const best = asks.reduce((a, b) => (b.share < a.share ? b : a))
    return {
      grade: ramp(best.share, t.worstShare, t.bestShare),
      evidence: asks.map(({ ask, text, share }) =>
        at(
          ask,
          `${askNote(ask)}, ${share > t.bestShare ? `${percent(share)} of it under what the platform shows` : 'clear of what the platform shows'}`,
          text.box,
        ),
      ),
      fix: `Move “${best.ask.text}” ${direction(best.text.box)}: ${percent(best.share)} of it lies under the platform’s buttons and captions.`,
    }
  },
})

/** Towards the middle of the picture. */
function direction([x, y, width, height]: [number, number, number, number]): string {
  const [right, down] = [x + width / 2 - 0.5, y + height / 2 - 0.5]
  if (Math.abs(down) >= Math.abs(right)) return down > 0 ? 'up' : 'down'
  return right > 0 ? 'to the left' : 'to the right'
}
