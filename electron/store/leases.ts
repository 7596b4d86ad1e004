import type { Library } from './library.ts'

/** How long a lease holds that is not renewed. */
export const leaseHoldsMs = 10_000

/** Rights that one engine has at a time; a lease lapses when its holder no longer renews it. */
export interface LeaseStore {
  /** Takes or renews a lease; false while another holds it, of whom `isGone` doesn't know that it has ended. */
  take(name: string, owner: string, isGone: (owner: string) => boolean): boolean
  /** Who holds a lease that has not lapsed. */
  holder(name: string): string | null
  /** Gives up all leases of an owner. */
  releaseAll(owner: string): void
  /** Forgets leases that lapsed. */
  prune(): void
}

export function leaseStore({ database }: Library): LeaseStore {
  const select = database.prepare<[string, number], { owner: string }>(
    'SELECT owner FROM leases WHERE name = ? AND until_ms > ?',
  )
  const insert = database.prepare('INSERT OR REPLACE INTO leases (name, owner, until_ms) VALUES (?, ?, ?)')
  const release = database.prepare('DELETE FROM leases WHERE owner = ?')
  const prune = database.prepare('DELETE FROM leases WHERE until_ms <= ?')
  const take = database.transaction((name: string, owner: string, isGone: (owner: string) => boolean) => {
    const holder = select.get(name, Date.now())?.owner
    if (holder !== undefined && holder !== owner && !isGone(holder)) return false
    insert.run(name, owner, Date.now() + leaseHoldsMs)
    return true
  })
  return {
    take: (name, owner, isGone) => take.immediate(name, owner, isGone),
    holder: (name) => select.get(name, Date.now())?.owner ?? null,
    releaseAll: (owner) => void release.run(owner),
    prune: () => void prune.run(Date.now()),
  }
}
