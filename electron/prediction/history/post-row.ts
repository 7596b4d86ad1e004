import { createHash } from 'node:crypto'
import type { HistoryPost, Metrics } from '../../../shared/contract/history.ts'
import { plainText } from './plain-text.ts'

/** What one row of an export tells of a post. */
export interface PostRow {
  /** As a spreadsheet counts. */
  row: number
  accountId: string | null
  accountHandle: string | null
  accountName: string | null
  facts: PostFacts
  metrics: Metrics
  /** ISO 4217; null without revenue, or where the export doesn't say. */
  currency: string | null
}

/** What a post is, apart from how it did. */
export type PostFacts = Pick<
  HistoryPost,
  | 'externalId'
  | 'url'
  | 'title'
  | 'caption'
  | 'hashtags'
  | 'publishedOn'
  | 'publishedTime'
  | 'durationS'
  | 'durationFrom'
  | 'form'
> & { postType: string | null }

/**
 * What tells a post from the others of its account: its id on the platform; without one, its day, time and words.
 */
export function postKey({ externalId, publishedOn, publishedTime, title, caption }: PostFacts): string {
  if (externalId !== null) return `id ${externalId}`
  const words = [publishedOn, publishedTime, plainText(title), plainText(caption ?? '')]
  return `words ${createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 32)}`
}

/** The id of a post in its address, as its platform writes it; null where there is none. */
export function idInAddress(url: string): string | null {
  const found =
    /tiktok\.com\/.*\/(?:video|photo)\/(\d+)/i.exec(url) ??
    /instagram\.com\/(?:[^/]+\/)?(?:reels?|p|tv)\/([\w-]+)/i.exec(url) ??
    /youtube\.com\/(?:watch\?(?:.*&)?v=|shorts\/|live\/|video\/)([\w-]{11})/i.exec(url) ??
    /youtu\.be\/([\w-]{11})/i.exec(url)
  return found ? found[1]! : null
}

/** The account in an address of TikTok. */
export function handleInAddress(url: string): string | null {
  return /tiktok\.com\/@([\w.-]+)/i.exec(url)?.[1] ?? null
}

/** TikTok began in 2016; an id that says less is none of its. */
const firstTikTokS = Date.UTC(2016, 0, 1) / 1000

/**
 * When a post of TikTok was made, by its id: the upper 32 of its 64 bits are the seconds since 1970 (UTC).
 *
 * @returns null for what is no such id
 */
export function timeInTikTokId(id: string): { on: string; time: string } | null {
  if (!/^\d{15,20}$/.test(id)) return null
  const seconds = Number(BigInt(id) >> 32n)
  if (seconds < firstTikTokS || seconds > firstTikTokS + 40 * 366 * 86_400) return null
  const iso = new Date(seconds * 1000).toISOString()
  return { on: iso.slice(0, 10), time: iso.slice(11, 16) }
}

/** Hashtags of a column and of the words themselves, each once, without #. */
export function hashtagsIn(...texts: readonly string[]): string[] {
  const found = texts.flatMap((text) => [...text.matchAll(/#([\p{L}\p{N}_]+)/gu)].map((match) => match[1]!))
  const seen = new Map<string, string>()
  for (const tag of found) if (!seen.has(tag.toLowerCase())) seen.set(tag.toLowerCase(), tag)
  return [...seen.values()]
}
