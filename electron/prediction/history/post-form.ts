import type { HistoryPlatform } from './export-kind.ts'
import type { PostFacts } from './post-row.ts'

/** Since that day YouTube takes upright videos of up to 3 minutes as Shorts (support.google.com/youtube/answer/15424877). */
const longerShortsFrom = '2024-10-15'
const shortS = 180
const shortBeforeS = 60

/**
 * Whether a post is a short or a long video. Exports don't tell which way up a video is, so a landscape video of up to
 * three minutes on YouTube counts as short.
 *
 * @param told by the person, for posts whose length is not known
 * @returns null when nothing tells, and for posts that are no videos
 */
export function formOf(
  platform: HistoryPlatform,
  { durationS, publishedOn, postType }: Pick<PostFacts, 'durationS' | 'publishedOn' | 'postType'>,
  told: 'short' | 'long' | null,
): 'short' | 'long' | null {
  if (postType !== null && /image|photo|carousel|foto|bild|link|text/i.test(postType)) return null
  if (postType !== null && /reel/i.test(postType)) return 'short'
  if (durationS === null) return told
  const limitS =
    platform === 'youtube' && publishedOn !== null && publishedOn < longerShortsFrom ? shortBeforeS : shortS
  return durationS <= limitS ? 'short' : 'long'
}
