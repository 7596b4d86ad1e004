import { basename, extname } from 'node:path'
import { HooklineError } from '../../shared/contract/errors.ts'
import type { ModelCard, TableNotes } from '../../shared/contract/models.ts'
import { crossValidate, figuresOf, type Validation } from './cross-validation.ts'
import { foldsOf, groupFolds, shuffledFolds, timeOrderedFolds, type Fold } from './folds.ts'
import { forecast, forecasterOf, type Forecasts } from './forecaster.ts'
import { groupEffects } from './group-effects.ts'
import { importances } from './importance.ts'
import type { KeptModel } from './kept-model.ts'
import { learn, leastPosts, mostTrainingRows } from './learn.ts'
import { classChances, classFigures, classOf, likeliest, tercilesOf, type Terciles } from './outcome-class.ts'
import { quantileOfSorted } from './quantile.ts'
import { fingerprintOf } from './table/row-keys.ts'
import { readFeatureTable, type FeatureTable } from './table/feature-table.ts'
import { chooseScale, toScale } from './target-scale.ts'
import type { NewCard } from './registry/model-registry.ts'

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
/** Of a group of fewer posts the thirds are those of all. */
const leastForTerciles = 9
const keptResiduals = 401

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
  const table = await readFeatureTable({ ...request, plans: null }, signal)
  const target = table.target!
  const rows = Int32Array.from({ length: table.matrix.rows }, (_, row) => row).filter(
    (row) => !Number.isNaN(target[row]!),
  )
  requireOutcomes(request, table, rows)
  const notes: string[] = []
  const groups = groupsOf(table, request.knownGroups ?? false, notes)
  const candidates = request.searches === false ? 1 : candidatesFor(rows.length, table.matrix.features.length)
  const accounts = request.knownGroups && table.groups ? { accounts: table.groups } : {}
  const common = { matrix: table.matrix, target, groups, candidates, seed: request.seed, ...accounts }
  const validation = await crossValidate({
    ...common,
    folds: outerFolds(rows, groups, request.seed),
    onProgress: (fraction) => onProgress(0.7 * fraction),
  })
  const figures = figuresOf(validation, target, groups)
  if (!figures.betterThanMedian) notes.push('On posts that it had not seen it is no better than your median.')
  const timeOrder = await timeOrdered(table, rows, common, (fraction) => onProgress(0.7 + 0.2 * fraction))
  await onProgress(0.9)

  const final = trainFinal(request, table, rows, groups, candidates, validation)
  const outOfFold = validation.forecasts
  fillRowsWithoutOutcome(outOfFold, table, final.model)
  if (rows.length > mostTrainingRows) {
    notes.push(`Of ${rows.length} rows ${mostTrainingRows}, drawn by seed, are trained on; all are forecast.`)
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
      groups: request.group === null ? 0 : table.groupNames.length,
      fingerprint: fingerprintOf(final.model.seen.keys),
    },
    folds,
    seed: request.seed,
    ...final.card,
    features: table.matrix.features.map(({ name }) => name),
    figures,
    classes: classesOf(final.model, table, validation),
    timeOrder,
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

