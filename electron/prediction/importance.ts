import type { FeatureMatrix } from './feature-matrix.ts'
import type { Trees } from './trees/trees.ts'
import { shapleyValues } from './trees/tree-shap.ts'
import { correlation, ranks } from './accuracy.ts'

/** How much a feature moves forecasts, and which way. */
export interface Importance {
  feature: string
  /** Mean of what it moves a forecast by, up or down, on the learned scale. */
  moves: number
  /** Rank correlation of its value with what it moves: above 0 more is more. Null for categories and where it moves nothing. */
  direction: number | null
}

/** The work of Shapley values, in branches looked at; more rows would sharpen little. */
const work = 5e7
const mostRows = 200

/**
 * Mean absolute Shapley values over some rows (Lundberg et al. 2020), most important first.
 *
 * @param rows to take them from; as many as the trees' size allows, evenly
 */
export function importances(trees: Trees, matrix: FeatureMatrix, rows: Int32Array): Importance[] {
  const count = Math.max(
    20,
    Math.min(rows.length, mostRows, Math.floor(work / (trees.feature.length * 60 + 1))),
  )
  const step = Math.max(1, rows.length / count)
  const chosen = Int32Array.from(
    { length: Math.min(count, rows.length) },
    (_, i) => rows[Math.floor(i * step)]!,
  )
  const shares = Array.from(chosen, (row) => shapleyValues(trees, matrix, row))
  return matrix.features
    .map(({ name, kind }, f): Importance => {
      const moved = shares.map((share) => share[f]!)
      const moves = moved.reduce((sum, value) => sum + Math.abs(value), 0) / moved.length
      return {
        feature: name,
        moves,
        direction: kind === 'category' ? null : directionOf(moved, matrix, f, chosen),
      }
    })
    .sort((a, b) => b.moves - a.moves || (a.feature < b.feature ? -1 : 1))
}

function directionOf(
  moved: readonly number[],
  { columns }: FeatureMatrix,
  feature: number,
  rows: Int32Array,
): number | null {
  const known = moved.flatMap((value, i) => {
    const at = columns[feature]![rows[i]!]!
    return Number.isNaN(at) ? [] : [[at, value] as const]
  })
  return known.length < 3
    ? null
    : correlation(ranks(known.map(([value]) => value)), ranks(known.map(([, move]) => move)))
}
