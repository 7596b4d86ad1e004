/** What one column of a feature matrix holds. */
export interface Feature {
  name: string
  /** `category`: whole numbers, the place of the value in `categories`; NaN where it is missing or not among them. */
  kind: 'number' | 'category'
  /** Values of a category, most frequent first; empty for numbers. */
  categories: readonly string[]
  /** +1 where a larger value may only raise the answer, −1 only lower, 0 free. */
  monotone: -1 | 0 | 1
}

/**
 * Features of rows, column by column. NaN is a missing value. Single precision: thresholds are rounded to it as well, so that
 * ONNX Runtime, which compares in single precision, takes the same branches.
 */
export interface FeatureMatrix {
  rows: number
  features: readonly Feature[]
  /** One array of `rows` values a feature. */
  columns: readonly Float32Array[]
}

/** The most values of a category that are told apart; rarer ones count as missing. */
export const mostCategories = 254

/** Some rows as a matrix of their own, in the order in which they are given. */
export function takeRows(matrix: FeatureMatrix, rows: Int32Array): FeatureMatrix {
  return {
    rows: rows.length,
    features: matrix.features,
    columns: matrix.columns.map((column) => {
      const taken = new Float32Array(rows.length)
      for (let i = 0; i < rows.length; i++) taken[i] = column[rows[i]!]!
      return taken
    }),
  }
}
