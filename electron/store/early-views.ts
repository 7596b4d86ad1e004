import type { Intervals } from '../../shared/contract/forecasts.ts'
import type { Library } from './library.ts'

/** How often a post was seen so long after it came out. */
export interface StoredEarlyViews {
  accountId: string
  postId: string
  minutes: number
  views: number
}

export interface NewEarlyForecast {
  accountId: string
  postId: string
  target: 'views7' | 'views30'
  model: string
  /** Age of the post at the count that it rests on. */
  minutes: number
  views: number
  ownPosts: number
  intervals: Intervals
}

export interface StoredEarlyForecast extends NewEarlyForecast {
  id: number
  madeAt: string
  outcome: { value: number; seenOn: string } | null
}

export interface EarlyViewStore {
  /** Every count once, the larger of what was told of one moment; by post and age. */
  all(): StoredEarlyViews[]
  /** What was told of a post by hand; by age. */
  toldByHand(postId: string): { minutes: number; views: number }[]
  /** Replaces what was told of a post by hand. */
  tellByHand(accountId: string, postId: string, counts: readonly { minutes: number; views: number }[]): void
  /** Takes a table in. @returns how many counts were not known by it or another one */
  tellByTable(tableId: string, counts: readonly StoredEarlyViews[]): number
  /** @returns false when nothing was told by it */
  forgetTable(tableId: string): boolean
  deleteOfAccount(accountId: string): void
  /** Keeps those that were not made before. */
  keep(forecasts: readonly NewEarlyForecast[], madeAt: string): void
  /** Newest first. */
  forecasts(): StoredEarlyForecast[]
  putOutcome(id: number, outcome: StoredEarlyForecast['outcome']): void
}

interface ForecastRow extends Omit<NewEarlyForecast, 'intervals'> {
  id: number
  madeAt: string
  intervals: string
  outcome: number | null
  outcomeOn: string | null
}

const byHand = 'hand'

export function earlyViewStore({ database }: Library): EarlyViewStore {
  const all = database.prepare<[], StoredEarlyViews>(
    `SELECT account_id AS accountId, post_id AS postId, minutes, max(views) AS views FROM early_views
     GROUP BY post_id, minutes ORDER BY post_id, minutes`,
  )
  const toldByHand = database.prepare<[string, string], { minutes: number; views: number }>(
    'SELECT minutes, views FROM early_views WHERE post_id = ? AND told_by = ? ORDER BY minutes',
  )
  const forgetHand = database.prepare('DELETE FROM early_views WHERE post_id = ? AND told_by = ?')
  const isKnown = database.prepare(
    'SELECT 1 FROM early_views WHERE post_id = ? AND minutes = ? AND views = ?',
  )
  const insert = database.prepare(
    'INSERT OR REPLACE INTO early_views VALUES (@accountId, @postId, @minutes, @views, @toldBy)',
  )
  const forgetTable = database.prepare('DELETE FROM early_views WHERE told_by = ?')
  const deleteViews = database.prepare('DELETE FROM early_views WHERE account_id = ?')
  const deleteForecasts = database.prepare('DELETE FROM early_forecasts WHERE account_id = ?')
  const insertForecast = database.prepare(
    `INSERT OR IGNORE INTO early_forecasts
       (made_at, account_id, post_id, target, model, minutes, views, own_posts, intervals)
     VALUES (@madeAt, @accountId, @postId, @target, @model, @minutes, @views, @ownPosts, @intervals)`,
  )
  const forecasts = database.prepare<[], ForecastRow>(
    `SELECT id, made_at AS madeAt, account_id AS accountId, post_id AS postId, target, model, minutes, views,
       own_posts AS ownPosts, intervals, outcome, outcome_on AS outcomeOn
     FROM early_forecasts ORDER BY made_at DESC, id DESC`,
  )
  const putOutcome = database.prepare('UPDATE early_forecasts SET outcome = ?, outcome_on = ? WHERE id = ?')
  const asOne = <Result>(steps: () => Result): Result => database.transaction(steps).immediate()

  return {
    all: () => all.all(),
    toldByHand: (postId) => toldByHand.all(postId, byHand),
    tellByHand: (accountId, postId, counts) =>
      asOne(() => {
        forgetHand.run(postId, byHand)
        for (const count of counts) insert.run({ accountId, postId, ...count, toldBy: byHand })
      }),
    tellByTable: (tableId, counts) =>
      asOne(() => {
        const fresh = counts.filter(({ postId, minutes, views }) => !isKnown.get(postId, minutes, views))
        for (const count of fresh) insert.run({ ...count, toldBy: tableId })
        return fresh.length
      }),
    forgetTable: (tableId) => forgetTable.run(tableId).changes > 0,
    deleteOfAccount: (accountId) =>
      asOne(() => {
        deleteViews.run(accountId)
        deleteForecasts.run(accountId)
      }),
    keep: (list, madeAt) =>
      asOne(() => {
        for (const { intervals, ...rest } of list)
          insertForecast.run({ ...rest, madeAt, intervals: JSON.stringify(intervals) })
      }),
    forecasts: () =>
      forecasts.all().map(({ intervals, outcome, outcomeOn, ...rest }) => ({
        ...rest,
        intervals: JSON.parse(intervals) as Intervals,
        outcome: outcome === null || outcomeOn === null ? null : { value: outcome, seenOn: outcomeOn },
      })),
    putOutcome: (id, outcome) => void putOutcome.run(outcome?.value ?? null, outcome?.seenOn ?? null, id),
  }
}
