import type { ModelCard } from '../../shared/contract/models.ts'
import { learnFromOthers, otherPosts, type Borrow } from './borrowed.ts'
import { crossValidate, type ValidationTask } from './cross-validation.ts'
import { takeRows } from './feature-matrix.ts'
import type { Trees } from './trees/trees.ts'
import type { FeatureTable } from './table/feature-table.ts'
import { figuresOf, isNearer } from './validation-figures.ts'

/** What other platforms are worth to a small one. */
export interface Borrowing {
  card: NonNullable<ModelCard['borrowed']>
  /** Null where they don't help. */
  used: {
    /** From all of them. */
    trees: Trees
    /** From those that came out before the rows that are held, where times are known. */
    before: Borrow
  } | null
}

/** A table of two: own rows first, then those of accounts of other platforms. */
export function apart(
  table: FeatureTable,
  otherAccounts: readonly string[],
): { own: FeatureTable; others: FeatureTable } {
  const names = new Set(otherAccounts)
  const all = Int32Array.from({ length: table.matrix.rows }, (_, row) => row)
  const isOther = (row: number): boolean => names.has(table.groupNames[table.groups?.[row] ?? -1] ?? '')
  const some = (rows: Int32Array): FeatureTable => ({
    ...table,
    matrix: takeRows(table.matrix, rows),
    target: table.target && Float64Array.from(rows, (row) => table.target![row]!),
    groups: table.groups && Int32Array.from(rows, (row) => table.groups![row]!),
    times: table.times && {
      column: table.times.column,
      values: Float64Array.from(rows, (row) => table.times!.values[row]!),
    },
    keys: Uint32Array.from(rows, (row) => table.keys[row]!),
  })
  return { own: some(all.filter((row) => !isOther(row))), others: some(all.filter(isOther)) }
}

/**
 * Holds models that also take what posts of other platforms tell against those that don't, on the same held-out rows: they are used
 * where they come nearer by more than the standard error.
 *
 * @param task its folds in order of time where times are known: then only what came out before is learned from
 * @returns null where there are too few others
 */
export async function chooseBorrowing(
  task: Omit<ValidationTask, 'onProgress' | 'borrow'>,
  own: FeatureTable,
  others: FeatureTable,
): Promise<Borrowing | null> {
  if (!others.target || !others.groups) return null
  const known = otherPosts(others.matrix, others.target, others.groups, others.times?.values ?? null)
  const trees = learnFromOthers(known, null)
  if (!trees) return null
  const { times } = own
  const before: Borrow = (held) =>
    times ? learnFromOthers(known, Math.min(...Array.from(held, (row) => times.values[row]!))) : trees
  // Small platforms take seconds.
  const onProgress = (): Promise<void> => Promise.resolve()
  const without = await crossValidate({ ...task, onProgress })
  const withOthers = await crossValidate({
    ...{ ...task, borrow: before },
    onProgress,
  })
  const mae = (validation: typeof without): number => figuresOf(validation, task.target, task.groups).mae
  const used = isNearer(withOthers, without, task.target)
  return {
    card: { posts: known.rows.length, used, mae: mae(withOthers), maeWithout: mae(without) },
    used: used ? { trees, before } : null,
  }
}
