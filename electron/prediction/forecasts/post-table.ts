import { features } from '../features/features-v1.ts'
import { featureCell, type FeatureValues } from './post-features.ts'

/** A post that is learned from. */
export interface LearnedPost {
  postId: string
  accountId: string
  publishedOn: string | null
  outcome: number
  values: FeatureValues
}

/** Columns beside the features. */
export const postColumns = {
  key: 'post',
  account: 'account',
  time: 'published',
  outcome: 'outcome',
} as const

/** As a table names an account: never to be taken for a number. */
export function accountCell(accountId: string): string {
  return `account:${accountId}`
}

/** The features of a table of posts; whose a post is counts among them where there are several accounts. */
export function learnedColumns(posts: readonly LearnedPost[]): string[] {
  const names = features.map(({ name }) => name)
  const accounts = new Set(posts.map(({ accountId }) => accountId))
  return accounts.size > 1 ? [postColumns.account, ...names] : names
}

/**
 * Posts as a table that can be trained on, oldest first; its cells need no quotes.
 *
 * @param others of other platforms; they stand after all that are learned for
 */
export function postTable(posts: readonly LearnedPost[], others: readonly LearnedPost[] = []): string {
  const header = [...Object.values(postColumns), ...features.map(({ name }) => name)]
  const oldestFirst = (some: readonly LearnedPost[]): LearnedPost[] =>
    some.toSorted((a, b) => compare(a.publishedOn ?? '', b.publishedOn ?? '') || compare(a.postId, b.postId))
  const rows = [...oldestFirst(posts), ...oldestFirst(others)].map(
    ({ postId, accountId, publishedOn, outcome, values }) => [
      `id:${postId}`,
      accountCell(accountId),
      publishedOn ?? '',
      String(outcome),
      ...features.map((feature) => featureCell(feature, values)),
    ],
  )
  return `${[header, ...rows].map((cells) => cells.join(',')).join('\n')}\n`
}

/** A draft as a row of such a table, by column. */
export function draftCells(values: FeatureValues, accountId: string | null): Record<string, string> {
  return {
    [postColumns.account]: accountId === null ? '' : accountCell(accountId),
    ...Object.fromEntries(features.map((feature) => [feature.name, featureCell(feature, values)])),
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
