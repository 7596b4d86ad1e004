import type { Feature, FeatureMatrix } from '../../electron/prediction/feature-matrix.ts'
import { seededRandom } from '../../electron/prediction/random.ts'

/** Numbers as the test makes them, as a matrix. */
export function matrixOf(
  columns: readonly (readonly number[] | Float32Array)[],
  features?: Partial<Feature>[],
): FeatureMatrix {
  return {
    rows: columns[0]!.length,
    features: columns.map((_, f) => ({
      name: `x${f}`,
      kind: 'number',
      categories: [],
      monotone: 0,
      ...features?.[f],
    })),
    columns: columns.map((column) => Float32Array.from(column)),
  }
}

/** Normally distributed numbers (Box and Muller) by seed. */
export function normals(count: number, seed: number): Float64Array {
  const random = seededRandom(seed)
  return Float64Array.from(
    { length: count },
    () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next()),
  )
}

export function uniforms(count: number, seed: number): Float64Array {
  const random = seededRandom(seed)
  return Float64Array.from({ length: count }, () => random.next())
}

/** Whole numbers from 0 on. */
export function range(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => i)
}

/**
 * Friedman's first problem (1991; scikit-learn's make_friedman1): 10 sin(π x0 x1) + 20 (x2 − ½)² + 10 x3 + 5 x4, further features being
 * noise, and normal noise on the outcome.
 */
export function friedman1(
  rows: number,
  { features = 10, noise = 1, seed = 1 }: { features?: number; noise?: number; seed?: number } = {},
): { matrix: FeatureMatrix; truth: Float64Array; target: Float64Array } {
  const columns = Array.from({ length: features }, (_, f) =>
    Float32Array.from(uniforms(rows, seed * 1000 + f)),
  )
  const [a, b, c, d, e] = columns as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array]
  const truth = Float64Array.from(
    { length: rows },
    (_, i) => 10 * Math.sin(Math.PI * a[i]! * b[i]!) + 20 * (c[i]! - 0.5) ** 2 + 10 * d[i]! + 5 * e[i]!,
  )
  const disturbance = normals(rows, seed * 1000 + 999)
  return {
    matrix: matrixOf(columns),
    truth,
    target: truth.map((value, i) => value + noise * disturbance[i]!),
  }
}
