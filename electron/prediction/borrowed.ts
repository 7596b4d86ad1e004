import type { FeatureMatrix } from './feature-matrix.ts'
import { median, quantile } from './quantile.ts'
import { chooseScale, toScale } from './target-scale.ts'
import { binRows, chooseBins } from './trees/binning.ts'
import { boost, usualBoosting } from './trees/boosting.ts'
import type { Trees } from './trees/trees.ts'

/** Posts of other platforms: what they tell is how far each lies from its own account's middle. */
export interface OtherPosts {
  matrix: FeatureMatrix
  /** By row, in spreads of its account from its account's middle. */
  standardised: Float64Array
  /** By row, milliseconds; null where no time is known. */
  times: Float64Array | null
  /** Rows of accounts with posts enough to know their middle and spread. */
  rows: Int32Array
}

/** Says for posts that it has not seen how far they may lie from their account's middle. */
export type Borrow = (held: Int32Array) => Trees | null

/** Of an account with fewer posts neither middle nor spread is known. */
const leastOfAccount = 10
const leastPosts = 50
const options = {
  ...usualBoosting,
  trees: 100,
  mostDepth: 3,
  mostLeaves: 8,
  columnShare: 0.4,
  rowShare: 0.7,
}

/** @param groups by row: the account; −1 where it is unknown */
export function otherPosts(
  matrix: FeatureMatrix,
  target: Float64Array,
  groups: Int32Array,
  times: Float64Array | null,
): OtherPosts {
  const known = Array.from(target.keys()).filter((row) => !Number.isNaN(target[row]!) && groups[row]! >= 0)
  const accounts = [...Map.groupBy(known, (row) => groups[row]!).values()].filter(
    (rows) => rows.length >= leastOfAccount,
  )
  const rows = Int32Array.from(accounts.flat()).sort()
  const standardised = new Float64Array(matrix.rows).fill(NaN)
  if (rows.length === 0) return { matrix, standardised, times, rows }
  const scale = chooseScale(Float64Array.from(rows, (row) => target[row]!))
  for (const own of accounts) {
    const values = own.map((row) => toScale(scale, target[row]!))
    const middle = median(values)
    const spread = quantile(values, 0.75) - quantile(values, 0.25)
    own.forEach((row, i) => (standardised[row] = spread > 0 ? (values[i]! - middle) / spread : 0))
  }
  return { matrix, standardised, times, rows }
}

/**
 * Learns from posts of other platforms.
 *
 * @param before only posts that came out earlier are known; null: all are
 * @returns null where there are too few
 */
export function learnFromOthers(
  { matrix, standardised, times, rows }: OtherPosts,
  before: number | null,
): Trees | null {
  const known = before === null || !times ? rows : rows.filter((row) => times[row]! < before)
  if (known.length < leastPosts) return null
  const none = new Int32Array()
  return boost({
    binned: binRows(matrix, chooseBins(matrix, known, 64)),
    monotone: matrix.features.map(({ monotone }) => monotone),
    ...{ rows: known, asked: none, watched: none, target: standardised, options },
  }).trees
}
