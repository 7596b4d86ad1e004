import type { ForecastTarget, Intervals, TargetForecast } from '../../shared/contract/forecasts.ts'
import type { Library } from './library.ts'

export interface NewForecast {
  sha256: string
  accountId: string | null
  scope: string
  target: ForecastTarget
  from: TargetForecast['from']
  model: string | null
  featuresVersion: string
  /** By name. */
  features: Readonly<Record<string, number | null>>
  intervals: Intervals
  /** All that it depends on, as one word: the same forecast is kept once. */
  madeWith: string
}

export interface StoredForecast extends NewForecast {
  id: number
  madeAt: string
  outcome: { value: number; seenOn: string; postId: string } | null
}

export interface ForecastStore {
  /** Keeps those that were not made before. */
  keep(forecasts: readonly NewForecast[], madeAt: string): void
  /** Newest first. */
  list(): StoredForecast[]
  /** 0: there is none. */
  newestId(): number
  putOutcome(id: number, outcome: StoredForecast['outcome']): void
  deleteAll(): void
  /** When work that comes round was last done; null: never. */
  doneAt(round: string): string | null
  putDone(round: string, at: string): void
}

interface ForecastRow {
  id: number
  madeAt: string
  sha256: string
  accountId: string | null
  scope: string
  target: ForecastTarget
  madeFrom: TargetForecast['from']
  model: string | null
  featuresVersion: string
  features: string
  intervals: string
  madeWith: string
  outcome: number | null
  outcomeOn: string | null
  postId: string | null
}

export function forecastStore({ database }: Library): ForecastStore {
  const insert = database.prepare(
    `INSERT OR IGNORE INTO forecasts
       (made_at, sha256, account_id, scope, target, made_from, model, features_version, features, intervals, made_with)
     VALUES (@madeAt, @sha256, @accountId, @scope, @target, @from, @model, @featuresVersion, @features, @intervals, @madeWith)`,
  )
  const list = database.prepare<[], ForecastRow>(
    `SELECT id, made_at AS madeAt, sha256, account_id AS accountId, scope, target, made_from AS madeFrom, model,
       features_version AS featuresVersion, features, intervals, made_with AS madeWith, outcome, outcome_on AS outcomeOn,
       post_id AS postId FROM forecasts ORDER BY made_at DESC, id DESC`,
  )
  const putOutcome = database.prepare(
    'UPDATE forecasts SET outcome = ?, outcome_on = ?, post_id = ? WHERE id = ?',
  )
  const newestId = database.prepare<[], { id: number | null }>('SELECT max(id) AS id FROM forecasts')
  const deleteAll = database.prepare('DELETE FROM forecasts')
  const doneAt = database.prepare<[string], { doneAt: string }>(
    'SELECT done_at AS doneAt FROM rounds WHERE name = ?',
  )
  const putDone = database.prepare('INSERT OR REPLACE INTO rounds VALUES (?, ?)')
  const keep = database.transaction((forecasts: readonly NewForecast[], madeAt: string) => {
    for (const { features, intervals, ...rest } of forecasts) {
      insert.run({
        ...rest,
        madeAt,
        features: JSON.stringify(features),
        intervals: JSON.stringify(intervals),
      })
    }
  })
  return {
    keep: (forecasts, madeAt) => keep.immediate(forecasts, madeAt),
    list: () => list.all().map(asForecast),
    newestId: () => newestId.get()?.id ?? 0,
    putOutcome: (id, outcome) =>
      void putOutcome.run(outcome?.value ?? null, outcome?.seenOn ?? null, outcome?.postId ?? null, id),
    deleteAll: () => void deleteAll.run(),
    doneAt: (round) => doneAt.get(round)?.doneAt ?? null,
    putDone: (round, at) => void putDone.run(round, at),
  }
}

function asForecast({
  madeFrom,
  features,
  intervals,
  outcome,
  outcomeOn,
  postId,
  ...rest
}: ForecastRow): StoredForecast {
  return {
    ...rest,
    from: madeFrom,
    features: JSON.parse(features) as StoredForecast['features'],
    intervals: JSON.parse(intervals) as Intervals,
    outcome:
      outcome === null || outcomeOn === null || postId === null
        ? null
        : { value: outcome, seenOn: outcomeOn, postId },
  }
}
