import type { Draft } from '../../shared/contract/drafts.ts'

/** A job that ran for so long is told of when the person is elsewhere. */
const longJobMs = 10_000

/** What the taskbar shows: how much of the work is done, 0 to 1, or null when there is none. */
export interface JobWatch {
  /** The drafts as they are now: at the start, and whenever others may have changed them. */
  all(drafts: readonly Draft[]): void
  /** @returns the draft itself when a long job of it has just come to its end by itself */
  changed(draft: Draft): Draft | null
  gone(id: string): void
  fraction(): number | null
  unfinished(): number
}

/** @param now milliseconds */
export function createJobWatch(now: () => number): JobWatch {
  /** Of the work since the last rest, so that the bar never runs back when one of several jobs ends. */
  const jobs = new Map<string, { fraction: number; isOpen: boolean; sinceMs: number }>()

  function note(draft: Draft): Draft | null {
    const { id, state, progress } = draft
    const isOpen = state === 'waiting' || state === 'measuring'
    const known = jobs.get(id)
    if (!isOpen && !known?.isOpen) return null
    jobs.set(id, {
      isOpen,
      fraction: isOpen ? (progress?.fraction ?? 0) : 1,
      sinceMs: known?.isOpen ? known.sinceMs : now(),
    })
    if (unfinished() === 0) jobs.clear()
    if (isOpen || !known || state === 'cancelled') return null
    return now() - known.sinceMs >= longJobMs ? draft : null
  }
  function unfinished(): number {
    return [...jobs.values()].filter(({ isOpen }) => isOpen).length
  }
  return {
    all(drafts) {
      const there = new Set(drafts.map(({ id }) => id))
      for (const id of jobs.keys()) if (!there.has(id)) jobs.delete(id)
      for (const draft of drafts) note(draft)
    },
    changed: note,
    gone(id) {
      jobs.delete(id)
      if (unfinished() === 0) jobs.clear()
    },
    fraction() {
      if (jobs.size === 0) return null
      const fractions = [...jobs.values()].map(({ fraction }) => fraction)
      return fractions.reduce((sum, one) => sum + one, 0) / fractions.length
    },
    unfinished,
  }
}
