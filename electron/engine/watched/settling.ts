import type { SeenFile } from '../../store/watched-files.ts'

/** Tells of files that are being written when they are finished: still for a while, and openable. */
export interface Settling {
  /** What to do with a file as it is now. */
  observe(file: SeenFile): 'wait' | 'try'
  /** It was tried and can't be opened yet: it is tried again later, less and less often. */
  notYet(name: string): void
  /** It is done with, or gone. */
  forget(name: string): void
  names(): string[]
}

interface Observed {
  sizeBytes: number
  modifiedNs: string
  tryAtMs: number
  tries: number
}

/** How long size and time have to stand still. */
export const stillMs = 2_000
const longestWaitMs = 60_000

/** @param now milliseconds of a clock that never goes back */
export function createSettling(now: () => number = () => performance.now()): Settling {
  const observed = new Map<string, Observed>()
  return {
    observe({ name, sizeBytes, modifiedNs }) {
      const known = observed.get(name)
      if (known?.sizeBytes !== sizeBytes || known.modifiedNs !== modifiedNs) {
        observed.set(name, { sizeBytes, modifiedNs, tryAtMs: now() + stillMs, tries: 0 })
        return 'wait'
      }
      return sizeBytes > 0 && now() >= known.tryAtMs ? 'try' : 'wait'
    },
    notYet(name) {
      const known = observed.get(name)
      if (!known) return
      known.tries++
      known.tryAtMs = now() + Math.min(longestWaitMs, stillMs * 2 ** known.tries)
    },
    forget: (name) => void observed.delete(name),
    names: () => [...observed.keys()],
  }
}
