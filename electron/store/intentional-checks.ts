import type { IntentionalMark } from '../../shared/contract/intentional.ts'
import type { Library } from './library.ts'

export interface IntentionalChange extends IntentionalMark {
  intentional: boolean
}

export interface IntentionalCheckStore {
  /** Marks or unmarks; null when that is how it stands. What had been undone can't be redone after it. */
  change(mark: IntentionalMark, intentional: boolean): IntentionalChange | null
  /** Takes the last change back; null when there is none. */
  undo(): IntentionalChange | null
  /** Makes the change that was undone last again; null when there is none. */
  redo(): IntentionalChange | null
  list(): IntentionalMark[]
  /** The checks that don't count for a draft: its brand's, unless the draft says otherwise, and its own. */
  checksFor(draft: string, brand: string | null): string[]
}

interface Row {
  id: number
  scope: 'draft' | 'brand'
  subject: string
  checkId: string
  intentional: number
}

const columns = 'id, scope, subject, check_id AS checkId, intentional'

export function intentionalCheckStore({ database }: Library): IntentionalCheckStore {
  const insert = database.prepare(
    'INSERT INTO intentional_changes (scope, subject, check_id, intentional, changed_at) VALUES (?, ?, ?, ?, ?)',
  )
  const forget = database.prepare('DELETE FROM intentional_changes WHERE undone = 1')
  const setUndone = database.prepare('UPDATE intentional_changes SET undone = ? WHERE id = ?')
  const lastDone = database.prepare<[], Row>(
    `SELECT ${columns} FROM intentional_changes WHERE undone = 0 ORDER BY id DESC LIMIT 1`,
  )
  const firstUndone = database.prepare<[], Row>(
    `SELECT ${columns} FROM intentional_changes WHERE undone = 1 ORDER BY id LIMIT 1`,
  )
  const standing = database.prepare<[], Row>(
    `SELECT ${columns} FROM intentional_changes WHERE id IN (
       SELECT max(id) FROM intentional_changes WHERE undone = 0 GROUP BY scope, subject, check_id)
     ORDER BY scope, subject, check_id`,
  )
  const stands = ({ scope, subject, checkId }: IntentionalMark): boolean =>
    standing
      .all()
      .some((r) => r.scope === scope && r.subject === subject && r.checkId === checkId && r.intentional)

  const change = database.transaction(
    (mark: IntentionalMark, intentional: boolean): IntentionalChange | null => {
      // A draft may unmark what its brand has marked, so unmarking is noted even where the draft has no mark of its own.
      if (intentional && stands(mark)) return null
      forget.run()
      insert.run(mark.scope, mark.subject, mark.checkId, intentional ? 1 : 0, new Date().toISOString())
      return { ...mark, intentional }
    },
  )
  const turn = database.transaction((undone: 0 | 1): IntentionalChange | null => {
    const row = (undone ? lastDone : firstUndone).get()
    if (!row) return null
    setUndone.run(undone, row.id)
    return asChange(row)
  })

  return {
    change: (mark, intentional) => change.immediate(mark, intentional),
    undo: () => turn.immediate(1),
    redo: () => turn.immediate(0),
    list: () =>
      standing
        .all()
        .filter((row) => row.intentional)
        .map(({ scope, subject, checkId }) => ({ scope, subject, checkId })),
    checksFor(draft, brand) {
      const checks = new Map<string, boolean>()
      const rows = standing.all()
      for (const row of rows) {
        if (row.scope === 'brand' && row.subject === brand) checks.set(row.checkId, row.intentional === 1)
      }
      for (const row of rows) {
        if (row.scope === 'draft' && row.subject === draft) checks.set(row.checkId, row.intentional === 1)
      }
      return [...checks].filter(([, intentional]) => intentional).map(([checkId]) => checkId)
    },
  }
}

function asChange({ scope, subject, checkId, intentional }: Row): IntentionalChange {
  return { scope, subject, checkId, intentional: intentional === 1 }
}
