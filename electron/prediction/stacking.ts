/** How much of each part a combination takes. */
export interface Combination {
  boosting: number
  forest: number
  /** Of what posts of other platforms tell. */
  borrowed: number
  /** 0: the base alone; 1: nothing is taken back. */
  trust: number
}

const mostWeight = 1.25
/** What parts cost in variance: below it what they explain may be chance. */
const chanceCost = 3

/**
 * Weights of parts for what is left of a target after its base, by least squares with none below 0, then drawn toward 0 by
 * what chance alone explains (positive-part James and Stein 1961). With few rows the base is left only as far as held-out rows
 * bear it out.
 *
 * @param left target less its mean; all by the same rows
 * @param parts what each says of it, each row by models that have not seen its group
 * @param most that the weights may add up to
 * @returns a weight for each part, and the trust that they were given
 */
export function combine(
  left: Float64Array,
  parts: readonly Float64Array[],
  most = mostWeight,
): { weights: number[]; trust: number } {
  const dot = (a: Float64Array, b: Float64Array): number =>
    a.reduce((sum, value, i) => sum + value * b[i]!, 0)
  const products = parts.map((a) => parts.map((b) => dot(a, b)))
  const withLeft = parts.map((part) => dot(part, left))
  const explained = (weights: readonly number[]): number =>
    weights.reduce(
      (sum, weight, i) =>
        sum +
        weight *
          (2 * withLeft[i]! - weights.reduce((inner, other, j) => inner + other * products[i]![j]!, 0)),
      0,
    )
  const none = parts.map(() => 0)
  // The best of all weights above 0 is the least-squares answer of some of the parts.
  const best = subsetsOf(parts.length)
    .map((some) => solved(some, products, withLeft))
    .filter((weights) => weights !== null)
    .reduce((most, weights) => (explained(weights) > explained(most) ? weights : most), none)
  const won = explained(best)
  if (!(won > 0)) return { weights: none, trust: 0 }
  const noise = Math.max(0, dot(left, left) - won) / left.length
  const trust = Math.max(0, 1 - (chanceCost * noise) / won)
  const sum = best.reduce((total, weight) => total + weight, 0)
  const scale = Math.min(1, most / sum) * trust
  return { weights: best.map((weight) => weight * scale), trust }
}

/** Every set of some of the places. */
function subsetsOf(count: number): number[][] {
  return Array.from({ length: 2 ** count - 1 }, (_, set) =>
    Array.from({ length: count }, (_, place) => place).filter((place) => ((set + 1) >> place) & 1),
  )
}

/** The weights that explain most of what is left, those of other parts being 0; null where one is below 0 or parts say the same. */
function solved(
  some: readonly number[],
  products: readonly number[][],
  withLeft: readonly number[],
): number[] | null {
  const rows = some.map((i) => [...some.map((j) => products[i]![j]!), withLeft[i]!])
  for (const [at, row] of rows.entries()) {
    // Of positive definite products the pivots are above 0 in any order.
    if (!(row[at]! > 1e-9 * products[some[at]!]![some[at]!]!)) return null
    for (const other of rows) {
      if (other === row) continue
      const factor = other[at]! / row[at]!
      row.forEach((value, i) => (other[i]! -= factor * value))
    }
  }
  const weights = products.map(() => 0)
  some.forEach((part, at) => (weights[part] = rows[at]!.at(-1)! / rows[at]![at]!))
  return weights.every((weight) => weight >= 0) ? weights : null
}
