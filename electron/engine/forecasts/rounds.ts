import { Cron } from 'croner'
import type { ForecastStore } from '../../store/forecasts.ts'

/** Work that comes round, by when it is due where the person is. */
export const roundPatterns = {
  refresh: '0 2 * * *',
  search: '0 3 * * 0',
  comparison: '0 4 1 * *',
} as const
export type Round = keyof typeof roundPatterns
const rising: readonly Round[] = ['refresh', 'search', 'comparison']

/**
 * Does what is due: at its hour, or once when the machine next is awake after it. The caller sees to it that one engine of a
 * library does.
 */
export interface Rounds {
  /** Looks what is due and begins it, unless something is being done. Call it now and then. */
  look(): void
  /** Until what was begun has ended. */
  settled(): Promise<void>
}

export function createRounds(parts: {
  store: Pick<ForecastStore, 'doneAt' | 'putDone'>
  now: () => Date
  isOn: () => boolean
  run: (round: Round) => Promise<void>
  onTrouble: (thrown: unknown) => void
}): Rounds {
  const { store, now, isOn, run, onTrouble } = parts
  let running: Promise<void> | null = null

  /** Each does what those before it do. */
  function due(): Round | null {
    const at = now()
    const isDue = (round: Round): boolean => {
      const last = new Cron(roundPatterns[round], { paused: true }).previousRuns(1, at)[0]
      const done = store.doneAt(round)
      if (done === null) {
        // A library is new: its rounds begin with the next hour that is due.
        store.putDone(round, at.toISOString())
        return false
      }
      return last !== undefined && Date.parse(done) < last.getTime()
    }
    return rising.filter(isDue).at(-1) ?? null
  }

  async function work(round: Round): Promise<void> {
    const startedAt = now().toISOString()
    try {
      await run(round)
    } catch (thrown) {
      onTrouble(thrown)
    } finally {
      // What fails is tried again at its next hour, not every minute.
      for (const covered of rising.slice(0, rising.indexOf(round) + 1)) store.putDone(covered, startedAt)
      running = null
    }
  }

  return {
    look() {
      if (running || !isOn()) return
      const round = due()
      if (round) running = work(round)
    },
    settled: async () => running ?? undefined,
  }
}
