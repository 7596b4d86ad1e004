import { readNumber, type DecimalSign, type ReadNumber } from './number-notation.ts'

const secondsOf: Record<string, number> = { hours: 3600, minutes: 60, seconds: 1 }

/**
 * Seconds from `h:mm:ss`, `m:ss`, `1h 2m 3s`, `12 s` or a number.
 *
 * @param unit of a plain number, as the heading tells it; seconds where it doesn't
 */
export function readDuration(cell: string, unit: string | null, decimal: DecimalSign): ReadNumber {
  const text = cell.normalize('NFKC').trim()
  const clock = /^(?:(\d+):)?(\d{1,3}):(\d{2}(?:[.,]\d+)?)$/.exec(text)
  if (clock) {
    const [, hours = '0', minutes, seconds] = clock
    const secondsPart = Number(seconds!.replace(',', '.'))
    if (secondsPart >= 60 || (clock[1] !== undefined && Number(minutes) >= 60)) return 'unreadable'
    return Number(hours) * 3600 + Number(minutes) * 60 + secondsPart
  }
  const words = /^(?:(\d+)\s*h)?\s*(?:(\d+)\s*m(?:in)?)?\s*(?:(\d+(?:[.,]\d+)?)\s*s(?:ec)?)?\.?$/i.exec(text)
  if (words && text !== '' && text !== '.') {
    const [, hours = '0', minutes = '0', seconds = '0'] = words
    return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.'))
  }
  const number = readNumber(text, decimal, false)
  if (typeof number !== 'number') return number
  return number < 0 ? 'unreadable' : number * (secondsOf[unit ?? 'seconds'] ?? 1)
}
