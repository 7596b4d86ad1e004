import type { dateOrders } from '../../../shared/contract/history.ts'
import monthData from '../../../resources/history-columns/months.json' with { type: 'json' }
import { plainText } from './plain-text.ts'

export type DateOrder = (typeof dateOrders)[number]

/** A day and, where it is told, a time of day; as written, without a time zone. */
export interface PublishedAt {
  /** YYYY-MM-DD */
  on: string
  /** HH:MM */
  time: string | null
}

export type ReadDate = PublishedAt | null | 'unreadable' | 'no-year'

export interface ReadDates {
  dates: ReadDate[]
  order: DateOrder | null
  orderFrom: 'column' | 'asked' | 'usual' | null
  /** Both orders make dates of all cells, other ones at that, and nobody says which is meant. */
  isUnclear: boolean
}

/** What may decide where the column does not. */
export interface DateHints {
  asked: DateOrder | null
  /** For exports of this kind. */
  usual: DateOrder | null
  /** No post can have been published after this day. */
  notAfter: string | null
}

type Parsed =
  | { kind: 'date'; at: PublishedAt }
  | { kind: 'numbers'; dayFirst: PublishedAt | null; monthFirst: PublishedAt | null }
  | { kind: 'empty' | 'unreadable' | 'no-year' }

/** Dates of one column: a cell such as 03/04/2025 is read as all cells of its column can be. */
export function readDates(cells: readonly string[], hints: DateHints): ReadDates {
  const parsed = cells.map(parse)
  const numbers = parsed.filter((one) => one.kind === 'numbers')
  const { order, orderFrom, isUnclear } = orderOf(numbers, hints)
  return {
    dates: parsed.map((one) => dateOf(one, order)),
    ...{ order, orderFrom, isUnclear },
  }
}

function dateOf(one: Parsed, order: DateOrder | null): ReadDate {
  if (one.kind === 'date') return one.at
  if (one.kind === 'empty') return null
  if (one.kind !== 'numbers') return one.kind
  return (order === 'month-first' ? one.monthFirst : one.dayFirst) ?? 'unreadable'
}

function orderOf(
  numbers: readonly Extract<Parsed, { kind: 'numbers' }>[],
  { asked, usual, notAfter }: DateHints,
): Omit<ReadDates, 'dates'> {
  if (numbers.length === 0) return { order: null, orderFrom: null, isUnclear: false }
  if (asked) return { order: asked, orderFrom: 'asked', isUnclear: false }
  const isPossible = (at: PublishedAt | null): boolean =>
    at !== null && (notAfter === null || at.on <= notAfter)
  const dayFirst = numbers.filter((one) => isPossible(one.dayFirst)).length
  const monthFirst = numbers.filter((one) => isPossible(one.monthFirst)).length
  if (dayFirst !== monthFirst)
    return {
      order: dayFirst > monthFirst ? 'day-first' : 'month-first',
      orderFrom: 'column',
      isUnclear: false,
    }
  const isTheSame = numbers.every((one) => one.dayFirst?.on === one.monthFirst?.on)
  if (isTheSame) return { order: 'day-first', orderFrom: 'column', isUnclear: false }
  if (usual) return { order: usual, orderFrom: 'usual', isUnclear: false }
  return { order: null, orderFrom: null, isUnclear: true }
}

function parse(cell: string): Parsed {
  const text = plainText(cell)
  if (text === '' || /^(-|–|—|n\/?a|nan|null)$/.test(text)) return { kind: 'empty' }
  const { date, time, isTime } = withoutTime(text)
  if (!isTime) return { kind: 'unreadable' }
  return byYearFirst(date, time) ?? byNumbers(date, time) ?? byMonthName(date, time) ?? { kind: 'unreadable' }
}

/** Parts a time of day, with or without seconds, am/pm and a zone, from the date before it. */
function withoutTime(text: string): { date: string; time: string | null; isTime: boolean } {
  const found =
    /(?:^|[\st,])(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*([ap]\.?m\.?)?\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2})?$/.exec(
      text,
    )
  if (!found) return { date: text, time: null, isTime: true }
  const [whole, hourText, minute, half] = found
  const hour = half ? (Number(hourText) % 12) + (half.startsWith('p') ? 12 : 0) : Number(hourText)
  const isTime = hour < 24 && Number(minute) < 60
  return {
    date: text
      .slice(0, text.length - whole.length)
      .replace(/[\s,]+(at|um|a las|as|a)?$/, '')
      .trim(),
    time: `${String(hour).padStart(2, '0')}:${minute!}`,
    isTime,
  }
}

function byYearFirst(date: string, time: string | null): Parsed | null {
  const found = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(date)
  if (!found) return null
  return known(found[1]!, found[2]!, found[3]!, time)
}

function byNumbers(date: string, time: string | null): Parsed | null {
  const found = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/.exec(date)
  if (!found) return null
  const [, first, sign, second, yearText] = found
  const year = yearText!.length === 2 ? `20${yearText!}` : yearText!
  const dayFirst = dayAt(year, second!, first!, time)
  // With points a day always comes first (DIN 5008 and its neighbours).
  if (sign === '.') return dayFirst ? { kind: 'date', at: dayFirst } : { kind: 'unreadable' }
  return { kind: 'numbers', dayFirst, monthFirst: dayAt(year, first!, second!, time) }
}

function byMonthName(date: string, time: string | null): Parsed | null {
  const words = date
    .replace(/[.,]/g, ' ')
    .replace(/(\d)(st|nd|rd|th|er|º|o)\b/g, '$1')
    .split(/[\s/-]+/)
    .filter((word) => word !== '' && word !== 'de' && word !== 'del')
  const months = words.flatMap((word) => monthOf(word) ?? [])
  const numbers = words.filter((word) => /^\d+$/.test(word))
  if (months.length !== 1) return null
  const year = numbers.find((word) => word.length === 4)
  const day = numbers.find((word) => word.length <= 2)
  if (day === undefined || numbers.length + 1 < words.length - 1) return null
  if (year === undefined) return { kind: 'no-year' }
  return known(year, String(months[0]), day, time)
}

function known(year: string, month: string, day: string, time: string | null): Parsed {
  const at = dayAt(year, month, day, time)
  return at ? { kind: 'date', at } : { kind: 'unreadable' }
}

/** Null for a day that no calendar has. */
function dayAt(year: string, month: string, day: string, time: string | null): PublishedAt | null {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const isDay =
    date.getUTCFullYear() === Number(year) &&
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day)
  return isDay ? { on: date.toISOString().slice(0, 10), time } : null
}

const monthNames: readonly { name: string; month: number }[] = [
  ...Object.values(monthData.months).flatMap((names) =>
    names.map((name, i) => ({ name: plainText(name), month: i + 1 })),
  ),
  ...Object.entries(monthData.shortForms.de).map(([name, month]) => ({ name, month })),
]

/** The month that a word of three letters or more begins, in any of the languages; null when several or none. */
function monthOf(word: string): number | null {
  if (word.length < 3) return null
  const found = new Set(monthNames.flatMap(({ name, month }) => (name.startsWith(word) ? [month] : [])))
  return found.size === 1 ? [...found][0]! : null
}
