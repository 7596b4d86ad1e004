import type { CallInput, CallOutput } from '../../../shared/contract/calls.ts'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { JudgedForecast } from '../../../shared/contract/history-page.ts'
import type { History, HistoryAccount, HistoryPost } from '../../../shared/contract/history.ts'
import type { Measurement } from '../../../shared/contract/measurement.ts'
import type { ViewsAtAge } from '../../prediction/after-publishing/view-curve.ts'
import { exportKinds } from '../../prediction/history/export-columns.ts'
import {
  postsOf,
  type ObservedHistoryPost,
  type ToldOfPost,
  type UnlinkedPost,
} from '../../prediction/history/posts-of.ts'
import { idInAddress, type PostFacts } from '../../prediction/history/post-row.ts'
import type { DraftStore, StoredDraft } from '../../store/drafts.ts'
import type { EarlyViewStore } from '../../store/early-views.ts'
import type { HistoryStore, StoredLink, StoredObservation } from '../../store/history.ts'
import type { Announcer } from '../announcer.ts'
import { addPost } from './add-post.ts'
import { withEarlyOutcomes } from './early-outcomes.ts'
import { featureRows, type FeatureRow, type FollowerCount } from './feature-rows.ts'
import { importEarlyViews } from './import-early-views.ts'
import { importHistory } from './import-history.ts'
import { postsInView } from './posts-in-view.ts'

import { draftsOfPosts } from './drafts-of-posts.ts'

/** The history as the page, the command line and programs ask for it. */
export interface HistoryDesk {
  import(input: CallInput<'importHistory'>): Promise<CallOutput<'importHistory'>>
  list(): History
  /** A stretch of it. @param judged forecasts with what came, by post */
  page(
    input: CallInput<'historyPage'>,
    judged: ReadonlyMap<string, readonly JudgedForecast[]>,
  ): CallOutput<'historyPage'>
  /** @throws HooklineError `history_unknown` */
  undoImport(id: string): void
  /** @throws HooklineError `history_unknown`, `draft_unknown` */
  linkPost(input: CallInput<'linkPost'>): HistoryPost
  /** @throws HooklineError `history_unknown` */
  changeAccount(input: CallInput<'changeAccount'>): void
  /** @throws HooklineError `history_unknown` */
  deleteAccount(id: string): void
  guides(): CallOutput<'exportGuides'>
  /** Takes a post in that no export has told of. @throws HooklineError `usage`, `account_unclear`, `draft_unknown` */
  addPost(input: CallInput<'addPost'>): HistoryPost
  /** What a person says of a post's first views; it replaces what they said before. @throws HooklineError `history_unknown` */
  setEarlyViews(input: CallInput<'setEarlyViews'>): void
  /** @throws HooklineError `not_a_table` and why a file can't be read */
  importEarlyViews(input: CallInput<'importEarlyViews'>): Promise<CallOutput<'importEarlyViews'>>
  /** What is known of first views, by post. */
  earlyViews(): ReadonlyMap<string, readonly ViewsAtAge[]>
  /** All that is known, for who forecasts from it. */
  known(): {
    accounts: readonly HistoryAccount[]
    posts: readonly (ObservedHistoryPost & HistoryPost)[]
    followers: readonly FollowerCount[]
  }
  /** Every post with a day, with its features as they stood before that day. */
  featureRows(): FeatureRow[]
}

