import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { counted, decimal, percent } from '../wording.ts'

/** Where the credit of a place is looked at for the chance level, s. */
const chanceStepS = 0.02

/**
 * Whether the picture changes where the music drops: how near the next cut is, over what a drop anywhere between opening and
 * ending would get from these cuts, so that many cuts gain nothing.
 */
export const musicDrop = defineCheck({
  id: 'music-drop',
  part: 'content',
  label: 'The picture changes where the music drops',
  thresholds: ['leastStrength', 'leastCuts', 'offS', 'onS', 'worstAboveChance', 'bestAboveChance'],
  judge({ measurement: { drops }, sound, cuts, body }, t) {
    if (!sound) return { notJudged: reason.noSound }
    const inBody = drops.filter(({ timeS }) => timeS >= body.startS && timeS < body.endS)
    const strengths = inBody.reduce((sum, { strength }) => sum + strength, 0)
    // One drop that is not at full strength may be none.
    if (strengths < t.leastStrength)
      return { notJudged: 'the music does not surely drop between opening and ending' }
    if (cuts.length < t.leastCuts) return { notJudged: `fewer than ${t.leastCuts} cuts` }
    const besideS = (timeS: number): number => Math.min(...cuts.map((cutS) => Math.abs(cutS - timeS)))
    const credit = (timeS: number): number => ramp(besideS(timeS), t.offS, t.onS)
    const reached = inBody.reduce((sum, { timeS, strength }) => sum + strength * credit(timeS), 0) / strengths
    const chance = meanOver(body, credit)
    const aboveChance = (reached - chance) / Math.max(1e-6, 1 - chance)
    const off = inBody.filter(({ timeS }) => besideS(timeS) > t.onS)
    const near = (timeS: number): string => `${decimal(besideS(timeS), 2)} s from the next cut`
    const worst = off.toSorted((a, b) => b.strength - a.strength)[0]
    return {
      grade: ramp(aboveChance, t.worstAboveChance, t.bestAboveChance),
      evidence: inBody.map(({ timeS }) =>
        at({ startS: timeS, endS: timeS }, `The music drops ${near(timeS)}`),
      ),
      fix: worst
        ? `Cut where the music drops, at ${decimal(worst.timeS, 2)} s: the next cut is ${decimal(besideS(worst.timeS), 2)} s away.`
        : `Keep ${counted(inBody.length, 'cut')} where the music drops; ${percent(chance)} would be by chance.`,
    }
  },
})

function meanOver(
  { startS, endS }: { startS: number; endS: number },
  value: (timeS: number) => number,
): number {
  let sum = 0
  let count = 0
  for (let timeS = startS; timeS < endS; timeS += chanceStepS) {
    sum += value(timeS)
    count++
  }
  return count > 0 ? sum / count : 0
}
