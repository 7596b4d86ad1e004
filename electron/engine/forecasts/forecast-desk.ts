import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { CallOutput } from '../../../shared/contract/calls.ts'
import type { EarlyForecast } from '../../../shared/contract/early-views.ts'
import type { DraftForecast, LibraryTraining, WhatIf } from '../../../shared/contract/forecasts.ts'
import type { JudgedForecast } from '../../../shared/contract/history-page.ts'
import type { Measurement } from '../../../shared/contract/measurement.ts'
import type { ModelCard } from '../../../shared/contract/models.ts'
import type { DraftDetails, PlatformId } from '../../../shared/contract/score.ts'
import { liveFigures } from '../../prediction/forecasts/live-figures.ts'
import { targetOutlines } from '../../prediction/forecasts/forecast-target.ts'
import { scopeOfGroup, type PostGroup } from '../../prediction/forecasts/post-group.ts'
import { modelRegistry } from '../../prediction/registry/model-registry.ts'
import type { Launcher } from '../../processes/launcher.ts'
import type { WorkerPool } from '../../processes/worker-pool.ts'
import type { DraftStore } from '../../store/drafts.ts'
import type { EarlyViewStore } from '../../store/early-views.ts'
import type { ForecastStore } from '../../store/forecasts.ts'
import type { Announcer } from '../announcer.ts'
import { localDay } from '../history/as-of.ts'
import type { HistoryDesk } from '../history/history-desk.ts'
import type { MeasureOptions } from '../measuring.ts'
import { driftReport } from './drift-report.ts'
import { createEarlyDesk } from './early-desk.ts'
import { forecastDraft, type MadeForecast } from './forecast-draft.ts'
import { readKnownPosts, type KnownPosts } from './known-posts.ts'
import { judgedByPost } from './judged-by-post.ts'
import { judgedForecasts, pairOutcomes } from './outcomes.ts'
import { trainLibrary, type Effort } from './train-library.ts'

export interface DraftQuestion {
  measurement: Measurement
  platform: PlatformId
  details: DraftDetails | null
  account?: string | undefined
  whatIf?: WhatIf | undefined
}

/** Forecasts as the page, the command line and programs ask for them. */
export interface ForecastDesk {
  /** Forecasts a draft and keeps the forecast, unless it is a what-if. @throws HooklineError `history_unknown` */
  forecast(question: DraftQuestion, options: Pick<MeasureOptions, 'signal'>): Promise<DraftForecast>
  /** Trains on the history; one training at a time. @throws HooklineError `cancelled`, `worker_crashed` */
  train(platform: PlatformId | null, effort: Effort, options: MeasureOptions): Promise<LibraryTraining>
  kept(): Promise<CallOutput<'forecasts'>>
  /** Forecasts that have an outcome, by post. */
  judged(): ReadonlyMap<string, readonly JudgedForecast[]>
  /** Forecasts a post that is out from its first views. @throws HooklineError `history_unknown` */
  forecastPost(postId: string): EarlyForecast
  /** Tells of models that have got worse. */
  watchDrift(): Promise<void>
}

