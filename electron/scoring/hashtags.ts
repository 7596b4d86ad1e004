import type { DraftDetails } from '../../shared/contract/score.ts'

/** Different hashtags in the list and in the texts, without their sign, in small letters; null when there is neither. */
export function hashtagsOf({ hashtags, caption, title, description }: DraftDetails): string[] | null {
  const texts = [caption, title, description].filter((text) => text !== undefined)
  if (!hashtags && texts.length === 0) return null
  const inTexts = texts.flatMap((text) => text.match(/#[\p{L}\p{N}_]+/gu) ?? [])
  const all = [...(hashtags ?? []), ...inTexts].map((tag) => tag.trim().replace(/^#/, '').toLowerCase())
  return [...new Set(all.filter((tag) => tag !== ''))]
}
