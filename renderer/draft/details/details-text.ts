import type { DraftDetails } from '../../../shared/contract/score.ts'

/** The words of a field such as hashtags: split at blanks, commas and signs; `#` is not part of a tag. */
export function tagsOf(text: string): string[] {
  return [...new Set(text.split(/[\s,;#]+/).filter(Boolean))]
}

/** Keywords may be of several words: split at commas and lines. */
export function keywordsOf(text: string): string[] {
  return [...new Set(text.split(/[,;\n]+/).map((word) => word.trim()))].filter(Boolean)
}

/** What the form shows of details; every field a text. */
export interface DetailsText {
  title: string
  description: string
  caption: string
  hashtags: string
  keywords: string
  plannedAt: string
  account: string
  campaign: string
}

export function textOf(details: DraftDetails | null): DetailsText {
  const {
    hashtags = [],
    keywords = [],
    title,
    description,
    caption,
    account,
    campaign,
    plannedAt,
  } = details ?? {}
  return {
    title: title ?? '',
    description: description ?? '',
    caption: caption ?? '',
    account: account ?? '',
    campaign: campaign ?? '',
    plannedAt: plannedAt ?? '',
    hashtags: hashtags.map((tag) => `#${tag.replace(/^#/, '')}`).join(' '),
    keywords: keywords.join(', '),
  }
}

/** Details as the form says them; what is empty is left out. Null when nothing is said. */
export function detailsOf(text: DetailsText): DraftDetails | null {
  const details: DraftDetails = {}
  for (const field of ['title', 'description', 'caption', 'account', 'campaign', 'plannedAt'] as const) {
    const value = text[field].trim()
    if (value !== '') details[field] = value
  }
  const hashtags = tagsOf(text.hashtags)
  const keywords = keywordsOf(text.keywords)
  if (hashtags.length > 0) details.hashtags = hashtags
  if (keywords.length > 0) details.keywords = keywords
  return Object.keys(details).length > 0 ? details : null
}

/**
 * What the form shows after the details have changed elsewhere: what was not edited follows, what was stays.
 */
export function followed(text: DetailsText, before: DetailsText, now: DetailsText): DetailsText {
  const followedText = { ...text }
  for (const field of Object.keys(text) as (keyof DetailsText)[]) {
    if (text[field] === before[field]) followedText[field] = now[field]
  }
  return followedText
}
