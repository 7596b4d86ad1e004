import { basename, resolve } from 'node:path'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { HistoryPost } from '../../../shared/contract/history.ts'
import type { CommandContext } from '../command-context.ts'
import { earlyForecastText, earlyViewsImportText } from '../early-forecast-text.ts'

export interface HistoryAddOptions {
  published: string
  account?: string
  title?: string
}

export interface HistoryViewsOptions {
  hours?: number
  views?: number
  table?: string
}

/** `hookline history add ADDRESS --published WHEN`: notes a post that no export has told of. */
export async function historyAddCommand(
  context: CommandContext,
  address: string,
  { published, account, title }: HistoryAddOptions,
): Promise<void> {
  const post = await context.call('addPost', { address, account, title, publishedAt: published }, 'history')
  const of = `${post.platform}, published ${post.publishedOn ?? ''}`
  context.print(context.json ? JSON.stringify(post) : `Noted: ${post.title || address} (${of})`)
}

/**
 * `hookline history views POST [--hours H --views N]`: the forecast after publishing, with one more count where one is told;
 * `--table FILE.csv` takes in many.
 */
export async function historyViewsCommand(
  context: CommandContext,
  name: string | undefined,
  { hours, views, table }: HistoryViewsOptions,
): Promise<void> {
  if (table !== undefined && name === undefined) {
    const result = await context.call('importEarlyViews', { path: resolve(table) }, basename(table))
    context.print(context.json ? JSON.stringify(result) : earlyViewsImportText(basename(table), result))
    return
  }
  if (name === undefined || table !== undefined || (hours === undefined) !== (views === undefined)) {
    throw new HooklineError(
      'usage',
      'It takes a post, with --hours and --views where a count is told, or --table FILE.csv alone.',
      'See `hookline history views --help`.',
    )
  }
  const { id: postId } = await postCalled(context, name)
  let forecast = await context.call('postForecast', { postId }, 'history')
  if (hours !== undefined && views !== undefined) {
    const others = forecast.byHand.filter((one) => Math.round(one.hours * 60) !== Math.round(hours * 60))
    const counts = [...others, { hours, views }]
    forecast = await context.call('setEarlyViews', { postId, counts }, 'history')
  }
  context.print(context.json ? JSON.stringify(forecast) : earlyForecastText(forecast))
}

/** @throws HooklineError `history_unknown` */
async function postCalled(context: CommandContext, name: string): Promise<HistoryPost> {
  const { posts } = await context.call('history', {}, 'history')
  const found = posts.find(
    ({ id, externalId, url }) =>
      id === name ||
      externalId === name ||
      url === name ||
      (externalId !== null && name.includes(externalId)),
  )
  if (found) return found
  throw new HooklineError(
    'history_unknown',
    `The history knows no post ${name}.`,
    'Import the export that lists it, or note it: `hookline history add ADDRESS --published WHEN`.',
  )
}
