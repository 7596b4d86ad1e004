import type { Feature } from '../feature-matrix.ts'
import { goesLeft, type Trees } from '../trees/trees.ts'

/**
 * Splits on categories for ONNX, whose trees compare numbers: for each set of categories that is asked for a column is looked up in a
 * table, 0 where the category goes left and 1 where it goes right; the last row is for missing values.
 */
export interface CategoryTable {
  /** The feature whose category it is. */
  feature: number
  /** Rows of the table: categories and one for missing. */
  rows: number
  /** Columns: sets. */
  sets: number[][]
  /** The place of the first set among the columns that the trees ask for. */
  first: number
}

export interface CategorySplits {
  tables: CategoryTable[]
  /** The column that stands for the split of a node. */
  columnOf(trees: Trees, node: number): number
}

export function categorySplits(features: readonly Feature[], ensembles: readonly Trees[]): CategorySplits {
  const places = new Map<string, number>()
  const tables = new Map<number, CategoryTable>()
  const keyOf = (trees: Trees, node: number): string => {
    const column = columnValues(trees, node, features[trees.feature[node]!]!.categories.length)
    return `${trees.feature[node]!}:${column.join('')}`
  }
  for (const trees of ensembles) {
    for (let node = 0; node < trees.feature.length; node++) {
      if (trees.feature[node]! < 0 || trees.set[node]! < 0) continue
      const key = keyOf(trees, node)
      if (places.has(key)) continue
      const feature = trees.feature[node]!
      const count = features[feature]!.categories.length
      const table = tables.get(feature) ?? { feature, rows: count + 1, sets: [], first: 0 }
      tables.set(feature, table)
      places.set(key, table.sets.length)
      table.sets.push(columnValues(trees, node, count))
    }
  }
  let first = features.length
  for (const table of tables.values()) {
    table.first = first
    first += table.sets.length
  }
  return {
    tables: [...tables.values()],
    columnOf: (trees, node) => tables.get(trees.feature[node]!)!.first + places.get(keyOf(trees, node))!,
  }
}

/** 0 or 1 for every category and for a missing value. */
function columnValues(trees: Trees, node: number, categories: number): number[] {
  const sides = Array.from({ length: categories }, (_, place) => (goesLeft(trees, node, place) ? 0 : 1))
  return [...sides, goesLeft(trees, node, NaN) ? 0 : 1]
}
