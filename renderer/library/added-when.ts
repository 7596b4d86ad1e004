const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' })
const dayAndYear = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' })

/** `just now`, `5 minutes ago`, `3 hours ago`, `yesterday`, `4 Nov`, `4 Nov 2025`. */
export function addedWhen(addedAt: string, nowMs: number): string {
  const added = new Date(addedAt)
  const minutes = Math.floor((nowMs - added.getTime()) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return relative.format(-minutes, 'minute')
  if (minutes < 24 * 60) return relative.format(-Math.floor(minutes / 60), 'hour')
  if (minutes < 7 * 24 * 60) return relative.format(-Math.floor(minutes / (24 * 60)), 'day')
  return (added.getFullYear() === new Date(nowMs).getFullYear() ? day : dayAndYear).format(added)
}
