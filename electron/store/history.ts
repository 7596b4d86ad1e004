import { createHash } from 'node:crypto'
import type { ColumnMapping, HistoryAccount, Metrics } from '../../shared/contract/history.ts'
import type { Library } from './library.ts'

/** What an export told of a post: what it is and how it did on a day. `facts` are as whoever saved them wrote them. */
export interface StoredObservation {
  accountId: string
  postId: string
  observedOn: string
  isSure: boolean
  periodStart: string | null
  facts: unknown
  metrics: Metrics
  currency: string | null
}

export interface StoredImport {
  id: string
  file: string
  sha256: string
  source: string
  platform: HistoryAccount['platform']
  asOf: string
  importedAt: string
}

export interface CountedImport extends StoredImport {
  accountIds: string[]
  posts: number
}

export interface StoredLink {
  postId: string
  /** Null: a person said that no draft is it. */
  sha256: string | null
  how: 'hand' | 'sidecar' | 'title'
}

export interface HistoryStore {
  accounts(): HistoryAccount[]
  /** An account that is there keeps its name; an id that was not known is noted. */
  putAccount(account: HistoryAccount): void
  renameAccount(id: string, name: string): void
  /** With all its posts, and the imports that brought nothing else. */
  deleteAccount(id: string): void
  /** Newest first. */
  imports(): CountedImport[]
  importOf(sha256: string): StoredImport | null
  /** Saves an import that tells something new. @returns ids of the posts of which something was not known before */
  save(record: StoredImport, observations: readonly StoredObservation[]): Set<string>
  /** Ids of the posts of which some observations tell something that is not known. */
  newIn(observations: readonly StoredObservation[]): Set<string>
  /** Takes an import back: what no other import told is forgotten. @returns false when it isn't there */
  undo(importId: string): boolean
  observations(): StoredObservation[]
  postIds(accountId: string): Set<string>
  links(): StoredLink[]
  putLink(link: StoredLink): void
  /** As if it had never been linked. */
  dropLink(postId: string): void
  followers(): { accountId: string; on: string; followers: number }[]
  putFollowers(accountId: string, on: string, followers: number): void
  mapping(columnSet: string): ColumnMapping | null
  putMapping(columnSet: string, mapping: ColumnMapping): void
  /** Runs steps as one: all of them happen or none. */
  asOne<Result>(steps: () => Result): Result
}

interface ObservationRow {
  accountId: string
  postId: string
  observedOn: string
  isSure: number
  periodStart: string | null
  facts: string
  metrics: string
  currency: string | null
}

const observationColumns = `account_id AS accountId, post_id AS postId, observed_on AS observedOn, is_sure AS isSure,
  period_start AS periodStart, facts, metrics, currency`
const importColumns = `id, file, sha256, source, platform, as_of AS asOf, imported_at AS importedAt`

