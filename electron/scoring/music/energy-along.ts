import type { Measurement } from '../../../shared/contract/measurement.ts'
import type { DraftFacts } from '../draft-facts.ts'
import { mean } from '../timed-series.ts'

/** Stretches over which picture and music are compared: a bar or so. */
const stretchS = 2
const leastStretches = 5

/**
 * A track's energy while a draft lasts, and how far it rises and falls with the motion of the picture (Pearson's correlation
 * over 2 s, motion in its logarithm). Null where there is nothing, or nothing varies.
 *
 * @param startS where in the track it begins
 */
export function energyAlong(
  { rateHz, values }: NonNullable<Measurement['energy']>,
  startS: number,
  draft: DraftFacts,
): { meanEnergy: number | null; correlation: number | null; lastingS: number } {
  const motion = draft.series('motion')
  const moved: number[] = []
  const sounded: number[] = []
  let lastingS = 0
  for (let fromS = 0; fromS + stretchS <= draft.durationS; fromS += stretchS) {
    const from = Math.floor((startS + fromS) * rateHz)
    const heard = values.slice(from, from + stretchS * rateHz).filter((value) => value !== null)
    if (heard.length < stretchS * rateHz) break
    lastingS = fromS + stretchS
    const speed = mean(motion.steps({ startS: fromS, endS: lastingS }))
    if (speed === null) continue
    moved.push(Math.log(Math.max(1e-4, speed)))
    sounded.push(heard.reduce((sum, value) => sum + value, 0) / heard.length)
  }
  return { meanEnergy: average(sounded), correlation: correlation(moved, sounded), lastingS }
}

function average(values: readonly number[]): number | null {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null
}

function correlation(a: readonly number[], b: readonly number[]): number | null {
  if (a.length < leastStretches) return null
  const [meanA, meanB] = [average(a)!, average(b)!]
  let product = 0
  let squaresA = 0
  let squaresB = 0
  a.forEach((value, i) => {
    product += (value - meanA) * (b[i]! - meanB)
    squaresA += (value - meanA) ** 2
    squaresB += (b[i]! - meanB) ** 2
  })
  return squaresA > 1e-6 && squaresB > 1e-6 ? product / Math.sqrt(squaresA * squaresB) : null
}
