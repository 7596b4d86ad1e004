import type { Draft, DraftOrigin, DraftScores } from '../../shared/contract/drafts.ts'
import type { ErrorData } from '../../shared/contract/errors.ts'
import type { DraftDetails } from '../../shared/contract/score.ts'
import type { CaptionFile } from '../../shared/contract/words.ts'
import type { Library } from './library.ts'

/** One export in the library, as it is kept. */
export interface StoredDraft {
  id: string
  path: string
  origin: DraftOrigin
  exportKey: string
  sizeBytes: number
  /** Time of the file's last change in nanoseconds, as text: it does not fit a number. */
  modifiedNs: string
  sha256: string | null
  addedAt: string
  removedAt: string | null
  state: Draft['state']
  error: ErrorData | null
  owner: string | null
  attempts: number
  details: DraftDetails | null
  /** The details that lay beside the file when it was scored last. */
  sidecar: DraftDetails | null
  /** The captions that were added for it. */
  captions: CaptionFile | null
  /** Those that lay beside the file when it was scored last. */
  captionsBeside: CaptionFile | null
  scores: DraftScores | null
  scoredWith: string | null
  video: Draft['video']
  previousId: string | null
}

export interface DraftStore {
  insert(draft: StoredDraft): void
  /** Removed ones too. */
  get(id: string): StoredDraft | null
  /** The drafts of the list, the newest first. */
  listed(): StoredDraft[]
  /** The newest draft of a path, removed ones too. */
  newestAt(path: string): StoredDraft | null
  /** The newest draft of the list with an export key. */
  newestOfExport(exportKey: string): StoredDraft | null
  /** Those of the list that wait or are measured, the oldest first. */
  unfinished(): StoredDraft[]
  removedBefore(time: string): StoredDraft[]
  change(id: string, changes: Partial<Omit<StoredDraft, 'id'>>): void
  /** Begins a draft that waits in the queue of `owner`; null when it is gone, ended, or another's. */
  begin(id: string, owner: string): StoredDraft | null
  /** Ends what `owner` has begun; false when it is no longer this owner's, and then nothing is changed. */
  end(id: string, owner: string, changes: Partial<Omit<StoredDraft, 'id'>>): boolean
  /** Hands an unfinished draft from one owner to another, or to none; false when somebody else was quicker. */
  takeOver(id: string, from: string | null, owner: string | null): boolean
  /** Forgets a draft for good. */
  delete(id: string): void
  count(): number
}

type Row = Record<string, string | number | null>

/** Property to column; those that hold JSON are named below. */
const columns = {
  id: 'id',
  path: 'path',
  origin: 'origin',
  exportKey: 'export_key',
  sizeBytes: 'size_bytes',
  modifiedNs: 'modified_ns',
  sha256: 'sha256',
  addedAt: 'added_at',
  removedAt: 'removed_at',
  state: 'state',
  error: 'error',
  owner: 'owner',
  attempts: 'attempts',
  details: 'details',
  sidecar: 'sidecar',
  captions: 'captions',
  captionsBeside: 'captions_beside',
  scores: 'scores',
  scoredWith: 'scored_with',
  video: 'video',
  previousId: 'previous_id',
} as const satisfies Record<keyof StoredDraft, string>
const asJson: ReadonlySet<string> = new Set([
  'error',
  'details',
  'sidecar',
  'captions',
  'captionsBeside',
  'scores',
  'video',
])

const selected = Object.entries(columns)
  .map(([name, column]) => `${column} AS ${name}`)
  .join(', ')
const unfinishedStates = `removed_at IS NULL AND state IN ('waiting', 'measuring')`

export function draftStore({ database }: Library): DraftStore {
  const select = (rest: string) => database.prepare<unknown[], Row>(`SELECT ${selected} FROM drafts ${rest}`)
  const byId = select('WHERE id = ?')
  const listed = select('WHERE removed_at IS NULL ORDER BY added_at DESC, rowid DESC')
  const byPath = select('WHERE path = ? ORDER BY added_at DESC, rowid DESC LIMIT 1')
  const byExport = select(
    'WHERE export_key = ? AND removed_at IS NULL ORDER BY added_at DESC, rowid DESC LIMIT 1',
  )
  const unfinished = select(`WHERE ${unfinishedStates} ORDER BY added_at, rowid`)
  const removed = select('WHERE removed_at < ?')
  const insert = database.prepare(
    `INSERT INTO drafts (${Object.values(columns).join(', ')})
     VALUES (${Object.keys(columns)
       .map((name) => `@${name}`)
       .join(', ')})`,
  )
  const begin = database.prepare(
    `UPDATE drafts SET state = 'measuring', attempts = attempts + 1, error = NULL
     WHERE id = ? AND owner = ? AND ${unfinishedStates}`,
  )
  const takeOver = database.prepare(
    `UPDATE drafts SET state = 'waiting', owner = ? WHERE id = ? AND owner IS ? AND ${unfinishedStates}`,
  )
  const remove = database.prepare('DELETE FROM drafts WHERE id = ?')
  const count = database.prepare<[], { drafts: number }>(
    'SELECT count(*) AS drafts FROM drafts WHERE removed_at IS NULL',
  )

  function change(condition: string, keys: object, changes: Partial<StoredDraft>): number {
    const names = Object.keys(changes) as (keyof StoredDraft)[]
    if (names.length === 0) return 0
    const assignments = names.map((name) => `${columns[name]} = @${name}`).join(', ')
    return database
      .prepare(`UPDATE drafts SET ${assignments} WHERE ${condition}`)
      .run({ ...asRow(changes), ...keys }).changes
  }

  return {
    insert: (draft) => void insert.run(asRow(draft)),
    get: (id) => asDraft(byId.get(id)),
    listed: () => listed.all().map((row) => asDraft(row)!),
    newestAt: (path) => asDraft(byPath.get(path)),
    newestOfExport: (exportKey) => asDraft(byExport.get(exportKey)),
    unfinished: () => unfinished.all().map((row) => asDraft(row)!),
    removedBefore: (time) => removed.all(time).map((row) => asDraft(row)!),
    change: (id, changes) => void change('id = @thisId', { thisId: id }, changes),
    begin: (id, owner) => (begin.run(id, owner).changes > 0 ? asDraft(byId.get(id)) : null),
    end: (id, owner, changes) =>
      change(
        `id = @thisId AND owner = @thisOwner AND state = 'measuring'`,
        { thisId: id, thisOwner: owner },
        changes,
      ) > 0,
    takeOver: (id, from, owner) => takeOver.run(owner, id, from).changes > 0,
    delete: (id) => void remove.run(id),
    count: () => count.get()!.drafts,
  }
}

function asRow(draft: Partial<StoredDraft>): Row {
  return Object.fromEntries(
    Object.entries(draft).map(([name, value]) => [
      name,
      asJson.has(name) && value !== null ? JSON.stringify(value) : (value as string | number | null),
    ]),
  )
}

function asDraft(row: Row | undefined): StoredDraft | null {
  if (!row) return null
  const values = Object.entries(row).map(([name, value]): [string, unknown] => [
    name,
    asJson.has(name) && value !== null ? JSON.parse(String(value)) : value,
  ])
  return Object.fromEntries(values) as unknown as StoredDraft
}