export function historyStore({ database }: Library): HistoryStore {
  const accounts = database.prepare<[], HistoryAccount>(
    'SELECT id, platform, name, external_id AS externalId FROM accounts ORDER BY platform, name, id',
  )
  const putAccount = database.prepare(
    `INSERT INTO accounts (id, platform, name, external_id, added_at) VALUES (@id, @platform, @name, @externalId, @addedAt)
     ON CONFLICT (id) DO UPDATE SET external_id = coalesce(external_id, excluded.external_id)`,
  )
  const renameAccount = database.prepare('UPDATE accounts SET name = ? WHERE id = ?')
  const deleteAccount = database.prepare('DELETE FROM accounts WHERE id = ?')
  const deleteLinksOf = database.prepare(
    'DELETE FROM post_links WHERE post_id IN (SELECT post_id FROM observations WHERE account_id = ?)',
  )
  const dropIdleImports = database.prepare(
    'DELETE FROM history_imports WHERE id NOT IN (SELECT import_id FROM observation_sources)',
  )
  const dropIdleObservations = database.prepare(
    'DELETE FROM observations WHERE id NOT IN (SELECT observation_id FROM observation_sources)',
  )
  const dropIdleAccounts = database.prepare(
    'DELETE FROM accounts WHERE id NOT IN (SELECT account_id FROM observations)',
  )
  const imports = database.prepare<[], StoredImport>(
    `SELECT ${importColumns} FROM history_imports ORDER BY imported_at DESC, rowid DESC`,
  )
  const countsOf = database.prepare<[string], { accountId: string; posts: number }>(
    `SELECT account_id AS accountId, count(DISTINCT post_id) AS posts FROM observations
     JOIN observation_sources ON observation_id = observations.id WHERE import_id = ? GROUP BY account_id`,
  )
  const importOf = database.prepare<[string], StoredImport>(
    `SELECT ${importColumns} FROM history_imports WHERE sha256 = ?`,
  )
  const insertImport = database.prepare(
    `INSERT INTO history_imports (id, file, sha256, source, platform, as_of, imported_at)
     VALUES (@id, @file, @sha256, @source, @platform, @asOf, @importedAt)`,
  )
  const deleteImport = database.prepare('DELETE FROM history_imports WHERE id = ?')
  const hasObservation = database.prepare('SELECT 1 FROM observations WHERE id = ?')
  const insertObservation = database.prepare(
    `INSERT OR IGNORE INTO observations
     VALUES (@id, @accountId, @postId, @observedOn, @isSure, @periodStart, @facts, @metrics, @currency)`,
  )
  const insertSource = database.prepare('INSERT OR IGNORE INTO observation_sources VALUES (?, ?)')
  const observations = database.prepare<[], ObservationRow>(
    `SELECT ${observationColumns} FROM observations ORDER BY post_id, observed_on, id`,
  )
  const postIds = database.prepare<[string], { postId: string }>(
    'SELECT DISTINCT post_id AS postId FROM observations WHERE account_id = ?',
  )
  const links = database.prepare<[], StoredLink>('SELECT post_id AS postId, sha256, how FROM post_links')
  const putLink = database.prepare('INSERT OR REPLACE INTO post_links VALUES (@postId, @sha256, @how, @at)')
  const dropLink = database.prepare('DELETE FROM post_links WHERE post_id = ?')
  const followers = database.prepare<[], { accountId: string; on: string; followers: number }>(
    'SELECT account_id AS accountId, counted_on AS "on", followers FROM follower_counts ORDER BY counted_on',
  )
  const putFollowers = database.prepare('INSERT OR REPLACE INTO follower_counts VALUES (?, ?, ?)')
  const mapping = database.prepare<[string], { mapping: string }>(
    'SELECT mapping FROM column_mappings WHERE column_set = ?',
  )
  const putMapping = database.prepare('INSERT OR REPLACE INTO column_mappings VALUES (?, ?)')
  const asOne = <Result>(steps: () => Result): Result => database.transaction(steps).immediate()

  const newIn = (list: readonly StoredObservation[]): Set<string> =>
    new Set(list.filter((one) => !hasObservation.get(idOf(one))).map(({ postId }) => postId))

  return {
    accounts: () => accounts.all(),
    putAccount: (account) => void putAccount.run({ ...account, addedAt: new Date().toISOString() }),
    renameAccount: (id, name) => void renameAccount.run(name, id),
    deleteAccount: (id) =>
      asOne(() => {
        deleteLinksOf.run(id)
        deleteAccount.run(id)
        dropIdleImports.run()
      }),
    imports: () =>
      imports.all().map((record) => {
        const counts = countsOf.all(record.id)
        return {
          ...record,
          accountIds: counts.map(({ accountId }) => accountId),
          posts: counts.reduce((sum, { posts }) => sum + posts, 0),
        }
      }),
    importOf: (sha256) => importOf.get(sha256) ?? null,
    newIn,
    save: (record, list) =>
      asOne(() => {
        const changed = newIn(list)
        if (changed.size === 0) return changed
        insertImport.run(record)
        for (const one of list) {
          const id = idOf(one)
          const { facts, metrics, isSure } = one
          insertObservation.run({
            ...one,
            id,
            isSure: isSure ? 1 : 0,
            facts: canonical(facts),
            metrics: canonical(metrics),
          })
          insertSource.run(record.id, id)
        }
        return changed
      }),
    undo: (importId) =>
      asOne(() => {
        if (deleteImport.run(importId).changes === 0) return false
        dropIdleObservations.run()
        dropIdleAccounts.run()
        return true
      }),
    observations: () => observations.all().map(asObservation),
    postIds: (accountId) => new Set(postIds.all(accountId).map(({ postId }) => postId)),
    links: () => links.all(),
    putLink: (link) => void putLink.run({ ...link, at: new Date().toISOString() }),
    dropLink: (postId) => void dropLink.run(postId),
    followers: () => followers.all(),
    putFollowers: (accountId, on, count) => void putFollowers.run(accountId, on, count),
    mapping: (columnSet) => {
      const row = mapping.get(columnSet)
      return row ? (JSON.parse(row.mapping) as ColumnMapping) : null
    },
    putMapping: (columnSet, value) => void putMapping.run(columnSet, JSON.stringify(value)),
    asOne,
  }
}

function asObservation(row: ObservationRow): StoredObservation {
  return {
    ...row,
    isSure: row.isSure === 1,
    facts: JSON.parse(row.facts) as unknown,
    metrics: JSON.parse(row.metrics) as Metrics,
  }
}

/** The same words have the same id, so that who tells them again tells nothing new. */
function idOf({
  accountId,
  postId,
  observedOn,
  isSure,
  periodStart,
  facts,
  metrics,
  currency,
}: StoredObservation): string {
  const words = [
    accountId,
    postId,
    observedOn,
    isSure,
    periodStart,
    canonical(facts),
    canonical(metrics),
    currency,
  ]
  return createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 32)
}

/** JSON with the names of an object in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