export function createHistoryDesk(parts: {
  history: HistoryStore
  earlyViews: EarlyViewStore
  drafts: DraftStore
  announcer: Announcer
  /** The facts about a content from the library; null where they are not there. */
  measurementOf: (sha256: string) => Measurement | null
}): HistoryDesk {
  const { history, drafts, announcer, measurementOf } = parts
  const counts = (): Map<string, ViewsAtAge[]> =>
    new Map(
      [...Map.groupBy(parts.earlyViews.all(), ({ postId }) => postId)].map(([id, ofPost]) => [
        id,
        ofPost.map(({ minutes, views }) => ({ hours: minutes / 60, views })),
      ]),
    )
  const changed = (): void => announcer.tell({ type: 'history-changed' })

  let lastPosts: (ObservedHistoryPost & HistoryPost)[] | null = null
  announcer.listen(({ type }) => {
    if (type === 'history-changed' || type === 'library-changed' || type === 'draft') lastPosts = null
  })
  const observedPosts = (): (ObservedHistoryPost & HistoryPost)[] => (lastPosts ??= readPosts())

  function readPosts(): (ObservedHistoryPost & HistoryPost)[] {
    const platforms = new Map(history.accounts().map(({ id, platform }) => [id, platform]))
    const unlinked = postsOf(history.observations().map(asTold), (accountId) => platforms.get(accountId)!)
    const linked = new Map(settledLinks(unlinked).map((link) => [link.postId, link]))
    const draftIds = new Map(
      drafts
        .listed()
        .toReversed()
        .flatMap(({ id, sha256 }) => (sha256 === null ? [] : [[sha256, id] as const])),
    )
    const counted = counts()
    return unlinked.map((post) =>
      withEarlyOutcomes({ ...post, link: linkOf(linked.get(post.id), draftIds) }, counted.get(post.id) ?? []),
    )
  }

  function posts(): HistoryPost[] {
    return observedPosts().map(withoutObservations)
  }

  function countedAccounts(): History['accounts'] {
    const followers = new Map(history.followers().map((one) => [one.accountId, one.followers]))
    const ofAccount = Map.groupBy(observedPosts(), ({ accountId }) => accountId)
    return history.accounts().map((account) => ({
      ...account,
      posts: ofAccount.get(account.id)?.length ?? 0,
      followers: followers.get(account.id) ?? null,
    }))
  }

  /** The links that are kept, with those that follow by themselves from the drafts that have come since. */
  function settledLinks(unlinked: readonly UnlinkedPost[]): StoredLink[] {
    const kept = history.links()
    const known = new Set(kept.map(({ postId }) => postId))
    const taken = new Set(kept.flatMap(({ sha256 }) => sha256 ?? []))
    const open = unlinked.filter(({ id }) => !known.has(id))
    const candidates = drafts.listed().filter(({ sha256 }) => sha256 !== null && !taken.has(sha256))
    const found = open.length === 0 || candidates.length === 0 ? [] : draftsOfPosts(open, candidates)
    for (const link of found) history.putLink(link)
    return [...kept, ...found]
  }

  function find(postId: string): HistoryPost {
    const post = posts().find(({ id }) => id === postId)
    if (!post) throw new HooklineError('history_unknown', 'This post is not in the history any more.')
    return post
  }

  return {
    async import(input) {
      const result = await importHistory(input, history)
      if (result.importId !== null) changed()
      return result
    },
    list: () => ({ accounts: countedAccounts(), imports: history.imports(), posts: posts() }),
    page({ first, count, ...view }, judged) {
      const all = observedPosts()
      const shown = postsInView(all, view, judged)
      const counted = counts()
      return {
        accounts: countedAccounts(),
        imports: history.imports(),
        all: all.length,
        total: shown.length,
        first,
        rows: shown.slice(first, first + count).map((post) => ({
          ...withoutObservations(post),
          judged: [...(judged.get(post.id) ?? [])],
          earlyCounts: counted.get(post.id)?.length ?? 0,
        })),
      }
    },
    undoImport(id) {
      const wasImport = history.undo(id)
      if (!parts.earlyViews.forgetTable(id) && !wasImport)
        throw new HooklineError('history_unknown', 'This import is not in the history any more.')
      changed()
    },
    linkPost({ postId, draftId }) {
      find(postId)
      if (draftId === undefined) history.dropLink(postId)
      else history.putLink({ postId, sha256: draftId && contentOf(drafts.get(draftId)), how: 'hand' })
      changed()
      return find(postId)
    },
    changeAccount({ id, name, followers, countedOn }) {
      if (!history.accounts().some((account) => account.id === id)) throw accountUnknown()
      if (name !== undefined) history.renameAccount(id, name)
      if (followers !== undefined)
        history.putFollowers(id, countedOn ?? new Date().toISOString().slice(0, 10), followers)
      changed()
    },
    deleteAccount(id) {
      if (!history.accounts().some((account) => account.id === id)) throw accountUnknown()
      history.deleteAccount(id)
      parts.earlyViews.deleteOfAccount(id)
      changed()
    },
    addPost(input) {
      const draft = input.draftId === undefined ? null : drafts.get(input.draftId)
      const sha256 = input.draftId === undefined ? null : contentOf(draft)
      const inAddress = idInAddress(input.address)
      const there =
        inAddress === null ? null : posts().find(({ url }) => url !== null && idInAddress(url) === inAddress)
      const postId = there?.id ?? addPost(input, draft?.video?.durationS ?? null, history)
      if (sha256 !== null) history.putLink({ postId, sha256, how: 'hand' })
      changed()
      return find(postId)
    },
    setEarlyViews({ postId, counts: told }) {
      const { accountId } = find(postId)
      const rows = told.map(({ hours, views }) => ({ minutes: Math.max(1, Math.round(hours * 60)), views }))
      parts.earlyViews.tellByHand(accountId, postId, rows)
      changed()
    },
    async importEarlyViews(input) {
      const result = await importEarlyViews(input, posts(), parts.earlyViews)
      if (result.tableId !== null) changed()
      return result
    },
    earlyViews: counts,
    known: () => ({
      accounts: history.accounts(),
      posts: observedPosts(),
      followers: history.followers(),
    }),
    featureRows: () => featureRows(observedPosts(), history.followers(), measurementOf),
    guides: () => ({
      guides: exportKinds.map(({ label, platform, howToExport }) => ({
        source: label,
        platform,
        howToExport,
      })),
    }),
  }
}

function withoutObservations(one: ObservedHistoryPost & HistoryPost): HistoryPost {
  const post: HistoryPost & { observations?: unknown } = { ...one }
  delete post.observations
  return post
}

export function asTold(observation: StoredObservation): ToldOfPost {
  return { ...observation, facts: observation.facts as PostFacts }
}

function linkOf(link: StoredLink | undefined, draftIds: ReadonlyMap<string, string>): HistoryPost['link'] {
  if (!link || link.sha256 === null) return null
  return { sha256: link.sha256, draftId: draftIds.get(link.sha256) ?? null, how: link.how }
}

function contentOf(draft: StoredDraft | null): string {
  if (draft?.sha256) return draft.sha256
  throw new HooklineError(
    'draft_unknown',
    'This draft is not in the library, or has not been measured yet.',
    'Link it once it has a score.',
  )
}

function accountUnknown(): HooklineError {
  return new HooklineError('history_unknown', 'This account is not in the history any more.')
}
