import { basename, extname } from 'node:path'
import { HooklineError } from '../../shared/contract/errors.ts'
import type { TableNotes } from '../../shared/contract/models.ts'
import { apart, chooseBorrowing } from './choose-borrowing.ts'
import { compareKinds } from './compare-kinds.ts'
import { crossValidate } from './cross-validation.ts'
import { drawRows, mostTrainingRows } from './drawn-rows.ts'
import { takeRows } from './feature-matrix.ts'
import { finalModel } from './final-model.ts'
import { foldsOf, groupFolds, shuffledFolds, timeOrderedFolds, type Fold } from './folds.ts'
import { forecast, type Forecasts } from './forecaster.ts'
import type { KeptModel } from './kept-model.ts'
import { leastPosts } from './learn.ts'
import type { NewCard } from './registry/model-registry.ts'
import { readFeatureTable, type FeatureTable } from './table/feature-table.ts'
import { fingerprintOf } from './table/row-keys.ts'
import { timeOrdered } from './time-order.ts'
import { figuresOf } from './validation-figures.ts'

export interface TableTraining {
  path: string
  target: string
  group: string | null
  time: string | null
  features: readonly string[] | null
  seed: number
  /** Under this name its versions are kept; null: that of the table and its target. */
  scope?: string | null
  /** The group of every post to come is among those trained on: rows are held out, each against the median of its own group. */
  knownGroups?: boolean
  /** Whether settings are searched for; otherwise the usual ones are taken. */
  searches?: boolean
  /** After how many days the outcome of a row is known. */
  lagDays?: number
  /** Whether kinds of models are compared. */
  comparesKinds?: boolean
  /** Cells of the group column whose rows, after all others, are of other platforms: they are not forecast, they may help. */
  otherAccounts?: readonly string[]
  /** A column that names rows, so that one whose cells have changed is recognised; null: by its cells. */
  key?: string | null
}

export interface TrainedOnTable {
  card: NewCard
  model: KeptModel
  /** By row of the table: from models that have not seen the row's group; of a row without an outcome from the whole model. */
  outOfFold: Forecasts
  table: FeatureTable
  tableNotes: TableNotes
  notes: string[]
}

const folds = 5

/**
 * Trains a model on a table, and says how well such models do on groups (or rows, or times) that they have not seen.
 *
 * @param onProgress told the share done now and then; throws where it must end
 * @throws HooklineError what `readFeatureTable` throws, `target_unusable`, `too_few_posts`
 */
export async function trainOnTable(
  request: TableTraining,
  signal: AbortSignal,
  onProgress: (fraction: number) => Promise<void>,
): Promise<TrainedOnTable> {
  const startedAt = performance.now()
  const read = await readFeatureTable({ ...request, plans: null }, signal, (fraction) =>
    onProgress(0.1 * fraction),
  )
  const { otherAccounts = [] } = request
  const { own: table, others } =
    otherAccounts.length > 0 ? apart(read, otherAccounts) : { own: read, others: null }
  const target = table.target!
  const rows = Int32Array.from({ length: table.matrix.rows }, (_, row) => row).filter(
    (row) => !Number.isNaN(target[row]!),
  )
  requireOutcomes(request, table, rows)
  const notes: string[] = []
  const groups = groupsOf(table, request.knownGroups ?? false, notes)
  const drawn = drawRows(rows, groups, mostTrainingRows, request.seed)
  const candidates =
    request.searches === false ? 1 : candidatesFor(drawn.length, table.matrix.features.length)
  const accounts = request.knownGroups && table.groups ? { accounts: table.groups } : {}
  const alone = { matrix: table.matrix, target, groups, candidates, seed: request.seed, ...accounts }
  const outer = learnedFrom(outerFolds(rows, groups, request.seed), drawn, table.matrix.rows)
  const borrowing =
    others && (await chooseBorrowing({ ...alone, folds: laterFolds(table, rows) ?? outer }, table, others))
  if (borrowing) notes.push(borrowingNote(borrowing.card))
  const borrowed = borrowing?.used ?? null
  const common = { ...alone, ...(borrowed && { borrow: () => borrowed.trees }) }
  const validation = await crossValidate({
    ...common,
    folds: outer,
    onProgress: (fraction) => onProgress(0.1 + 0.5 * fraction),
  })
  const figures = figuresOf(validation, target, groups)
  if (!figures.betterThanMedian) notes.push('On posts that it had not seen it is no better than your median.')
  const timeOrder = await timeOrdered(
    table,
    drawn,
    common,
    request.lagDays ?? 0,
    borrowed?.before ?? null,
    (fraction) => onProgress(0.6 + 0.2 * fraction),
  )
  const ofKinds = { ...common, ...(timeOrder?.held ?? { folds: outer }) }
  const kinds = request.comparesKinds
    ? await compareKinds(ofKinds, timeOrder ? 'time' : 'random', (fraction) =>
        onProgress(0.8 + 0.1 * fraction),
      )
    : undefined
  await onProgress(0.9)

  const { target: targetName, group, seed } = request
  const named = { target: targetName, group, seed }
  const final = finalModel({
    ...named,
    table,
    rows,
    drawn,
    groups,
    candidates,
    validation,
    moves: timeOrder?.moves ?? null,
    borrowed: borrowed?.trees ?? null,
  })
  const outOfFold = validation.forecasts
  fillRowsWithoutOutcome(outOfFold, table, final.model)
  if (drawn.length < rows.length) {
    notes.push(
      `Of ${rows.length} rows ${drawn.length}, drawn by seed${request.group === null ? '' : ' by groups'}, are learned from; all are forecast and judged.`,
    )
  }
  const card: NewCard = {
    scope: request.scope ?? scopeOf(request),
    createdAt: new Date().toISOString(),
    seconds: (performance.now() - startedAt) / 1000,
    target: request.target,
    group: request.group,
    scale: final.model.forecaster.scale.kind,
    data: {
      source: basename(request.path),
      rows: rows.length,
      groups: new Set(table.groups?.filter((group) => group >= 0)).size,
      fingerprint: fingerprintOf(final.model.seen.keys),
    },
    folds,
    seed: request.seed,
    ...final.card,
    features: table.matrix.features.map(({ name }) => name),
    figures,
    timeOrder: timeOrder?.card ?? null,
    ...(kinds && { kinds }),
    ...(borrowing && { borrowed: borrowing.card }),
  }
  return { card, model: final.model, outOfFold, table, tableNotes: tableNotesOf(table, rows), notes }
}

