/** How much of each part a combination takes. */
export interface Combination {
  boosting: number
  forest: number
  /** 0: the base alone; 1: nothing is taken back. */
  trust: number
}

const mostWeight = 1.25
/** Parts that are combined and what each costs in variance: below it what they explain may be chance. */
const chanceCost = 3

/**
 * Weights of two parts for what is left of a target after its base, by least squares with none below 0, then drawn toward 0 by
 * what chance alone explains (positive-part James and Stein 1961). With few rows the base is left only as far as held-out rows
 * bear it out.
 *
 * @param left target less its mean; all three by the same rows
 * @param boosting, forest what the parts say of it, each row by models that have not seen its group
 */
export function combine(left: Float64Array, boosting: Float64Array, forest: Float64Array): Combination {
  const dot = (a: Float64Array, b: Float64Array): number =>
    a.reduce((sum, value, i) => sum + value * b[i]!, 0)
  const bb = dot(boosting, boosting)
  const ff = dot(forest, forest)
  const bf = dot(boosting, forest)
  const bl = dot(boosting, left)
  const fl = dot(forest, left)
  const explained = (b: number, f: number): number =>
    2 * (b * bl + f * fl) - (b * b * bb + 2 * b * f * bf + f * f * ff)
  const options: [number, number][] = [
    [0, 0],
    [bb > 0 ? Math.max(0, bl / bb) : 0, 0],
    [0, ff > 0 ? Math.max(0, fl / ff) : 0],
  ]
  const determinant = bb * ff - bf * bf
  if (determinant > 1e-9 * bb * ff) {
    const b = (bl * ff - fl * bf) / determinant
    const f = (fl * bb - bl * bf) / determinant
    if (b >= 0 && f >= 0) options.push([b, f])
  }
  const [b, f] = options.reduce((best, option) => (explained(...option) > explained(...best) ? option : best))
  const won = explained(b, f)
  if (!(won > 0)) return { boosting: 0, forest: 0, trust: 0 }
  const noise = Math.max(0, dot(left, left) - won) / left.length
  const trust = Math.max(0, 1 - (chanceCost * noise) / won)
  const scale = Math.min(1, mostWeight / (b + f)) * trust
  return { boosting: b * scale, forest: f * scale, trust }
}
