import type { SkippedCaption } from '../../shared/contract/words.ts'

/** One caption: what is read in its time, s. Captions may overlap, as they do when two people speak. */
export interface Cue {
  startS: number
  endS: number
  text: string
}

export interface ParsedCaptions {
  /** In order of time. */
  cues: Cue[]
  /** What could not be used, by line from 1. */
  skipped: SkippedCaption[]
}

const timing = /^\s*(\S+?)\s*-{1,2}>\s*([^\s]+)/
const clock = /^(?:(\d+):)?(\d{1,3}):(\d{1,2})(?:[.,:](\d{1,6}))?$/
/** A caption longer than this is a mistake in its times: nobody reads one line for ten minutes. */
const longestS = 600
/** What is said of further mistakes would only be more of the same. */
const mostSkipped = 50

/**
 * Reads SubRip and WebVTT, which differ in their heads, their decimal sign and their notes, and everything in between that
 * programs write: missing hours, numbers or blank lines, commas in WebVTT, tags, positions.
 */
export function parseCaptions(text: string): ParsedCaptions {
  const lines = text.split(/\r\n|\r|\n/)
  const cues: Cue[] = []
  const skipped: SkippedCaption[] = []
  const skip = (line: number, reason: string): void => {
    if (skipped.length < mostSkipped) skipped.push({ line: line + 1, reason })
  }
  for (let i = 0; i < lines.length; i++) {
    if (isBlockBegin(lines, i)) {
      while (i + 1 < lines.length && lines[i + 1]!.trim() !== '') i++
      continue
    }
    const times = timing.exec(lines[i]!)
    if (!times) continue
    const at = i
    const said: string[] = []
    while (i + 1 < lines.length && lines[i + 1]!.trim() !== '' && !timing.test(lines[i + 1]!))
      said.push(lines[++i]!)
    // Without a blank line between them the number of the next caption belongs to that one.
    if (timing.test(lines[i + 1] ?? '') && /^\s*\d+\s*$/.test(said.at(-1) ?? '')) said.pop()
    const cue = { startS: secondsOf(times[1]!), endS: secondsOf(times[2]!), text: plainText(said.join('\n')) }
    const trouble = troubleWith(cue)
    if (trouble) skip(at, trouble)
    else if (cue.text !== '') cues.push(cue as Cue)
  }
  return { cues: cues.toSorted((a, b) => a.startS - b.startS || a.endS - b.endS), skipped }
}

/** Why a file gives no caption, in a sentence. */
export function noCaptions(name: string, skipped: readonly SkippedCaption[]): string {
  const first = skipped[0]
  return first
    ? `None of the captions in ${name} can be used: in line ${first.line} ${first.reason}.`
    : `There are no captions in ${name}.`
}

function troubleWith({ startS, endS }: { startS: number | null; endS: number | null }): string | null {
  if (startS === null || endS === null) return 'its times can’t be read'
  if (endS <= startS) return 'it ends before it begins'
  return endS - startS > longestS ? `it lasts longer than ${longestS / 60} min` : null
}

/** Notes, styles and regions of WebVTT: not to be read as captions. */
function isBlockBegin(lines: readonly string[], i: number): boolean {
  const isAfterBlank = i === 0 || lines[i - 1]!.trim() === ''
  return isAfterBlank && /^(NOTE|STYLE|REGION)(\s|$)/.test(lines[i]!) && !timing.test(lines[i]!)
}

function secondsOf(text: string): number | null {
  const parts = clock.exec(text)
  if (!parts) return null
  const [, hours = '0', minutes, secs, decimals = '0'] = parts
  const timeS = Number(hours) * 3600 + Number(minutes) * 60 + Number(secs) + Number(`0.${decimals}`)
  return Number(secs) < 60 ? timeS : null
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lrm: '',
  rlm: '',
}

/** What is read: without tags (`<i>`, `<v Ann>`, `<00:01.000>`), positions of SubStation (`{\an8}`) and entities. */
function plainText(text: string): string {
  return text
    .replace(/\{\\[^}]*\}/g, '')
    .replace(/<\/?[a-z0-9.:][^<>]*>/gi, '')
    .replace(/&(amp|lt|gt|quot|apos|nbsp|lrm|rlm);/g, (_, name: string) => entities[name]!)
    .replace(/&#(\d{1,7});/g, (whole, code: string) => letter(Number(code), whole))
    .replace(/[^\S\n]+/g, ' ')
    .trim()
}

function letter(code: number, whole: string): string {
  return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    ? String.fromCodePoint(code)
    : whole
}
