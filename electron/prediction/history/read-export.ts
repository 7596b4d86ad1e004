import type { ColumnMapping, HistoryField, HistoryImport, LeftOut } from '../../../shared/contract/history.ts'
import { historyFields } from '../../../shared/contract/history.ts'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { Table } from '../table/read-table.ts'
import { readDates, type DateOrder, type ReadDates } from './dates.ts'
import { recogniseExport, type HistoryPlatform, type RecognisedExport } from './export-kind.ts'
import { isTotals } from './export-columns.ts'
import { columnSetOf, mapColumns, type ExportColumn } from './map-columns.ts'
import { decimalSignOf, type DecimalSign } from './number-notation.ts'
import { readPostRow, type RowContext } from './read-post-row.ts'
import type { PostRow } from './post-row.ts'
import { withoutRepeats } from './repeated-posts.ts'

export interface ReadExportOptions {
  platform: HistoryPlatform | null
  /** Of posts whose length is not known. */
  form: 'short' | 'long' | null
  mapping: ColumnMapping | null
  /** Corrections of an earlier import of the same columns. */
  keptMapping: (columnSet: string) => ColumnMapping | null
  dateOrder: DateOrder | null
  /** The day of which the figures are, where it is sure: no post is younger. */
  notAfter: string | null
}

/** An export as posts, and all that was not taken as it stood. */
export interface ReadExport {
  source: string
  platform: HistoryPlatform
  reading: HistoryImport['reading']
  columnSet: string
  columns: ExportColumn[]
  posts: PostRow[]
  rows: HistoryImport['rows']
  leftOut: LeftOut[]
  notes: HistoryImport['notes']
}

/**
 * Reads an export of posts and their figures. Nothing is dropped without a word: what can't be read stands in `leftOut`.
 *
 * @param name of the file, for the sentences
 * @throws HooklineError `not_posts`, `columns_unknown`, `dates_unclear`, `usage` (a wrong mapping)
 */
export function readExport(table: Table, name: string, options: ReadExportOptions): ReadExport {
  const recognised = recogniseExport(table, name, options.platform)
  const columnSet = columnSetOf(recognised.headings)
  const columns = mapColumns(recognised, name, {
    given: options.mapping,
    kept: options.keptMapping(columnSet),
  })
  const decimal = decimalSign(recognised, columns, table.delimiter)
  const dates = publishedDates(recognised, columns, name, options)
  const context: RowContext = {
    platform: recognised.platform,
    form: options.form,
    decimal,
    isPercent: new Map(
      columns
        .filter(({ field }) => field !== null && historyFields[field] === 'share')
        .map((column) => [column.index, isPercent(column, recognised)]),
    ),
    columns,
    width: recognised.headings.length,
    notAfter: options.notAfter,
  }
  const leftOut: LeftOut[] = []
  const read: PostRow[] = []
  let totals = 0
  recognised.rows.forEach((row, i) => {
    if (isTotalsRow(row.cells, columns)) {
      totals++
      leftOut.push({ row: row.number, column: null, kind: 'totals', reason: 'A row of totals is no post.' })
      return
    }
    const outcome = readPostRow(row, dates ? dates.dates[i]! : null, context)
    leftOut.push(...outcome.leftOut)
    if (outcome.post) read.push(outcome.post)
  })
  const { posts, repeated } = withoutRepeats(read)
  leftOut.push(...repeated)
  const unreadable = leftOut.filter(({ kind, column }) => kind === 'unreadable' && column === null).length
  return {
    source: recognised.kind.label,
    platform: recognised.platform,
    reading: {
      encoding: table.encoding,
      delimiter: table.delimiter,
      decimal,
      headingRow: recognised.headingRow.number,
      dateOrder: dates?.order ?? null,
      dateOrderFrom: dates?.orderFrom ?? null,
    },
    ...{ columnSet, columns, posts },
    rows: {
      total: recognised.rows.length,
      posts: posts.length,
      totals,
      repeated: read.length - posts.length,
      unreadable,
    },
    leftOut: leftOut.toSorted((a, b) => a.row - b.row),
    notes: notesOn(posts, columns, dates),
  }
}

