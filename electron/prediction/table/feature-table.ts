import { basename } from 'node:path'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { Feature, FeatureMatrix } from '../feature-matrix.ts'
import { isPlan, planColumn, type ColumnPlan, type LeftOutColumn } from './column-plan.ts'
import { columnReader, type ColumnReader } from './column-reader.ts'
import { readCsv, type CsvFormat, type OnProgress, type RowReceiver } from './csv-rows.ts'
import { emptyTable } from './read-table.ts'
import { GrowingPreciseColumn } from './growing-column.ts'
import { dateOrderOf, readDate, type DateOrder } from './parse-date.ts'
import { isMissing, readNumber } from './parse-number.ts'
import { rowKey } from './row-keys.ts'

/** What is wanted of a table. */
export interface FeatureTableRequest {
  path: string
  target: string | null
  group: string | null
  /** A column of dates that orders the rows; null: the first of dates. */
  time: string | null
  /** Columns that become features; null: all others. */
  features: readonly string[] | null
  /** How columns are read, where that has been decided before. */
  plans: readonly ColumnPlan[] | null
  /** A column whose cell is the key of a row; null: all its cells are. */
  key?: string | null
}

/** A cell that is not what its column holds; it counts as missing. */
export interface BadCell {
  row: number
  column: string
  value: string
}

/** A row with more or fewer cells than the table has columns. */
export interface BadRow {
  row: number
  cells: number
}

export interface FeatureTable {
  matrix: FeatureMatrix
  plans: ColumnPlan[]
  leftOut: LeftOutColumn[]
  /** Columns that are wanted by the plans and are not there. */
  absent: string[]
  /** By row; NaN where it is missing. Null where none was asked for. */
  target: Float64Array | null
  /** By row, the place in `groupNames`, which are sorted; −1 where it is missing. */
  groups: Int32Array | null
  groupNames: string[]
  /** By row, milliseconds since 1970; NaN where it is missing. Null where there is no column of dates. */
  times: { column: string; values: Float64Array } | null
  /** By row, a key of its cells. */
  keys: Uint32Array
  /** Whether a comma is the decimal sign. */
  continental: boolean
  badCells: { count: number; first: BadCell[] }
  badRows: { count: number; first: BadRow[] }
}

/** Kinds of columns are inferred from these; the rest of the table is read as it comes. */
const rowsToInfer = 20_000
const mostListed = 50
const mostValueLength = 60

/**
 * Reads a table into features, target, groups and times. What it takes in memory is the features, not the file.
 *
 * @throws HooklineError what `readCsv` throws, `usage` for columns that are not there, `table_unusable`, `target_unusable`
 */
export async function readFeatureTable(
  request: FeatureTableRequest,
  signal: AbortSignal,
  onProgress?: OnProgress,
): Promise<FeatureTable> {
  const reading = tableReading(request)
  await readCsv(request.path, reading, signal, onProgress)
  return reading.finish()
}

interface PlacedReader {
  place: number
  name: string
  reader: ColumnReader
}

function tableReading(request: FeatureTableRequest): RowReceiver & { finish(): FeatureTable } {
  const listing = badCellList()
  const badRows: FeatureTable['badRows'] = { count: 0, first: [] }
  let format: CsvFormat = { header: [], delimiter: ',' }
  let first: string[][] = []
  let layout: Layout | null = null
  let rows = 0
  const target = new GrowingPreciseColumn()
  const times = new GrowingPreciseColumn()
  const groups = new GroupReader()
  const keys: number[] = []

  function begin(): Layout {
    layout = layOut(request, format, first)
    const waiting = first
    first = []
    waiting.forEach((cells, i) => take(cells, i + 1, layout!))
    return layout
  }

  function take(cells: string[], row: number, { readers, places, timeOrder, continental }: Layout): void {
    rows++
    keys.push(rowKey(places.key >= 0 ? [cells[places.key] ?? ''] : cells))
    if (cells.length !== format.header.length) {
      badRows.count++
      if (badRows.first.length < mostListed) badRows.first.push({ row, cells: cells.length })
    }
    for (const { place, name, reader } of readers) {
      const cell = cells[place] ?? ''
      if (!reader.read(cell)) listing.add(row, name, cell)
    }
    if (places.target >= 0) {
      const cell = cells[places.target] ?? ''
      const found = readNumber(cell, continental)
      if (found.kind === 'not-a-number') listing.add(row, format.header[places.target]!, cell)
      target.push(found.kind === 'number' ? found.value : NaN)
    }
    if (places.group >= 0) groups.add((cells[places.group] ?? '').trim())
    if (places.time >= 0) {
      const time = readDate(cells[places.time] ?? '', timeOrder)
      times.push(time ?? NaN)
    }
  }

  return {
    header: (found) => void (format = found),
    row(cells, number) {
      if (layout) take(cells, number, layout)
      else if (first.push(cells) === rowsToInfer) begin()
    },
    finish() {
      const { readers, places, plans, leftOut, absent, continental } = layout ?? begin()
      if (rows === 0) throw emptyTable(basename(request.path))
      const columns = readers.map(({ reader }) => ({ features: reader.features, values: reader.finish() }))
      const { groupNames, groupOf } = groups.finish()
      return {
        matrix: {
          rows,
          features: columns.flatMap((column): readonly Feature[] => column.features),
          columns: columns.flatMap((column) => column.values),
        },
        plans,
        leftOut,
        absent,
        target: places.target >= 0 ? target.finish() : null,
        groups: places.group >= 0 ? groupOf : null,
        groupNames,
        times: places.time >= 0 ? { column: format.header[places.time]!, values: times.finish() } : null,
        keys: Uint32Array.from(keys),
        continental,
        badCells: listing.list,
        badRows,
      }
    },
  }
}

