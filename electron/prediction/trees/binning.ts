import { mostCategories, type FeatureMatrix } from '../feature-matrix.ts'

/** How the values of one feature fall into bins. The last bin, `valueBins`, is for missing values. */
export interface FeatureBins {
  kind: 'number' | 'category'
  /** Numbers: rising thresholds; a value is in the first bin whose threshold it does not exceed. Empty for categories. */
  thresholds: Float32Array
  /** Bins without that of missing values; at most 254. */
  valueBins: number
}

/** Rows as bins, column by column. */
export interface BinnedMatrix {
  rows: number
  features: readonly FeatureBins[]
  /** One array of `rows` bins a feature. */
  bins: readonly Uint8Array[]
}

const sampledRows = 50_000

/**
 * Chooses the bins of every feature from some rows: every distinct value where there are few, else about as many rows a bin.
 *
 * @param rows whose values count; others must not, when the model is to be judged on them
 * @param mostBins at most 254
 */
export function chooseBins(matrix: FeatureMatrix, rows: Int32Array, mostBins: number): FeatureBins[] {
  const step = Math.max(1, rows.length / sampledRows)
  const sample = new Int32Array(Math.floor(rows.length / step)).map((_, i) => rows[Math.floor(i * step)]!)
  return matrix.features.map(({ kind, categories }, f) =>
    kind === 'category'
      ? {
          kind,
          thresholds: new Float32Array(),
          valueBins: Math.max(1, Math.min(categories.length, mostCategories)),
        }
      : binsOfNumbers(matrix.columns[f]!, sample, mostBins),
  )
}

function binsOfNumbers(column: Float32Array, rows: Int32Array, mostBins: number): FeatureBins {
  const sorted = new Float32Array(rows.length)
  let count = 0
  for (const row of rows) if (!Number.isNaN(column[row]!)) sorted[count++] = column[row]!
  const values = sorted.subarray(0, count).sort()
  const distinct = distinctSorted(values)
  const thresholds: number[] = []
  if (distinct.length <= mostBins) {
    for (let i = 1; i < distinct.length; i++) thresholds.push(between(distinct[i - 1]!, distinct[i]!))
  } else {
    for (let bin = 1; bin < mostBins; bin++) {
      const at = Math.floor((bin * count) / mostBins)
      const upper = values[at]!
      const lower = valueBelow(values, at)
      if (lower === null) continue
      const threshold = between(lower, upper)
      if (thresholds.length === 0 || threshold > thresholds.at(-1)!) thresholds.push(threshold)
    }
  }
  return { kind: 'number', thresholds: Float32Array.from(thresholds), valueBins: thresholds.length + 1 }
}

function distinctSorted(values: Float32Array): Float32Array {
  return values.filter((value, i) => i === 0 || value !== values[i - 1])
}

/** The largest value below the one at a place; null where there is none. */
function valueBelow(sorted: Float32Array, at: number): number | null {
  const value = sorted[at]!
  let before = at - 1
  while (before >= 0 && sorted[before] === value) before--
  return before < 0 ? null : sorted[before]!
}

/** A number in single precision with lower ≤ it < upper. */
function between(lower: number, upper: number): number {
  const middle = Math.fround(lower + (upper - lower) / 2)
  return middle >= lower && middle < upper ? middle : lower
}

/** Puts every row of a matrix into the bins. */
export function binRows(matrix: FeatureMatrix, features: readonly FeatureBins[]): BinnedMatrix {
  const bins = features.map((feature, f) => {
    const column = matrix.columns[f]!
    const binned = new Uint8Array(matrix.rows)
    for (let row = 0; row < matrix.rows; row++) binned[row] = binOf(column[row]!, feature)
    return binned
  })
  return { rows: matrix.rows, features, bins }
}

function binOf(value: number, { kind, thresholds, valueBins }: FeatureBins): number {
  if (Number.isNaN(value)) return valueBins
  if (kind === 'category') return value >= 0 && value < valueBins ? value : valueBins
  let low = 0
  let high = thresholds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (value > thresholds[middle]!) low = middle + 1
    else high = middle
  }
  return low
}
