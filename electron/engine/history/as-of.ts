import { basename, dirname } from 'node:path'
import type { HistoryImport } from '../../../shared/contract/history.ts'

/** The time that an export covers, by the name that YouTube Studio gives it or its folder: `Content 2026-07-30_2026-08-27 …`. */
export function periodInName(path: string): { start: string; end: string } | null {
  for (const name of [basename(path), basename(dirname(path))]) {
    const found = /(?<!\d)(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})(?!\d)/.exec(name)
    const [, start, end] = found ?? []
    if (start && end && isDay(start) && isDay(end) && start <= end) return { start, end }
  }
  return null
}

function isDay(text: string): boolean {
  const time = Date.parse(text)
  return Number.isFinite(time) && new Date(time).toISOString().slice(0, 10) === text
}

/**
 * The day of which the figures of an export are. Exports don't tell it themselves: the person does, or the name; the date
 * of the file is that of the last saving, which a copy changes, and is not taken as sure.
 *
 * @param newestPost day of the youngest post in it: the figures can't be older
 */
export function asOf(known: {
  given: string | null
  period: { start: string; end: string } | null
  fileDay: string
  newestPost: string | null
}): HistoryImport['asOf'] {
  const { given, period, fileDay, newestPost } = known
  const periodStart = period?.start ?? null
  if (given !== null) return { date: given, from: 'given', isSure: true, periodStart }
  if (period !== null) return { date: period.end, from: 'file-name', isSure: true, periodStart }
  const date = newestPost !== null && newestPost > fileDay ? newestPost : fileDay
  return { date, from: 'file-date', isSure: false, periodStart }
}

/** The day of a moment where this machine is. */
export function localDay(moment: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}
