import Database from 'better-sqlite3'
import type { LeaseStore } from '../store/leases.ts'
import { ownerIsGone } from './job-owner.ts'

/** How engines that share a library see whether the one that has a draft in its queue still lives. */
export interface EngineLife {
  /** Before this engine puts its name on a draft. */
  show(): void
  /** Renews what was shown; a lease that can't be written lapses. */
  renew(): void
  /** One on this machine is known by its process too, one on another (a shared folder) by its lease alone. */
  isGone(owner: string): boolean
}

export function engineLife(leases: LeaseStore, owner: string): EngineLife {
  let isShown = false
  const nameOf = (engine: string): string => `engine ${engine}`
  function take(): void {
    leases.take(nameOf(owner), owner, () => true)
  }
  return {
    show() {
      if (!isShown) take()
      isShown = true
    },
    renew() {
      try {
        if (isShown) take()
      } catch (thrown) {
        if (!(thrown instanceof Database.SqliteError)) throw thrown
      }
    },
    isGone: (engine) => ownerIsGone(engine) || leases.holder(nameOf(engine)) !== engine,
  }
}
