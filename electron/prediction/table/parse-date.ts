/** Reading of dates such as 03/04/2024: which of the two comes first. */
export type DateOrder = 'day-first' | 'month-first'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const time = String.raw`(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(am|pm)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?`
const yearFirst = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${time}$`, 'i')
const yearLast = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})${time}$`, 'i')
const monthName = new RegExp(
  String.raw`^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${time}$`,
  'i',
)
const dayMonthName = new RegExp(
  String.raw`^(\d{1,2})(?:st|nd|rd|th)?\.?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})${time}$`,
  'i',
)

/** Milliseconds since 1970 of a date in any usual way of writing, in UTC where it names no other; null where it is none. */
export function readDate(cell: string, order: DateOrder): number | null {
  const text = cell.trim()
  if (text.length < 8 || text.length > 40) return null
  let found = yearFirst.exec(text)
  if (found) return dateOf(found[1]!, Number(found[2]), found[3]!, found.slice(4))
  found = yearLast.exec(text)
  if (found) {
    const [, first, separator, second, year] = found as unknown as [string, string, string, string, string]
    const isDayFirst =
      Number(first) > 12 || (Number(second) <= 12 && (separator === '.' || order === 'day-first'))
    return isDayFirst
      ? dateOf(year, Number(second), first, found.slice(5))
      : dateOf(year, Number(first), second, found.slice(5))
  }
  found = monthName.exec(text)
  if (found) return dateOf(found[3]!, monthOf(found[1]!), found[2]!, found.slice(4))
  found = dayMonthName.exec(text)
  if (found) return dateOf(found[3]!, monthOf(found[2]!), found[1]!, found.slice(4))
  return null
}

/** How a column writes dates with slashes, from those that can be read in one way only; month first where none says. */
export function dateOrderOf(cells: Iterable<string>): DateOrder {
  for (const cell of cells) {
    const found = yearLast.exec(cell.trim())
    if (!found) continue
    if (Number(found[1]) > 12) return 'day-first'
    if (Number(found[3]) > 12) return 'month-first'
  }
  return 'month-first'
}

function monthOf(name: string): number {
  return months.indexOf(name.slice(0, 3).toLowerCase()) + 1
}

function dateOf(year: string, month: number, day: string, clock: (string | undefined)[]): number | null {
  const [hour = '0', minute = '0', second = '0', half, zone] = clock
  if (month < 1 || month > 12) return null
  let hours = Number(hour)
  if (half?.toLowerCase() === 'pm' && hours < 12) hours += 12
  if (half?.toLowerCase() === 'am' && hours === 12) hours = 0
  if (hours > 24 || Number(minute) > 59 || Number(second) > 60) return null
  const midnight = Date.UTC(Number(year), month - 1, Number(day))
  // The 31st of a month of 30 days is no date.
  if (new Date(midnight).getUTCMonth() !== month - 1 || Number(day) < 1) return null
  return midnight + ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000 - zoneMs(zone)
}

function zoneMs(zone: string | undefined): number {
  const found = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '')
  if (!found) return 0
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) * 60_000
}
