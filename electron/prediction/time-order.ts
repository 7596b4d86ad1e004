import type { ModelCard } from '../../shared/contract/models.ts'
import { crossValidate, type ValidationTask } from './cross-validation.ts'
import { drawRows } from './drawn-rows.ts'
import { foldsOf, shuffledFolds, timeOrderedFolds } from './folds.ts'
import { leastPosts } from './learn.ts'
import type { FeatureTable } from './table/feature-table.ts'
import { figuresOf } from './validation-figures.ts'

const folds = 5
/** Ten trainings are judged here: of long tables fewer rows are looked at. */
const mostRows = 15_000

/**
 * How well models that are trained on what came before tell what came next, beside rows of the same table that are held out at random.
 *
 * @param rows with an outcome that may be learned from
 * @returns null where there are no times, or too few rows with one
 */
export async function timeOrdered(
  table: FeatureTable,
  rows: Int32Array,
  common: Omit<ValidationTask, 'folds' | 'onProgress'>,
  onProgress: (fraction: number) => Promise<void>,
): Promise<ModelCard['timeOrder']> {
  const { times, matrix } = table
  if (!times) return null
  // Whoever forecasts the future knows the account: each row stands for itself.
  const groups = Int32Array.from({ length: matrix.rows }, (_, row) => row)
  const allDated = rows.filter((row) => !Number.isNaN(times.values[row]!))
  const dated = drawRows(allDated, groups, mostRows, common.seed)
  if (dated.length < 4 * leastPosts) return null
  const task = { ...common, groups }
  const past = await crossValidate({
    ...task,
    folds: timeOrderedFolds(dated, times.values, folds),
    onProgress: (fraction) => onProgress(fraction / 2),
  })
  const random = await crossValidate({
    ...task,
    folds: foldsOf(dated, shuffledFolds(dated.length, folds, common.seed), folds),
    onProgress: (fraction) => onProgress(0.5 + fraction / 2),
  })
  return {
    column: times.column,
    past: figuresOf(past, common.target, groups),
    random: figuresOf(random, common.target, groups),
  }
}
