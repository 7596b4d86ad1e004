import type { SimilarPost } from '../../../shared/contract/forecasts.ts'
import type { UnlinkedPost } from '../history/posts-of.ts'
import { spreadOf } from '../features/statistics.ts'
import { featureByName, type FeatureValues } from './post-features.ts'

/** With fewer features in common nothing is called alike. */
const leastInCommon = 5
const mostShown = 3
const mostAlike = 4
/** How an account stood, when and where a post came out don't make it alike. */
const ofTheMoment = /^account\.|^post\.(platform|weekday|isWeekend|month|hour)$/

/**
 * The past posts that are most like a draft: nearest by the features that both have, each in its standard deviations over the
 * posts, so that a second of length and a decibel count alike.
 */
export function similarPosts(
  draft: FeatureValues,
  posts: readonly { post: UnlinkedPost; values: FeatureValues }[],
): SimilarPost[] {
  const names = Object.keys(draft).filter(
    (name) => draft[name] !== null && !ofTheMoment.test(name) && !featureByName.get(name)?.categories,
  )
  const spreads = new Map(
    names.flatMap((name) => {
      const spread = spreadOf(posts.flatMap(({ values }) => values[name] ?? []))
      return spread === null || spread === 0 ? [] : [[name, spread] as const]
    }),
  )
  return posts
    .flatMap(({ post, values }) => {
      const apart = [...spreads].flatMap(([name, spread]) => {
        const value = values[name] ?? null
        return value === null ? [] : [{ name, by: Math.abs(draft[name]! - value) / spread }]
      })
      if (apart.length < leastInCommon) return []
      const distance = Math.sqrt(apart.reduce((sum, { by }) => sum + by ** 2, 0) / apart.length)
      const alike = apart
        .toSorted((a, b) => a.by - b.by)
        .slice(0, mostAlike)
        .map(({ name }) => featureByName.get(name)!.about)
      return [shown(post, distance, apart.length, alike)]
    })
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, mostShown)
}

function shown(post: UnlinkedPost, distance: number, features: number, alike: string[]): SimilarPost {
  const { id, title, caption, url, publishedOn, latest } = post
  return {
    postId: id,
    title: title || (caption ?? ''),
    url,
    publishedOn,
    views: latest?.metrics.views ?? null,
    engagementRate: latest?.metrics.engagementRate ?? null,
    distance,
    features,
    alike,
  }
}
