import { createHash, randomUUID } from 'node:crypto'
import type { CallInput } from '../../../shared/contract/calls.ts'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { HistoryAccount } from '../../../shared/contract/history.ts'
import { platformOfAddress } from '../../prediction/history/export-kind.ts'
import { formOf } from '../../prediction/history/post-form.ts'
import {
  handleInAddress,
  idInAddress,
  timeInTikTokId,
  type PostRow,
} from '../../prediction/history/post-row.ts'
import type { HistoryStore } from '../../store/history.ts'
import { localDay } from './as-of.ts'
import { whosePosts } from './whose-posts.ts'

/**
 * Takes a post into the history that no export has told of yet; the export that does will know it by its id.
 *
 * @param durationS of the draft that it was; null: not known
 * @returns the id of the post
 * @throws HooklineError `usage` for what is no address of a post, `account_unclear`
 */
export function addPost(
  { address, account, publishedAt, title = '' }: CallInput<'addPost'>,
  durationS: number | null,
  store: HistoryStore,
): string {
  const platform = platformOfAddress(address)
  const externalId = idInAddress(address)
  if (platform === null || externalId === null) {
    throw new HooklineError(
      'usage',
      `${address} is no address of a post on TikTok, Instagram or YouTube.`,
      'Copy it from the post: its address ends with the id of the video.',
    )
  }
  const told = platform === 'tiktok' ? timeInTikTokId(externalId) : null
  const [on = '', time = null] = publishedAt.split(/[T ]/)
  const at = told ?? { on, time }
  const length = { durationS, durationFrom: durationS === null ? null : ('column' as const) }
  const post: PostRow = {
    row: 1,
    accountId: null,
    accountHandle: handleInAddress(address),
    accountName: null,
    facts: {
      ...{ externalId, url: address, title, caption: null, hashtags: [] },
      ...{ publishedOn: at.on, publishedTime: at.time },
      ...length,
      form: formOf(
        platform,
        { ...length, publishedOn: at.on, postType: null },
        /\/shorts\/|\/reels?\//.test(address) ? 'short' : null,
      ),
      postType: null,
    },
    metrics: {},
    currency: null,
  }
  const hand = { file: address, sha256: createHash('sha256').update(`by hand ${address}`).digest('hex') }
  return store.asOne(() => {
    const accounts = store.accounts()
    const known = new Map(accounts.map(({ id }) => [id, store.postIds(id)]))
    const [owned] = whosePosts([post], {
      platform,
      name: address,
      told: account ?? onlyOf(accounts, platform),
      accounts,
      postIds: (id) => known.get(id) ?? new Set(),
    })
    const { account: owner, postId } = owned!
    store.putAccount(owner)
    store.save(
      {
        id: randomUUID(),
        ...hand,
        source: 'Told by hand',
        platform,
        asOf: localDay(new Date()),
        importedAt: new Date().toISOString(),
      },
      [
        {
          ...{ accountId: owner.id, postId, observedOn: at.on, isSure: false, periodStart: null },
          ...{ facts: post.facts, metrics: {}, currency: null },
        },
      ],
    )
    return postId
  })
}

/** The account that is meant where there is only one of the platform. */
function onlyOf(accounts: readonly HistoryAccount[], platform: HistoryAccount['platform']): string | null {
  const [first, ...others] = accounts.filter((one) => one.platform === platform)
  return first && others.length === 0 ? first.id : null
}
