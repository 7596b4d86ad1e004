import { mostCategories } from '../feature-matrix.ts'
import { dateOrderOf, readDate, type DateOrder } from './parse-date.ts'
import { isMissing, readNumber } from './parse-number.ts'
import { tellingWords, wordsOf } from './words.ts'

/** How a column of a table becomes features. Kept with a model: later tables are read in the same way. */
export type ColumnPlan =
  | { kind: 'number'; name: string }
  | { kind: 'date'; name: string; order: DateOrder }
  | { kind: 'category'; name: string; categories: string[] }
  | { kind: 'text'; name: string; words: string[] }

/** A column that can't help, and why. */
export interface LeftOutColumn {
  name: string
  reason: 'empty' | 'constant' | 'every-value-differs'
}

/** Share of the filled cells that must be numbers (or dates) for the rest to count as bad cells. */
const share = 0.8
const mostWords = 48

/**
 * Infers what a column holds from cells of its first rows.
 *
 * @param cells with those that are missing
 */
export function planColumn(
  name: string,
  cells: readonly string[],
  continental: boolean,
): ColumnPlan | LeftOutColumn {
  const filled = cells.filter((cell) => !isMissing(cell))
  if (filled.length === 0) return { name, reason: 'empty' }
  const distinct = new Map<string, number>()
  for (const cell of filled) distinct.set(cell.trim(), (distinct.get(cell.trim()) ?? 0) + 1)
  if (distinct.size === 1 && filled.length === cells.length) return { name, reason: 'constant' }
  const numbers = filled.filter((cell) => readNumber(cell, continental).kind === 'number').length
  if (numbers >= share * filled.length) return { kind: 'number', name }
  const order = dateOrderOf(filled)
  const dates = filled.filter((cell) => readDate(cell, order) !== null).length
  if (dates >= share * filled.length) return { kind: 'date', name, order }
  if (distinct.size <= mostCategories && distinct.size <= filled.length / 2) {
    const categories = [...distinct].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    return { kind: 'category', name, categories: categories.map(([value]) => value) }
  }
  const words = filled.reduce((sum, cell) => sum + wordsOf(cell).length, 0) / filled.length
  if (words >= 2) return { kind: 'text', name, words: tellingWords(filled, mostWords) }
  return distinct.size > filled.length / 2
    ? { name, reason: 'every-value-differs' }
    : { kind: 'category', name, categories: mostFrequent(distinct) }
}

function mostFrequent(counts: Map<string, number>): string[] {
  return [...counts]
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .slice(0, mostCategories)
    .map(([value]) => value)
}

export function isPlan(column: ColumnPlan | LeftOutColumn): column is ColumnPlan {
  return 'kind' in column
}