interface Layout {
  readers: PlacedReader[]
  plans: ColumnPlan[]
  leftOut: LeftOutColumn[]
  absent: string[]
  /** Of columns with a part of their own; −1: there is none. */
  places: { target: number; group: number; time: number; key: number }
  timeOrder: DateOrder
  continental: boolean
}

/** Decides how each column is read. */
function layOut(
  request: FeatureTableRequest,
  { header, delimiter }: CsvFormat,
  first: readonly string[][],
): Layout {
  const continental = delimiter === ';'
  const cellsOf = (place: number): string[] => first.map((cells) => cells[place] ?? '')
  const placeOf = (name: string | null): number => (name === null ? -1 : header.indexOf(name))
  requireColumns(request, header)
  const places = {
    target: placeOf(request.target),
    group: placeOf(request.group),
    time: placeOf(request.time),
    key: placeOf(request.key ?? null),
  }
  if (places.target >= 0) requireNumbers(request, cellsOf(places.target), continental)
  const wanted =
    request.features ?? header.filter((name) => name !== request.target && name !== request.group)
  const found: (ColumnPlan | LeftOutColumn)[] =
    request.plans?.slice() ?? wanted.map((name) => planColumn(name, cellsOf(placeOf(name)), continental))
  const plans = found.filter(isPlan)
  const firstDate = plans.find((plan) => plan.kind === 'date')
  if (places.time < 0 && firstDate && !request.plans) places.time = placeOf(firstDate.name)
  return {
    readers: plans.map((plan) => ({
      place: placeOf(plan.name),
      name: plan.name,
      reader: columnReader(plan, continental),
    })),
    plans,
    leftOut: found.filter((column): column is LeftOutColumn => !isPlan(column)),
    absent: plans.filter(({ name }) => placeOf(name) < 0).map(({ name }) => name),
    places,
    timeOrder: places.time < 0 ? 'month-first' : dateOrderOf(cellsOf(places.time)),
    continental,
  }
}

function requireColumns(request: FeatureTableRequest, header: readonly string[]): void {
  // A model also forecasts where the account is not told.
  const group = request.plans ? null : request.group
  const named = [request.target, group, request.time, ...(request.features ?? [])]
  const unknown = named.filter((name) => name !== null && !header.includes(name))
  if (unknown.length > 0) {
    throw new HooklineError(
      'usage',
      `The table has no column ${unknown.join(', ')}.`,
      `Its columns are ${header.join(', ')}.`,
    )
  }
  if (request.target !== null && request.features?.includes(request.target)) {
    throw new HooklineError(
      'usage',
      `${request.target} is to be forecast and can't be a feature.`,
      'Leave it out of --features.',
    )
  }
}

function requireNumbers(
  { target }: FeatureTableRequest,
  cells: readonly string[],
  continental: boolean,
): void {
  const filled = cells.filter((cell) => !isMissing(cell))
  const numbers = filled.filter((cell) => readNumber(cell, continental).kind === 'number')
  if (filled.length === 0 || numbers.length >= 0.5 * filled.length) return
  throw new HooklineError(
    'target_unusable',
    `The column ${target ?? ''} holds text (“${filled[0]!.slice(0, mostValueLength)}”), not numbers.`,
    'Name a column of numbers as the target.',
  )
}

/** Names of groups as they come, and in the end their places when sorted: numbers by value, others by character. */
class GroupReader {
  private readonly places = new Map<string, number>()
  private readonly rows: number[] = []

  add(name: string): void {
    if (name === '') {
      this.rows.push(-1)
      return
    }
    let place = this.places.get(name)
    if (place === undefined) this.places.set(name, (place = this.places.size))
    this.rows.push(place)
  }

  finish(): { groupNames: string[]; groupOf: Int32Array } {
    const names = [...this.places.keys()]
    const areNumbers = names.every((name) => Number.isFinite(Number(name)))
    const compare = (a: string, b: string): number =>
      areNumbers && Number(a) !== Number(b) ? Number(a) - Number(b) : a < b ? -1 : 1
    const groupNames = names.toSorted(compare)
    const sorted = new Map(groupNames.map((name, place) => [name, place]))
    const moved = names.map((name) => sorted.get(name)!)
    return { groupNames, groupOf: Int32Array.from(this.rows, (place) => (place < 0 ? -1 : moved[place]!)) }
  }
}

function badCellList(): {
  list: FeatureTable['badCells']
  add: (row: number, column: string, value: string) => void
} {
  const list: FeatureTable['badCells'] = { count: 0, first: [] }
  return {
    list,
    add(row, column, value) {
      list.count++
      if (list.first.length < mostListed)
        list.first.push({ row, column, value: value.slice(0, mostValueLength) })
    },
  }
}
