import { createHash } from 'node:crypto'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { HistoryAccount } from '../../../shared/contract/history.ts'
import { plainText } from '../../prediction/history/plain-text.ts'
import { idInAddress, postKey, type PostRow } from '../../prediction/history/post-row.ts'

export interface WhoseParts {
  platform: HistoryAccount['platform']
  /** Of the file, for the sentence. */
  name: string
  /** The account that the person named. */
  told: string | null
  /** All that are known. */
  accounts: readonly HistoryAccount[]
  postIds: (accountId: string) => ReadonlySet<string>
}

export interface OwnedPost {
  account: HistoryAccount
  postId: string
  post: PostRow
}

export const platformLabels: Record<HistoryAccount['platform'], string> = {
  tiktok: 'TikTok',
  instagram: 'Instagram',
  youtube: 'YouTube',
  facebook: 'Facebook',
}

/**
 * Says whose each post is: by the account's id or handle in the export, as told, or because the account has some of these
 * posts already. Two accounts of one name are never taken for one another.
 *
 * @throws HooklineError `account_unclear` when it has to be told
 */
export function whosePosts(posts: readonly PostRow[], parts: WhoseParts): OwnedPost[] {
  const accounts = parts.accounts.filter(({ platform }) => platform === parts.platform)
  const byName = Map.groupBy(posts, ({ accountId, accountHandle }) => accountId ?? accountHandle ?? '')
  return [...byName].flatMap(([externalId, ofOne]) => {
    const account =
      externalId === ''
        ? unnamedAccount(ofOne, accounts, parts)
        : namedAccount(externalId, ofOne, accounts, parts)
    const known = parts.postIds(account.id)
    return ofOne.map((post) => ({ account, post, postId: knownPostId(account.id, post, known) }))
  })
}

/** A post that was told by hand is known by the id in its address, which not every platform's exports call it by. */
function knownPostId(accountId: string, post: PostRow, known: ReadonlySet<string>): string {
  const inAddress = post.facts.url === null ? null : idInAddress(post.facts.url)
  const told =
    inAddress === null ? null : shortHash(accountId, postKey({ ...post.facts, externalId: inAddress }))
  return told !== null && known.has(told) ? told : postIdOf(accountId, post)
}

export function postIdOf(accountId: string, { facts }: PostRow): string {
  return shortHash(accountId, postKey(facts))
}

function namedAccount(
  externalId: string,
  posts: readonly PostRow[],
  accounts: readonly HistoryAccount[],
  parts: WhoseParts,
): HistoryAccount {
  const known = accounts.find((account) => account.externalId === externalId)
  if (known) return known
  // It may have come in before without its id.
  const unnamed = accounts.filter((account) => account.externalId === null)
  const [holder] = holders(posts, unnamed, parts)
  if (holder) return { ...holder, externalId }
  const [first] = posts
  const name = parts.told ?? first!.accountHandle ?? first!.accountName ?? externalId
  return newAccount(parts.platform, name, externalId)
}

function unnamedAccount(
  posts: readonly PostRow[],
  accounts: readonly HistoryAccount[],
  parts: WhoseParts,
): HistoryAccount {
  const { told, platform, name } = parts
  const listed = accounts.map((one) => `${one.name} (${one.externalId ?? one.id})`).join(', ')
  if (told !== null) {
    const exact = accounts.find((one) => one.externalId === told || one.id === told)
    const named = accounts.filter((one) => plainText(one.name) === plainText(told))
    if (exact) return exact
    if (named.length === 1) return named[0]!
    if (named.length === 0) return newAccount(platform, told, null)
    throw new HooklineError(
      'account_unclear',
      `There are ${named.length} accounts called ${told} on ${platformLabels[platform]}: ${listed}.`,
      'Name the account by its id (in parentheses).',
    )
  }
  const holding = holders(posts, accounts, parts)
  if (holding.length === 1) return holding[0]!
  if (accounts.length === 0) return newAccount(platform, platformLabels[platform], null)
  throw new HooklineError(
    'account_unclear',
    holding.length > 1
      ? `${name} holds posts of several accounts: ${holding.map((one) => one.name).join(', ')}.`
      : `${name} does not say whose posts it holds, and none of them is known. On ${platformLabels[platform]} there is: ${listed}.`,
    'Say --account NAME: one of these, or a new name for another account.',
  )
}

/** The accounts that have some of these posts. */
function holders(
  posts: readonly PostRow[],
  accounts: readonly HistoryAccount[],
  { postIds }: WhoseParts,
): HistoryAccount[] {
  return accounts.filter(({ id }) => {
    const known = postIds(id)
    return posts.some((post) => known.has(knownPostId(id, post, known)))
  })
}

function newAccount(
  platform: HistoryAccount['platform'],
  name: string,
  externalId: string | null,
): HistoryAccount {
  const id =
    externalId === null ? shortHash(platform, 'name', plainText(name)) : shortHash(platform, 'id', externalId)
  return { id, platform, name, externalId }
}

function shortHash(...words: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 24)
}