/** A row of the whole account: named so where posts are named, without a title or a day. */
function isTotalsRow(cells: readonly string[], columns: readonly ExportColumn[]): boolean {
  const cellOf = (field: HistoryField): string | undefined => {
    const column = columns.find((one) => one.field === field)
    return column && (cells[column.index] ?? '').trim()
  }
  const names = (['externalId', 'url', 'title', 'caption', 'published'] as const).map(cellOf)
  const told = names.filter((text) => text !== undefined && text !== '')
  return told.length === 1 ? isTotals(told[0]!) : told.length === 0 && isTotals(cells[0] ?? '')
}

function decimalSign(
  { rows }: RecognisedExport,
  columns: readonly ExportColumn[],
  delimiter: string,
): DecimalSign {
  const numeric = columns.filter(
    ({ field }) => field !== null && !['text', 'date'].includes(historyFields[field]),
  )
  return decimalSignOf(
    numeric.map(({ index, field }) => ({
      cells: rows.map(({ cells }) => cells[index] ?? ''),
      isCount: historyFields[field!] === 'count' || historyFields[field!] === 'change',
    })),
    delimiter === ';',
  )
}

/** @throws HooklineError `dates_unclear` */
function publishedDates(
  { kind, rows }: RecognisedExport,
  columns: readonly ExportColumn[],
  name: string,
  { dateOrder, notAfter }: ReadExportOptions,
): ReadDates | null {
  const column = columns.find(({ field }) => field === 'published')
  if (!column) return null
  const dates = readDates(
    rows.map(({ cells }) => cells[column.index] ?? ''),
    { asked: dateOrder, usual: kind.dateOrder ?? null, notAfter },
  )
  if (!dates.isUnclear) return dates
  throw new HooklineError(
    'dates_unclear',
    `The dates in “${column.column}” of ${name} (${column.examples[0] ?? ''}) can be read as day/month or as month/day, and no row decides.`,
    'Say which: --dates day-first or --dates month-first.',
  )
}

/** Whether a column of shares holds per cent: as the heading or its cells say, else when one is over 1. */
function isPercent({ index, unit }: ExportColumn, { rows }: RecognisedExport): boolean {
  if (unit === '%') return true
  const cells = rows.map(({ cells: row }) => (row[index] ?? '').trim())
  if (cells.some((cell) => cell.endsWith('%'))) return true
  return cells.some((cell) => Number(cell.replace(',', '.')) > 1)
}

function notesOn(
  posts: readonly PostRow[],
  columns: readonly ExportColumn[],
  dates: ReadDates | null,
): HistoryImport['notes'] {
  const notes: HistoryImport['notes'] = []
  const fields = new Set(columns.flatMap(({ field }) => field ?? []))
  const unknown = columns.filter(({ from }) => from === 'unknown').map(({ column }) => column)
  if (unknown.length > 0) {
    notes.push({
      code: 'columns_left_out',
      message: `Nothing is taken from the columns ${unknown.join(', ')}: they are not known.`,
    })
  }
  if (!fields.has('views')) {
    const instead = (['engagedViews', 'impressions', 'reach'] as const).find((field) => fields.has(field))
    notes.push({
      code: 'no_views',
      message: `This export does not tell views${instead ? ` (only ${nameOf[instead]})` : ''}: no rates are made of it.`,
    })
  }
  if (dates?.orderFrom === 'usual') {
    notes.push({
      code: 'date_order_usual',
      message: `Every date could be read both ways; they were read ${dates.order === 'month-first' ? 'month/day' : 'day/month'}, as exports of this kind have them.`,
    })
  }
  const fromAverages = posts.filter(({ facts }) => facts.durationFrom === 'averages').length
  if (fromAverages > 0) {
    notes.push({
      code: 'lengths_from_averages',
      message: `This export tells no lengths; for ${fromAverages} posts they follow from the average view duration and share viewed.`,
    })
  }
  const withoutDay = posts.filter(({ facts }) => facts.publishedOn === null).length
  if (withoutDay > 0) {
    notes.push({
      code: 'no_publish_day',
      message: `Of ${withoutDay} posts the day of publishing is not known: they can't be put in order of time.`,
    })
  }
  return notes
}

const nameOf = { engagedViews: 'engaged views', impressions: 'impressions', reach: 'reach' } as const