export function createForecastDesk(parts: {
  history: Pick<HistoryDesk, 'known' | 'featureRows' | 'earlyViews'>
  earlyViews: EarlyViewStore
  drafts: DraftStore
  forecasts: ForecastStore
  announcer: Announcer
  pool: WorkerPool
  launcher: Launcher
  modelsFolder: string
}): ForecastDesk {
  const { forecasts, drafts, announcer, pool, modelsFolder } = parts
  const registry = modelRegistry(modelsFolder)
  let training: Promise<unknown> = Promise.resolve()
  let lastKnown: KnownPosts | null = null
  let lastJudged: { posts: KnownPosts; newest: number; byPost: Map<string, JudgedForecast[]> } | null = null
  const known = (): KnownPosts => (lastKnown ??= readKnownPosts(parts.history))
  const early = createEarlyDesk({ history: parts.history, known, store: parts.earlyViews, forecasts })
  announcer.listen(({ type }) => {
    if (type === 'history-changed' || type === 'library-changed' || type === 'draft') lastKnown = null
  })

  /** The models in use of what can be forecast, with the posts that they are of. */
  async function inUse(): Promise<{ card: ModelCard; group: PostGroup }[]> {
    const { cards } = await registry.list()
    const found = await Promise.all(
      groups.map(async ({ group, scope }) => {
        const id = await registry.active(scope)
        const card = cards.find((one) => one.id === id)
        return card ? [{ card, group }] : []
      }),
    )
    return found.flat()
  }

  async function drifts(posts: KnownPosts): Promise<CallOutput<'forecasts'>['drift']> {
    const all = forecasts.list()
    return (await inUse()).map(({ card, group }) => driftReport(card, group, posts, all, new Date()))
  }

  return {
    async forecast({ measurement, platform, details, account = null, whatIf = null }, { signal }) {
      const made = await forecastDraft(
        { measurement, platform, details, account, whatIf, today: localDay(new Date()) } as const,
        known(),
        (scopes, cells) => pool.run('forecast-post', { modelsFolder, scopes, cells }, { signal }),
      )
      if (whatIf !== null) return made.forecast
      const { sha256 } = measurement.file
      keep(forecasts, sha256, made)
      return { ...made.forecast, afterPublishing: early.forecastOfContent(sha256) }
    },
    async train(platform, effort, options) {
      const before = training
      const mine = before
        .catch(() => undefined)
        .then(() =>
          trainLibrary({ known: known(), modelsFolder, launcher: parts.launcher, effort }, platform, options),
        )
      training = mine
      const result = await mine
      if (result.trained.length > 0) announcer.tell({ type: 'models-changed' })
      return result
    },
    async kept() {
      const posts = known()
      pairOutcomes(forecasts, posts)
      const all = forecasts.list()
      const accounts = new Map(posts.accounts.map(({ id, name }) => [id, name]))
      const titles = new Map(posts.posts.map(({ id, title, caption }) => [id, title || (caption ?? '')]))
      const names = new Map(drafts.listed().map(({ sha256, path }) => [sha256, basename(path)]))
      return {
        forecasts: all.map(({ sha256, accountId, outcome, intervals, ...one }) => ({
          id: one.id,
          madeAt: one.madeAt,
          sha256,
          title: (outcome && titles.get(outcome.postId)) ?? names.get(sha256) ?? 'a file outside the library',
          accountName: accountId === null ? null : (accounts.get(accountId) ?? null),
          scope: one.scope,
          target: one.target,
          from: one.from,
          model: one.model,
          forecast: intervals,
          outcome,
        })),
        live: liveFigures(
          judgedForecasts(all).map(({ scope, from, intervals, outcome }) => ({
            ...{ scope, from },
            forecast: intervals,
            outcome: outcome.value,
          })),
        ),
        ...early.kept(),
        drift: await drifts(posts),
      }
    },
    judged() {
      const posts = known()
      // What came follows from the posts: until they change it is read once.
      if (lastJudged?.posts !== posts || lastJudged.newest !== forecasts.newestId()) {
        pairOutcomes(forecasts, posts)
        lastJudged = { posts, newest: forecasts.newestId(), byPost: judgedByPost(forecasts.list()) }
      }
      return lastJudged.byPost
    },
    forecastPost: (postId) => early.forecast(postId),
    async watchDrift() {
      const posts = known()
      pairOutcomes(forecasts, posts)
      for (const { scope, alert } of await drifts(posts)) {
        if (alert !== null) announcer.tell({ type: 'model-alert', scope, sentence: alert })
      }
    },
  }
}

const groups: readonly { group: PostGroup; scope: string }[] = (
  [
    { platform: 'tiktok', form: 'short' },
    { platform: 'tiktok', form: 'long' },
    { platform: 'instagram', form: 'short' },
    { platform: 'youtube', form: 'short' },
    { platform: 'youtube', form: 'long' },
  ] as const
).flatMap((group) => targetOutlines.map(({ id }) => ({ group, scope: scopeOfGroup(group, id) })))

function keep(store: ForecastStore, sha256: string, { forecast, values, scopeOf }: MadeForecast): void {
  const { account, featuresVersion, targets } = forecast
  const made = targets.flatMap(({ target, from, model, forecast: intervals }) => {
    if (!intervals) return []
    const modelId = model?.id ?? null
    const words = [account?.id, from, modelId, featuresVersion, values, intervals]
    return [
      {
        ...{ sha256, target, from, featuresVersion, intervals },
        accountId: account?.id ?? null,
        scope: scopeOf(target),
        model: modelId,
        features: values,
        madeWith: createHash('sha256').update(JSON.stringify(words)).digest('hex'),
      },
    ]
  })
  store.keep(made, new Date().toISOString())
}
