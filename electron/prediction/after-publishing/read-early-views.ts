import { HooklineError } from '../../../shared/contract/errors.ts'
import { readDates, type ReadDate } from '../history/dates.ts'
import { plainText } from '../history/plain-text.ts'
import { idInAddress } from '../history/post-row.ts'
import { readNumber, type DecimalSign } from '../history/number-notation.ts'
import type { Table, TableRow } from '../table/read-table.ts'

/** A count of a table: which post, by its id or address, at which age, how often seen. */
export interface EarlyCount {
  row: number
  post: string
  minutes: number
  views: number
}

export interface EarlyViewsTable {
  counts: EarlyCount[]
  leftOut: { row: number; reason: string }[]
}

/** Ages beyond this tell nothing of first views. */
const oldestDays = 60

const headings = {
  post: [
    'post',
    'post id',
    'id',
    'video id',
    'content',
    'inhalt',
    'contenido',
    'contenu',
    'conteudo',
    'url',
    'address',
    'link',
    'permalink',
  ],
  hours: ['hours', 'hours since publishing', 'age (hours)', 'stunden', 'horas', 'heures', 'h'],
  days: ['days', 'days since publishing', 'age (days)', 'tage', 'dias', 'jours'],
  views: ['views', 'plays', 'aufrufe', 'visualizaciones', 'visualizacoes', 'vistas', 'vues'],
  date: ['date', 'datum', 'fecha', 'data'],
  published: [
    'video publish time',
    'published',
    'veroffentlichungszeitpunkt des videos',
    'hora de publicacion del video',
    'heure de publication de la video',
    'horario de publicacao do video',
  ],
} as const
type Heading = keyof typeof headings

/**
 * How often posts were seen, by their age: a table with a line a count (post, hours or days, views), or the chart data that
 * YouTube Studio exports, a line a day and video, whose days are added up from the day of publishing.
 *
 * @throws HooklineError `not_a_table` for a table that is neither
 */
export function readEarlyViews(table: Table, name: string): EarlyViewsTable {
  const [heading, ...rows] = table.rows
  const names = (heading?.cells ?? []).map((cell) => plainText(cell))
  const column = (of: Heading): number =>
    names.findIndex((one) => (headings[of] as readonly string[]).includes(one))
  const columns = {
    post: column('post'),
    hours: column('hours'),
    days: column('days'),
    views: column('views'),
    date: column('date'),
    published: column('published'),
  }
  const decimal: DecimalSign = table.delimiter === ';' ? ',' : '.'
  if (columns.post >= 0 && columns.views >= 0) {
    if (columns.hours >= 0) return byAge(rows, { ...columns, age: columns.hours, minutes: 60, decimal })
    if (columns.days >= 0) return byAge(rows, { ...columns, age: columns.days, minutes: 1440, decimal })
    if (columns.date >= 0 && columns.published >= 0) return byDay(rows, { ...columns, decimal })
  }
  throw new HooklineError(
    'not_a_table',
    `${name} does not tell how often posts were seen at an age.`,
    'It takes the columns post (id or address), hours (or days) and views, or the chart data of YouTube Studio with its column Views.',
  )
}

function byAge(
  rows: readonly TableRow[],
  at: { post: number; views: number; age: number; minutes: number; decimal: DecimalSign },
): EarlyViewsTable {
  const result: EarlyViewsTable = { counts: [], leftOut: [] }
  for (const { number, cells } of rows) {
    const post = postIn(cells[at.post] ?? '')
    const age = readNumber(cells[at.age] ?? '', at.decimal, false)
    const views = readNumber(cells[at.views] ?? '', at.decimal, true)
    const minutes = typeof age === 'number' ? Math.round(age * at.minutes) : 0
    const reason =
      post === ''
        ? 'It names no post.'
        : minutes <= 0 || minutes > oldestDays * 1440
          ? `“${cells[at.age] ?? ''}” is no age of up to ${oldestDays} days.`
          : typeof views !== 'number' || views < 0 || !Number.isInteger(views)
            ? `“${cells[at.views] ?? ''}” is no count of views.`
            : null
    if (reason === null && typeof views === 'number')
      result.counts.push({ row: number, post, minutes, views })
    else result.leftOut.push({ row: number, reason: reason! })
  }
  return result
}

function byDay(
  rows: readonly TableRow[],
  at: { post: number; views: number; date: number; published: number; decimal: DecimalSign },
): EarlyViewsTable {
  const result: EarlyViewsTable = { counts: [], leftOut: [] }
  const hints = { asked: null, usual: 'month-first', notAfter: null } as const
  const days = readDates(
    rows.map(({ cells }) => cells[at.date] ?? ''),
    hints,
  ).dates
  const published = readDates(
    rows.map(({ cells }) => cells[at.published] ?? ''),
    hints,
  ).dates
  const read = rows.flatMap(({ number, cells }, i) => {
    const day = dayOf(days[i])
    const out = dayOf(published[i])
    const views = readNumber(cells[at.views] ?? '', at.decimal, true)
    const post = postIn(cells[at.post] ?? '')
    if (post === '' || day === null || out === null || typeof views !== 'number') {
      result.leftOut.push({ row: number, reason: 'It lacks a video, a day, a day of publishing or a count.' })
      return []
    }
    return [
      {
        row: number,
        post,
        dayNumber: Math.round((Date.parse(day) - Date.parse(out)) / 86_400_000),
        views,
      },
    ]
  })
  for (const [post, ofPost] of Map.groupBy(read, (one) => one.post)) {
    const byDayNumber = new Map(ofPost.map((one) => [one.dayNumber, one]))
    let sum = 0
    for (let day = 0; day <= oldestDays - 1; day++) {
      const of = byDayNumber.get(day)
      // A gap, or a chart that begins later: from there on the sum isn't all of its views.
      if (!of) break
      sum += of.views
      // It came out some time of its first day: half of it is taken.
      const minutes = Math.round((day + 0.5) * 1440)
      if (day > 0 && sum > 0) result.counts.push({ row: of.row, post, minutes, views: sum })
    }
  }
  return result
}

function postIn(cell: string): string {
  const text = cell.trim()
  return idInAddress(text) ?? text
}

function dayOf(read: ReadDate | undefined): string | null {
  return typeof read === 'object' && read !== null ? read.on : null
}
