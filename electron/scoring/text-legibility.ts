import type { Measurement, TextSpan } from '../../shared/contract/measurement.ts'
import { logRamp, ramp } from './ramps.ts'
import { lengthS } from './spans.ts'

/** What reading takes, and how large and clear letters must be; from the rubric. */
export interface LegibilityThresholds {
  wordsPerMinute: number
  leastS: number
  worstTime: number
  worstHeight: number
  bestHeight: number
  worstContrast: number
  bestContrast: number
}

/** How well one text can be read: 0 to 1 each, the whole is the least of them. */
export interface Legibility {
  span: TextSpan
  grade: number
  byTime: number
  byHeight: number
  byContrast: number
  /** How long its words take to read. */
  neededS: number
}

/** Texts that somebody set for viewers to read, and that could be read here. */
export function meantTexts({ text }: Measurement): TextSpan[] {
  return text.filter(({ kind, unread }) => unread === null && (kind === 'title' || kind === 'caption'))
}

export function legibilityOf(span: TextSpan, t: LegibilityThresholds): Legibility {
  const neededS = readingS(span.text, t)
  // Times of text are known to a quarter of a second: no text is short by less than that.
  const share = (lengthS(span) + textTimeToleranceS) / neededS
  const byTime = ramp(share, t.worstTime, 1)
  const byHeight = logRamp(span.heightShare, t.worstHeight, t.bestHeight)
  const byContrast = span.contrast === null ? 1 : logRamp(span.contrast, t.worstContrast, t.bestContrast)
  return { span, grade: Math.min(byTime, byHeight, byContrast), byTime, byHeight, byContrast, neededS }
}

const textTimeToleranceS = 0.25

/** Seconds that a text takes to read at a number of words a minute. */
export function readingS(
  text: string,
  { wordsPerMinute, leastS }: Pick<LegibilityThresholds, 'wordsPerMinute' | 'leastS'>,
): number {
  const words = text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
  return Math.max(leastS, (60 * words) / wordsPerMinute)
}

/** A text in a sentence: its beginning, in quotation marks. */
export function quoted(text: string): string {
  const words = text.replace(/\s+/gu, ' ').trim()
  return words.length > 32 ? `“${words.slice(0, 30).trimEnd()}…”` : `“${words}”`
}
