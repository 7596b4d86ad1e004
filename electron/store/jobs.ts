import Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import type { ErrorData } from '../../shared/contract/errors.ts'
import type { Library } from './library.ts'

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

export interface Job {
  id: string
  kind: string
  subject: string
  path: string
  state: JobState
  owner: string | null
  leaseUntilMs: number | null
  crashes: number
  progress: number
  error: ErrorData | null
}

/** A job is leased to one engine at a time; the lease lapses when that engine no longer renews it. */
export const leaseMs = 10_000

export interface JobStore {
  /**
   * Takes the open job on a subject, or makes one: `mine` when this owner now holds it, otherwise it is another's.
   * A job is taken over from an owner whose lease has lapsed or of whom `isGone` knows that it has ended.
   */
  acquire(
    wanted: { kind: string; subject: string; path: string },
    owner: string,
    isGone: (owner: string) => boolean,
  ): { mine: boolean; job: Job }
  get(id: string): Job | null
  /** Renews the leases of all jobs of an owner; one that can't be written lapses. */
  renew(owner: string): void
  /** Notes how far a job is, for others to see; never the reason why it fails. */
  progress(id: string, fraction: number): void
  noteCrash(id: string): void
  finish(id: string, state: 'done' | 'failed' | 'cancelled', error: ErrorData | null): void
  /** Gives a job back unfinished: the next engine that wants it goes on with it. */
  release(id: string): void
  unfinished(): Job[]
  /** Forgets ended jobs older than a time. */
  prune(before: Date): void
}

const columns = `id, kind, subject, path, state, owner, lease_until_ms AS leaseUntilMs, crashes, progress, error`
type JobRow = Omit<Job, 'error'> & { error: string | null }

export function jobStore({ database }: Library): JobStore {
  const now = (): string => new Date().toISOString()
  const open = database.prepare<[string, string], JobRow>(
    `SELECT ${columns} FROM jobs WHERE kind = ? AND subject = ? AND state IN ('queued', 'running')`,
  )
  const byId = database.prepare<[string], JobRow>(`SELECT ${columns} FROM jobs WHERE id = ?`)
  const insert = database.prepare(
    `INSERT INTO jobs (id, kind, subject, path, state, owner, lease_until_ms, created_at, updated_at)
     VALUES (?, ?, ?, ?, 'running', ?, ?, ?, ?)`,
  )
  const take = database.prepare(
    `UPDATE jobs SET state = 'running', owner = ?, lease_until_ms = ?, path = ?, crashes = 0, updated_at = ? WHERE id = ?`,
  )
  const renew = database.prepare(`UPDATE jobs SET lease_until_ms = ? WHERE owner = ? AND state = 'running'`)
  const setProgress = database.prepare(`UPDATE jobs SET progress = ?, updated_at = ? WHERE id = ?`)
  const addCrash = database.prepare(`UPDATE jobs SET crashes = crashes + 1, updated_at = ? WHERE id = ?`)
  const end = database.prepare(
    `UPDATE jobs SET state = ?, error = ?, owner = NULL, lease_until_ms = NULL, updated_at = ? WHERE id = ?`,
  )
  const unfinished = database.prepare<[], JobRow>(
    `SELECT ${columns} FROM jobs WHERE state IN ('queued', 'running') ORDER BY created_at`,
  )
  const prune = database.prepare(
    `DELETE FROM jobs WHERE state NOT IN ('queued', 'running') AND updated_at < ?`,
  )

  const acquire = database.transaction(
    (
      wanted: { kind: string; subject: string; path: string },
      owner: string,
      isGone: (owner: string) => boolean,
    ) => {
      const job = open.get(wanted.kind, wanted.subject)
      const leaseUntil = Date.now() + leaseMs
      if (!job) {
        const id = randomUUID()
        insert.run(id, wanted.kind, wanted.subject, wanted.path, owner, leaseUntil, now(), now())
        return { mine: true, job: asJob(byId.get(id)!) }
      }
      const held = job.owner !== null && (job.leaseUntilMs ?? 0) > Date.now() && !isGone(job.owner)
      if (held && job.owner !== owner) return { mine: false, job: asJob(job) }
      take.run(owner, leaseUntil, wanted.path, now(), job.id)
      return { mine: true, job: asJob(byId.get(job.id)!) }
    },
  )

  return {
    acquire: (wanted, owner, isGone) => acquire.immediate(wanted, owner, isGone),
    get: (id) => mapNullable(byId.get(id), asJob),
    renew: (owner) => ifPossible(() => renew.run(Date.now() + leaseMs, owner)),
    progress: (id, fraction) => ifPossible(() => setProgress.run(fraction, now(), id)),
    noteCrash: (id) => void addCrash.run(now(), id),
    finish: (id, state, error) => void end.run(state, error ? JSON.stringify(error) : null, now(), id),
    release: (id) => void end.run('queued', null, now(), id),
    unfinished: () => unfinished.all().map(asJob),
    prune: (before) => void prune.run(before.toISOString()),
  }
}

/** For writes in passing, which nobody waits for: what ails the store is told when the result can't be kept. */
function ifPossible(write: () => void): void {
  try {
    write()
  } catch (thrown) {
    if (!(thrown instanceof Database.SqliteError)) throw thrown
  }
}

function asJob(row: JobRow): Job {
  return { ...row, error: row.error === null ? null : (JSON.parse(row.error) as ErrorData) }
}

function mapNullable<From, To>(value: From | undefined, map: (value: From) => To): To | null {
  return value === undefined ? null : map(value)
}
