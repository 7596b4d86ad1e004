import type { ModelCard } from '../../shared/contract/models.ts'
import type { Borrow } from './borrowed.ts'
import { crossValidate, type ValidationTask } from './cross-validation.ts'
import { drawRows } from './drawn-rows.ts'
import { foldsOf, shuffledFolds, timeOrderedFolds } from './folds.ts'
import { leastPosts } from './learn.ts'
import type { FeatureTable } from './table/feature-table.ts'
import { chooseScale } from './target-scale.ts'
import { adaptInTime, type Adapted } from './time-adaptation.ts'
import { figuresOf } from './validation-figures.ts'

const folds = 5
/** Ten trainings are judged here: of long tables fewer rows are looked at. */
const mostRows = 15_000

/** What the order of time tells. */
export interface TimeOrder {
  card: NonNullable<ModelCard['timeOrder']>
  /** By how much intervals have to be moved for what comes next. */
  moves: Adapted['moves']
  /** How later rows were held out. */
  held: Pick<ValidationTask, 'groups' | 'folds' | 'scale' | 'borrow'>
}

/**
 * How well models that are trained on what came before tell what came next, with intervals that follow what came, beside rows of the
 * same table that are held out at random.
 *
 * @param rows with an outcome that may be learned from
 * @param lagDays after which the outcome of a row is known and intervals can follow it
 * @param borrow what is known of other platforms before rows that are held; null: nothing is taken from them
 * @returns null where there are no times, or too few rows with one
 */
export async function timeOrdered(
  table: FeatureTable,
  rows: Int32Array,
  common: Omit<ValidationTask, 'folds' | 'onProgress'>,
  lagDays: number,
  borrow: Borrow | null,
  onProgress: (fraction: number) => Promise<void>,
): Promise<TimeOrder | null> {
  const { times, matrix } = table
  const { target } = common
  if (!times) return null
  // Whoever forecasts the future knows the account: each row stands for itself.
  const groups = Int32Array.from({ length: matrix.rows }, (_, row) => row)
  const allDated = rows.filter((row) => !Number.isNaN(times.values[row]!))
  const dated = drawRows(allDated, groups, mostRows, common.seed)
  if (dated.length < 4 * leastPosts) return null
  const lagMs = lagDays * 86_400_000
  const inTime = timeOrderedFolds(dated, times.values, folds)
  const task = { ...common, groups }
  // Whether it is learned as a logarithm is a matter of what the target is, not of what comes; moves need one scale for all.
  const scale = chooseScale(Float64Array.from(dated, (row) => target[row]!))
  const held = { groups, scale, folds: inTime, ...(borrow && { borrow }) }
  const past = await crossValidate({
    ...{ ...task, ...held },
    onProgress: (fraction) => onProgress(fraction / 2),
  })
  const random = await crossValidate({
    ...task,
    folds: foldsOf(dated, shuffledFolds(dated.length, folds, common.seed), folds),
    onProgress: (fraction) => onProgress(0.5 + fraction / 2),
  })
  const { validation, moves } = adaptInTime(past, target, times.values, scale, lagMs)
  const { coverage80, coverage50, width80, width50 } = figuresOf(past, target, groups)
  return {
    card: {
      column: times.column,
      past: figuresOf(validation, target, groups),
      unmoved: { coverage80, coverage50, width80, width50 },
      random: figuresOf(random, target, groups),
    },
    moves,
    held,
  }
}