/** Groups by row; a row without one, and every row where there is no more than one group, is a group of its own. */
function groupsOf(
  { groups, groupNames, matrix }: FeatureTable,
  areKnown: boolean,
  notes: string[],
): Int32Array {
  const own = Int32Array.from({ length: matrix.rows }, (_, row) => row)
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

/** Fewer settings are tried where each takes longer. */
function candidatesFor(rows: number, features: number): number {
  if (rows < 60) return 1
  return Math.max(3, Math.min(5, Math.round(1e6 / (Math.min(rows, 10_000) * features))))
}

async function timeOrdered(
  table: FeatureTable,
  rows: Int32Array,
  common: Omit<Parameters<typeof crossValidate>[0], 'folds' | 'onProgress'>,
  onProgress: (fraction: number) => Promise<void>,
): Promise<ModelCard['timeOrder']> {
  const { times, matrix } = table
  if (!times) return null
  const dated = rows.filter((row) => !Number.isNaN(times.values[row]!))
  if (dated.length < 4 * leastPosts) return null
  // Whoever forecasts the future knows the account: each row stands for itself.
  const groups = Int32Array.from({ length: matrix.rows }, (_, row) => row)
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

/** Trains on all rows. */
function trainFinal(
  request: TableTraining,
  table: FeatureTable,
  rows: Int32Array,
  groups: Int32Array,
  candidates: number,
  validation: Validation,
): { model: KeptModel; card: Pick<NewCard, 'hyperParameters' | 'combination' | 'importances'> } {
  const { matrix } = table
  const target = table.target!
  const scale = chooseScale(Float64Array.from(rows, (row) => target[row]!))
  const scaled = target.map((value) => toScale(scale, value))
  const learned = learn({
    matrix,
    target: scaled,
    groups,
    rows,
    asked: new Int32Array(),
    candidates,
    seed: request.seed,
  })
  const forecaster = forecasterOf(learned, scale)
  const residual = new Float64Array(matrix.rows)
  for (const row of rows) {
    residual[row] = scaled[row]! - toScale(scale, validation.forecasts.prediction[row]!)
  }
  const sorted = Float64Array.from(rows, (row) => residual[row]!).sort()
  const { location, settings } = learned
  return {
    model: {
      target: request.target,
      group: request.group,
      continental: table.continental,
      plans: table.plans,
      features: matrix.features,
      forecaster,
      groupEffects: table.groups ? groupEffects(residual, table.groups, rows, table.groupNames) : {},
      residuals: Float64Array.from({ length: keptResiduals }, (_, i) =>
        quantileOfSorted(sorted, i / (keptResiduals - 1)),
      ),
      terciles: tercilesOf(Float64Array.from(rows, (row) => target[row]!)),
      groupTerciles: groupTercilesOf(table, rows),
      seen: {
        keys: Uint32Array.from(rows, (row) => table.keys[row]!),
        predictions: Float64Array.from(rows, (row) => validation.forecasts.prediction[row]!),
      },
    },
    card: {
      hyperParameters: { boosting: numbersOf(settings.boosting), forest: numbersOf(settings.forest) },
      combination: location.combination,
      importances: importances(location.unweighed, matrix, learned.trainedOn),
    },
  }
}

function numbersOf(settings: object): Record<string, number> {
  return Object.fromEntries(
    Object.entries(settings).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  )
}

function groupTercilesOf(
  { groups, groupNames, target }: FeatureTable,
  rows: Int32Array,
): Record<string, Terciles> {
  if (!groups) return {}
  const outcomes = new Map<number, number[]>()
  for (const row of rows) {
    const group = groups[row]!
    if (group < 0) continue
    const own = outcomes.get(group)
    if (own) own.push(target![row]!)
    else outcomes.set(group, [target![row]!])
  }
  return Object.fromEntries(
    [...outcomes]
      .filter(([, values]) => values.length >= leastForTerciles)
      .map(([group, values]) => [groupNames[group]!, tercilesOf(values)]),
  )
}

/** How well the class is told of rows that were held out. */
function classesOf(
  model: KeptModel,
  table: FeatureTable,
  { forecasts, rows }: Validation,
): ModelCard['classes'] {
  const { scale } = model.forecaster
  const onScale = ([lower, upper]: Terciles): Terciles => [toScale(scale, lower), toScale(scale, upper)]
  const tercilesAt = (row: number): Terciles => {
    const group = table.groups?.[row] ?? -1
    return (group >= 0 ? model.groupTerciles[table.groupNames[group]!] : undefined) ?? model.terciles
  }
  return classFigures(
    Array.from(rows, (row) => classOf(table.target![row]!, tercilesAt(row))),
    Array.from(rows, (row) =>
      likeliest(
        classChances(toScale(scale, forecasts.prediction[row]!), model.residuals, onScale(tercilesAt(row))),
      ),
    ),
  )
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
  const some = {
    ...matrix,
    rows: open.length,
    columns: matrix.columns.map((column) => Float32Array.from(open, (row) => column[row]!)),
  }
  const answers = forecast(forecaster, some)
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
