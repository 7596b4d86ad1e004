import {
  historyFields,
  type HistoryField,
  type LeftOut,
  type Metrics,
} from '../../../shared/contract/history.ts'
import type { TableRow } from '../table/read-table.ts'
import type { ReadDate } from './dates.ts'
import { readDuration } from './durations.ts'
import { metricFields } from './export-columns.ts'
import type { HistoryPlatform } from './export-kind.ts'
import type { ExportColumn } from './map-columns.ts'
import { readNumber, type DecimalSign, type ReadNumber } from './number-notation.ts'
import { formOf } from './post-form.ts'
import {
  handleInAddress,
  hashtagsIn,
  idInAddress,
  timeInTikTokId,
  type PostFacts,
  type PostRow,
} from './post-row.ts'

export interface RowContext {
  platform: HistoryPlatform
  form: 'short' | 'long' | null
  decimal: DecimalSign
  /** By the index of a column of shares. */
  isPercent: ReadonlyMap<number, boolean>
  columns: readonly ExportColumn[]
  /** How many cells the heading has. */
  width: number
  notAfter: string | null
}

interface RowOutcome {
  /** Null when the whole row is left out. */
  post: PostRow | null
  leftOut: LeftOut[]
}

/** One row as a post. A cell that can't be read leaves its figure empty; a row that names no post is left out. */
export function readPostRow(row: TableRow, published: ReadDate, context: RowContext): RowOutcome {
  const whole = (reason: string): RowOutcome => ({
    post: null,
    leftOut: [{ row: row.number, column: null, kind: 'unreadable', reason }],
  })
  const cells = row.cells.length
  if (cells !== context.width) {
    const why =
      cells < context.width
        ? 'it was cut off, or a quotation mark is missing'
        : 'a delimiter stands in a text'
    return whole(`The row has ${cells} cells, the heading ${context.width}: ${why}.`)
  }
  const text = (field: HistoryField): string => {
    const column = context.columns.find((one) => one.field === field)
    return column ? row.cells[column.index]!.trim() : ''
  }
  const url = text('url')
  const toldId = text('externalId')
  // A spreadsheet that took a long number for one has rounded it away.
  const idIsRounded = /^\d([.,]\d+)?e\+?\d+$/i.test(toldId)
  const externalId = (idIsRounded ? '' : toldId) || idInAddress(url)
  const title = text('title')
  const caption = text('caption')
  if (externalId === null && url === '' && title === '' && caption === '')
    return whole('The row names no post.')
  const leftOut: LeftOut[] = []
  const cell = (column: ExportColumn, reason: string): void =>
    void leftOut.push({ row: row.number, column: column.column, kind: 'unreadable', reason })

  const at = publishedAt(published, externalId, context.platform)
  if (at === 'unreadable' || at === 'no-year') {
    const column = context.columns.find(({ field }) => field === 'published')!
    const said = row.cells[column.index]!.trim()
    const reason = at === 'no-year' ? `“${said}” tells no year.` : `“${said}” is no date.`
    if (externalId === null) return whole(`${reason} Without it and without an id the post can't be known.`)
    cell(column, reason)
  }
  const day = typeof at === 'object' ? at : null
  if (day && context.notAfter !== null && day.on > context.notAfter)
    return whole(`It was published on ${day.on}, after the day of the figures (${context.notAfter}).`)

  const { metrics, durationS } = figures(row, context, cell)
  const length = lengthOf(durationS, metrics)
  const postType = text('postType') || null
  const facts: PostFacts = {
    externalId: externalId || null,
    url: url || null,
    title: title || firstLine(caption),
    caption: caption || null,
    hashtags: hashtagsIn(text('hashtags'), caption, title),
    publishedOn: day?.on ?? null,
    publishedTime: day?.time ?? null,
    ...length,
    form: formOf(context.platform, { ...length, publishedOn: day?.on ?? null, postType }, context.form),
    postType,
  }
  const revenue = context.columns.find(({ field }) => field === 'revenue')
  return {
    post: {
      row: row.number,
      accountId: text('accountId') || null,
      accountHandle: text('accountHandle') || handleInAddress(url),
      accountName: text('accountName') || null,
      facts,
      metrics,
      currency: metrics.revenue === undefined ? null : (revenue?.unit ?? null),
    },
    leftOut,
  }
}

function publishedAt(published: ReadDate, id: string | null, platform: HistoryPlatform): ReadDate {
  const isTold = typeof published === 'object' && published !== null
  if (isTold || platform !== 'tiktok' || id === null) return published
  return timeInTikTokId(id) ?? published
}

/** Every figure of a row; what can't be read, or can't be, is told and left empty. */
function figures(
  { cells }: TableRow,
  { columns, decimal, isPercent }: RowContext,
  tell: (column: ExportColumn, reason: string) => void,
): { metrics: Metrics; durationS: number | null } {
  const metrics: Metrics = {}
  let durationS: number | null = null
  for (const column of columns) {
    const { field, index } = column
    if (field === null || (field !== 'durationS' && !metricFields.includes(field))) continue
    const said = cells[index]!
    const value = figure(said, column, field, decimal, isPercent.get(index) ?? false)
    if (value === 'unreadable') tell(column, `“${said.trim()}” is no ${kindNames[historyFields[field]]}.`)
    else if (value !== null && value < 0 && historyFields[field] !== 'change' && field !== 'revenue')
      tell(column, `“${said.trim()}” is below zero.`)
    else if (value !== null && field === 'durationS') durationS = value
    else if (value !== null) metrics[field as keyof Metrics] = value
  }
  return { metrics, durationS }
}

const kindNames = {
  text: 'text',
  date: 'date',
  duration: 'length of time',
  count: 'whole number',
  change: 'whole number',
  share: 'number',
  money: 'amount',
} as const

function figure(
  cell: string,
  { unit }: ExportColumn,
  field: HistoryField,
  decimal: DecimalSign,
  isPercent: boolean,
): ReadNumber {
  const kind = historyFields[field]
  if (kind === 'duration') return readDuration(cell, unit, decimal)
  const number = readNumber(cell, decimal, kind === 'count' || kind === 'change')
  return typeof number === 'number' && kind === 'share' && isPercent ? number / 100 : number
}

/** Under these a rounded second or hundredth moves the length too much. */
const leastAverageS = 5
const leastShare = 0.02

/** The length as told, or as the averages make it: seconds a view over the share a view. */
function lengthOf(
  told: number | null,
  { averageViewS, averageViewedShare }: Metrics,
): Pick<PostFacts, 'durationS' | 'durationFrom'> {
  if (told !== null && told > 0) return { durationS: told, durationFrom: 'column' }
  if (
    averageViewS === undefined ||
    averageViewedShare === undefined ||
    averageViewS < leastAverageS ||
    averageViewedShare < leastShare
  )
    return { durationS: null, durationFrom: null }
  return { durationS: Math.round(averageViewS / averageViewedShare), durationFrom: 'averages' }
}

function firstLine(text: string): string {
  return (text.split(/\r?\n/)[0] ?? '').slice(0, 200)
}
