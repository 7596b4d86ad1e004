import type {
  DraftForecast,
  ForecastTarget,
  TargetForecast,
  WhatIf,
} from '../../../shared/contract/forecasts.ts'
import type { HistoryAccount } from '../../../shared/contract/history.ts'
import type { Measurement } from '../../../shared/contract/measurement.ts'
import type { DraftDetails, PlatformId } from '../../../shared/contract/score.ts'
import { featuresVersion } from '../../prediction/features/features-v1.ts'
import {
  accountUsual,
  spreadFactorEitherWay,
  spreadFactors,
} from '../../prediction/forecasts/account-usual.ts'
import type { PostForecast, PostForecasts } from '../../prediction/forecasts/forecast-post.ts'
import { targetOutlines, type TargetOutline } from '../../prediction/forecasts/forecast-target.ts'
import { movedByGroup, namedMovers } from '../../prediction/forecasts/movers.ts'
import { namedValues, type FeatureValues } from '../../prediction/forecasts/post-features.ts'
import { groupOfDraft, scopeOfGroup, type PostGroup } from '../../prediction/forecasts/post-group.ts'
import { draftCells } from '../../prediction/forecasts/post-table.ts'
import { similarPosts } from '../../prediction/forecasts/similar-posts.ts'
import { knowsHook, leastOwnHooks, withOtherHook } from '../../prediction/forecasts/what-if.ts'
import { leastPosts } from '../../prediction/learn.ts'
import { likeliest } from '../../prediction/outcome-class.ts'
import { draftVector } from '../history/feature-rows.ts'
import { askedAccount } from './asked-account.ts'
import { heldOutOf, isBetterThanMedian } from './held-out.ts'
import type { KnownPosts } from './known-posts.ts'

export interface ForecastQuestion {
  measurement: Measurement
  platform: PlatformId
  details: DraftDetails | null
  account: string | null
  whatIf: WhatIf | null
  /** Today, where the person is: YYYY-MM-DD. */
  today: string
}

/** A forecast and what it was made from. */
export interface MadeForecast {
  forecast: DraftForecast
  values: FeatureValues
  scopeOf: (target: ForecastTarget) => string
}

/** As many past posts are looked at for those that are like a draft. */
const mostCompared = 500

/**
 * Forecasts a draft for an account: by the models in use, by the account's own median where they are no better, by the
 * account-relative spread where there are too few posts for a model.
 *
 * @param askModels asks the models in use of some scopes about a row
 * @throws HooklineError `history_unknown` for an account that isn't there
 */
export async function forecastDraft(
  question: ForecastQuestion,
  known: KnownPosts,
  askModels: (scopes: readonly string[], cells: Record<string, string>) => Promise<PostForecasts>,
): Promise<MadeForecast> {
  const { measurement, platform, details } = question
  const group = groupOfDraft(platform, measurement.video.durationS)
  const ofPlatform = known.accounts.filter((account) => account.platform === group.platform)
  const { account, note } = askedAccount(question.account, details?.account ?? null, ofPlatform)
  const at = plannedAt(details) ?? { on: question.today, time: null }
  const past = account && known.pastOf(account.id)
  const seen = namedValues(draftVector({ measurement, details, platform, at, account: past }))
  const scopeOf = (target: ForecastTarget): string => scopeOfGroup(group, target)
  const own = account ? known.postsOf(group).filter(({ accountId }) => accountId === account.id) : []
  const changed =
    question.whatIf === null
      ? null
      : withOtherHook(
          seen,
          question.whatIf,
          own.map(({ id }) => known.valuesOf(id)).filter((one) => one !== null),
        )
  const values = changed?.values ?? seen
  const { forecasts, notes } = account
    ? await askModels(
        targetOutlines.map(({ id }) => scopeOf(id)),
        draftCells(values, account.id),
      )
    : { forecasts: {}, notes: [] }
  const targets = targetOutlines.flatMap((outline) => {
    const outcomes = own.flatMap((post) => outline.outcomeOf(post) ?? [])
    const made = targetForecast(outline, outcomes, forecasts[scopeOf(outline.id)] ?? null, values)
    return made ? [made] : []
  })
  if (!targets.some(({ unit }) => unit === 'views')) targets.unshift(onlyFactors)
  const compared = own
    // The post that it became itself is like it in everything.
    .filter(
      ({ publishedOn, link }) =>
        publishedOn !== null && publishedOn <= at.on && link?.sha256 !== measurement.file.sha256,
    )
    .slice(0, mostCompared)
  return {
    forecast: {
      platform,
      form: group.form,
      account: account && { id: account.id, name: account.name, posts: own.length },
      featuresVersion,
      targets,
      similar: similarPosts(
        values,
        compared.map((post) => ({ post, values: known.valuesOf(post.id)! })),
      ),
      whatIf: question.whatIf && changed && { kind: question.whatIf, changed: changed.changed },
      afterPublishing: null,
      notes: [
        ...(note === null ? [] : [note]),
        ...notes,
        ...fewPosts(account, group, own.length, ofPlatform),
        ...(question.whatIf === null ? [] : aboutHook(targets, forecasts, changed !== null)),
      ],
    },
    values,
    scopeOf,
  }
}

