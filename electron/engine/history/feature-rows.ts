import type { CallOutput } from '../../../shared/contract/calls.ts'
import type { HistoryAccount, HistoryPost } from '../../../shared/contract/history.ts'
import type { Measurement } from '../../../shared/contract/measurement.ts'
import type { DraftDetails, PlatformId } from '../../../shared/contract/score.ts'
import { accountStateBefore, type ObservedPost } from '../../prediction/features/account-state.ts'
import { features, featuresVersion, featureVector } from '../../prediction/features/features-v1.ts'
import type { ObservedHistoryPost } from '../../prediction/history/posts-of.ts'
import { hashtagsIn } from '../../prediction/history/post-row.ts'
import { draftFacts } from '../../scoring/draft-facts.ts'
import { scoreDraft } from '../../scoring/score-draft.ts'

export interface FollowerCount {
  accountId: string
  on: string
  followers: number
}

/** A post of the history as a model is trained on it. */
export interface FeatureRow {
  post: HistoryPost
  vector: Float64Array
}

export function featureList(): CallOutput<'features'> {
  return {
    version: featuresVersion,
    features: features.map(({ name, about, unit, source, missing, categories }) => ({
      ...{ name, about, unit, source, missing },
      categories: categories === null ? null : [...categories],
    })),
  }
}

/** The profile by which a post is judged. */
export function profileOf({ platform, form }: Pick<HistoryPost, 'platform' | 'form'>): PlatformId {
  if (platform === 'tiktok') return 'tiktok'
  if (platform === 'youtube') return form === 'short' ? 'shorts' : 'youtube'
  return 'reels'
}

/**
 * The vector of every post with a day, as it stood before that day.
 *
 * @param measurementOf by content; null where it is not known (any more)
 */
export function featureRows(
  posts: readonly (ObservedHistoryPost & Pick<HistoryPost, 'link'>)[],
  followers: readonly FollowerCount[],
  measurementOf: (sha256: string) => Measurement | null,
): FeatureRow[] {
  const byAccount = Map.groupBy(posts, ({ accountId }) => accountId)
  const followersOf = Map.groupBy(followers, ({ accountId }) => accountId)
  return posts.flatMap((post): FeatureRow[] => {
    const { publishedOn, publishedTime } = post
    if (publishedOn === null) return []
    const measurement = post.link ? measurementOf(post.link.sha256) : null
    const at = { on: publishedOn, time: publishedTime }
    const vector = featureVector({
      ...ofMeasurement(measurement, profileOf(post), null),
      platform: profileOf(post),
      durationS: measurement?.video.durationS ?? post.durationS,
      words: wordsOf(post.platform, { title: post.title, caption: post.caption ?? undefined }),
      hashtags: post.hashtags,
      at,
      account: accountStateBefore(at, byAccount.get(post.accountId)!, followersOf.get(post.accountId) ?? []),
    })
    return [{ post, vector }]
  })
}

/** The vector of a draft that is planned for a time on an account. */
export function draftVector(draft: {
  measurement: Measurement
  details: DraftDetails | null
  platform: PlatformId
  at: { on: string; time: string | null } | null
  account: { posts: readonly ObservedPost[]; followers: readonly FollowerCount[] } | null
}): Float64Array {
  const { measurement, details, platform, at, account } = draft
  const words = details && wordsOf(platform === 'shorts' ? 'youtube' : platform, details)
  return featureVector({
    ...ofMeasurement(measurement, platform, details),
    platform,
    durationS: measurement.video.durationS,
    words,
    hashtags:
      details &&
      hashtagsIn((details.hashtags ?? []).map((tag) => `#${tag.replace(/^#/, '')}`).join(' '), words ?? ''),
    at,
    account: at && account && accountStateBefore(at, account.posts, account.followers),
  })
}

function ofMeasurement(measurement: Measurement | null, platform: PlatformId, details: DraftDetails | null) {
  return {
    measurement,
    facts: measurement && draftFacts(measurement),
    // No marks and no weights of the person's: they may change, and the same draft has to stay the same.
    score: measurement && scoreDraft(measurement, { platform, details }),
  }
}

function wordsOf(
  platform: HistoryAccount['platform'] | PlatformId,
  { title, caption }: { title?: string | undefined; caption?: string | undefined },
): string | null {
  const words = platform === 'youtube' ? (title ?? caption) : (caption ?? title)
  return words === undefined || words === '' ? null : words
}