function requireOutcomes({ target }: TableTraining, table: FeatureTable, rows: Int32Array): void {
  if (rows.length < leastPosts) {
    throw new HooklineError(
      'too_few_posts',
      `${rows.length} of ${table.matrix.rows} rows have a usable ${target}: under ${leastPosts} no model is trained.`,
      'Add more posts with their outcomes.',
    )
  }
  if (table.matrix.features.length === 0) {
    throw new HooklineError(
      'table_unusable',
      'No column is left to learn from: each is empty, the same in every row, or different in every row.',
      'Name the columns with --features.',
    )
  }
  const first = table.target![rows[0]!]!
  if (rows.every((row) => table.target![row] === first)) {
    throw new HooklineError(
      'target_unusable',
      `${target} is ${first} in every row: there is nothing to forecast.`,
      'Name a column that differs between posts.',
    )
  }
}

function eachAlone({ matrix }: Pick<FeatureTable, 'matrix'>): Int32Array {
  return Int32Array.from({ length: matrix.rows }, (_, row) => row)
}

/** Groups by row; a row without one, and every row where there is no more than one group, is a group of its own. */
function groupsOf(
  { groups, groupNames, matrix }: FeatureTable,
  areKnown: boolean,
  notes: string[],
): Int32Array {
  const own = eachAlone({ matrix })
  if (!groups || areKnown) return own
  if (groupNames.length < 2) {
    notes.push('All rows are of one group: rows are held out one by one, which flatters beside the future.')
    return own
  }
  let next = groupNames.length
  return groups.map((group) => (group < 0 ? next++ : group))
}

function outerFolds(rows: Int32Array, groups: Int32Array, seed: number): Fold[] {
  const own = Int32Array.from(rows, (row) => groups[row]!)
  const places = new Map([...new Set(own.toSorted())].map((group, place) => [group, place]))
  const isGrouped = places.size < rows.length
  const count = Math.min(folds, places.size)
  const foldOf = isGrouped
    ? groupFolds(
        own.map((group) => places.get(group)!),
        count,
      )
    : shuffledFolds(rows.length, count, seed)
  return foldsOf(rows, foldOf, count)
}

/** Rows in order of time, where times are known. */
function laterFolds({ times }: FeatureTable, rows: Int32Array): Fold[] | null {
  if (!times) return null
  const dated = rows.filter((row) => !Number.isNaN(times.values[row]!))
  return dated.length < 4 * leastPosts ? null : timeOrderedFolds(dated, times.values, folds)
}

function borrowingNote({ posts, used, mae, maeWithout }: NonNullable<NewCard['borrowed']>): string {
  const errors = `mean error ${mae.toPrecision(3)} with them, ${maeWithout.toPrecision(3)} without`
  return used
    ? `${posts} posts of other platforms help on held-out posts and are learned from too: ${errors}.`
    : `${posts} posts of other platforms do not help and are not used: ${errors}.`
}

/** Folds whose training rows are among those drawn. */
function learnedFrom(folds: readonly Fold[], drawn: Int32Array, rows: number): Fold[] {
  const isDrawn = new Uint8Array(rows)
  for (const row of drawn) isDrawn[row] = 1
  return folds.map(({ training, held }) => ({ training: training.filter((row) => isDrawn[row]), held }))
}

/** Fewer settings are tried where each takes longer. */
function candidatesFor(rows: number, features: number): number {
  if (rows < 60) return 1
  return Math.max(3, Math.min(5, Math.round(1e6 / (Math.min(rows, 10_000) * features))))
}

/** A row without an outcome was held out of everything. */
function fillRowsWithoutOutcome(
  forecasts: Forecasts,
  { matrix }: FeatureTable,
  { forecaster }: KeptModel,
): void {
  const open = Int32Array.from({ length: matrix.rows }, (_, row) => row).filter((row) =>
    Number.isNaN(forecasts.prediction[row]!),
  )
  if (open.length === 0) return
  const answers = forecast(forecaster, takeRows(matrix, open))
  for (const name of Object.keys(forecasts) as (keyof Forecasts)[]) {
    open.forEach((row, i) => (forecasts[name][row] = answers[name][i]!))
  }
}

function tableNotesOf(table: FeatureTable, rows: Int32Array): TableNotes {
  return {
    columns: table.plans.map(({ name, kind }) => ({ name, kind })),
    leftOut: table.leftOut,
    badCells: table.badCells,
    badRows: table.badRows,
    rowsWithoutTarget: table.matrix.rows - rows.length,
  }
}

/** Versions of one scope replace each other: a table and its target, by name. */
export function scopeOf({ path, target }: Pick<TableTraining, 'path' | 'target'>): string {
  const slug = (text: string): string =>
    text
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 40) || 'x'
  return `table-${slug(basename(path, extname(path)))}-${slug(target)}`
}