function plannedAt(details: DraftDetails | null): { on: string; time: string | null } | null {
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}))?/.exec(details?.plannedAt ?? '')
  return found && !Number.isNaN(Date.parse(found[1]!)) ? { on: found[1]!, time: found[2] ?? null } : null
}

function targetForecast(
  { id, label, unit }: TargetOutline,
  outcomes: readonly { value: number; currency: string | null }[],
  said: PostForecast | null,
  values: FeatureValues,
): TargetForecast | null {
  const usual = accountUsual(
    outcomes.map(({ value }) => value),
    unit,
  )
  const common = {
    ...{ target: id, label, unit, usual, factors: null },
    currency: outcomes.find(({ currency }) => currency !== null)?.currency ?? null,
    model: said && {
      id: said.card.id,
      trainedOn: said.card.data.rows,
      trainedAt: said.card.createdAt,
      heldOut: heldOutOf(said.card),
    },
  }
  const unclassed = { class: null, chances: null, movedBy: [], movedByGroup: [] }
  if (said && isBetterThanMedian(said.card)) {
    return {
      ...common,
      from: 'model',
      says: `by ${said.card.id}, trained on ${said.card.data.rows} posts`,
      forecast: said.forecast,
      class: likeliest(said.chances),
      chances: said.chances,
      movedBy: namedMovers(said.movedBy, values, said.card.scale === 'log'),
      movedByGroup: movedByGroup(said.movedBy, said.card.scale === 'log'),
    }
  }
  if (!usual) return null
  const { posts, ...forecast } = usual
  if (posts < leastPosts) {
    return {
      ...common,
      ...unclassed,
      from: 'spread',
      says: `account-relative spread (a factor of ${spreadFactorEitherWay} either way) around the median of ${posts} ${posts === 1 ? 'post' : 'posts'}`,
      forecast,
      factors: spreadFactors,
    }
  }
  return {
    ...common,
    ...unclassed,
    from: 'median',
    says: said
      ? `the model is no better than your median: the median of ${posts} posts`
      : `no model has been trained yet: the median of ${posts} posts`,
    forecast,
  }
}

/** Of an account of which nothing is known. */
const onlyFactors: TargetForecast = {
  target: 'viewsSettled',
  label: 'Views in the long run',
  unit: 'views',
  currency: null,
  from: 'spread',
  says: `account-relative spread: half of an account's posts lie within a factor of ${spreadFactors.of50.toFixed(1)} of its usual, 8 of 10 within ${spreadFactors.of80.toFixed(1)}`,
  forecast: null,
  factors: spreadFactors,
  class: null,
  chances: null,
  usual: null,
  model: null,
  movedBy: [],
  movedByGroup: [],
}

function fewPosts(
  account: HistoryAccount | null,
  { form }: PostGroup,
  posts: number,
  accounts: readonly HistoryAccount[],
): string[] {
  if (!account || posts >= leastPosts || accounts.length === 0) return []
  return [
    `${account.name} has ${posts} ${form} ${posts === 1 ? 'post' : 'posts'} in the history: under ${leastPosts} with a known outcome there is no model.`,
  ]
}

function aboutHook(
  targets: readonly TargetForecast[],
  forecasts: PostForecasts['forecasts'],
  isKnown: boolean,
): string[] {
  if (!isKnown) {
    return [
      `Under ${leastOwnHooks} posts of this account are linked to measured drafts: what its hooks usually are is not known.`,
    ]
  }
  const used = new Set(targets.flatMap(({ from, model }) => (from === 'model' && model ? model.id : [])))
  const cards = Object.values(forecasts).map(({ card }) => card)
  if (cards.some((card) => used.has(card.id) && knowsHook(card.features))) return []
  return [
    'No model in use here knows the grades of hooks: it takes posts that are linked to their measured drafts.',
  ]
}
