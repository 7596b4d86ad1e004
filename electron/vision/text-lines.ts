import { editDistance } from './edit-distance.ts'
import type { TextTrack } from './text-follower.ts'
import type { UnreadReason } from './text-reading.ts'
import type { TextSightings } from './text-sightings.ts'

/** x, y, width and height as fractions of the frame. */
export type FractionBox = [number, number, number, number]

/** One line of text with the time it is shown. */
export interface TextLine {
  startS: number
  endS: number
  text: string
  confidence: number
  unread: UnreadReason | null
  /** Where it stood, from these times on. */
  path: { timeS: number; box: FractionBox }[]
  /** Height of the line, from the top of its tall letters to the foot of the deep ones, as a share of the frame's. */
  heightShare: number
  contrasts: number[]
}

/** Letters and digits, of any script. */
const meaningful = /[\p{L}\p{N}]/gu
/** A word of a letter or two may be a pattern: it has to be sure and to last. */
const leastOfShort = { letters: 3, confidence: 0.93, lastingS: 0.7 }
/** Something that can't be read is text only where the search was sure, it is long, and it stays. */
const leastOfUnread = { score: 0.85, characters: 4, lastingS: 0.7 }
/** Of a script that the recogniser doesn't know it makes fewer characters, or none: then only the search speaks for it. */
const leastOfUnknown = { score: 0.95, widthInHeights: 2.2 }
/** The same words in the same place after so short a gap had not been away. */
const mostGapS = 0.6
const sameTextWithin = 0.25
const sameWidthWithin = 0.08

/**
 * The lines that were surely shown, from what was seen.
 *
 * @param cutsS times at which a new shot begins: what appears or goes about then does so with the cut
 */
export function linesOf(sightings: TextSightings, cutsS: readonly number[]): TextLine[] {
  const lines = sightings.tracks
    .filter(isSurelyText)
    .map((track) => lineOf(track, sightings, cutsS))
    .toSorted((a, b) => a.startS - b.startS)
  return withoutParts(joined(lines))
}

function isSurelyText({ reading, score, firstS, lastS, places }: TextTrack): boolean {
  const lastingS = lastS - firstS
  if (reading.unread !== null) {
    if (lastingS < leastOfUnread.lastingS) return false
    const { width, height } = places[0]!.region
    return reading.characters >= leastOfUnread.characters
      ? score >= leastOfUnread.score
      : score >= leastOfUnknown.score && width >= leastOfUnknown.widthInHeights * height
  }
  const letters = reading.text.match(meaningful)?.length ?? 0
  if (letters === 0) return false
  if (letters >= leastOfShort.letters) return lastingS > 0 || reading.confidence >= leastOfShort.confidence
  return reading.confidence >= leastOfShort.confidence && lastingS >= leastOfShort.lastingS
}

function lineOf(
  track: TextTrack,
  { width, height, durationS }: TextSightings,
  cutsS: readonly number[],
): TextLine {
  const { reading, notBeforeS, firstS, lastS, goneS } = track
  return {
    startS: notBeforeS === null ? 0 : between(notBeforeS, firstS, cutsS),
    endS: goneS === null ? durationS : between(lastS, goneS, cutsS),
    text: reading.text,
    confidence: reading.confidence,
    unread: reading.unread,
    path: track.places.map(({ timeS, region }) => {
      const [cos, sin] = [Math.abs(Math.cos(region.angle)), Math.abs(Math.sin(region.angle))]
      const across = region.width * cos + region.height * sin
      const down = region.width * sin + region.height * cos
      return {
        timeS,
        box: boxWithin(region.x - across / 2, region.y - down / 2, across, down, width, height),
      }
    }),
    heightShare: track.places[0]!.region.height / height,
    contrasts: track.contrasts,
  }
}

function boxWithin(x: number, y: number, w: number, h: number, width: number, height: number): FractionBox {
  const left = Math.max(0, x)
  const top = Math.max(0, y)
  return [
    left / width,
    top / height,
    Math.max(0, Math.min(width, x + w) - left) / width,
    Math.max(0, Math.min(height, y + h) - top) / height,
  ]
}

/** The cut between two pictures, or the middle. */
function between(beforeS: number, afterS: number, cutsS: readonly number[]): number {
  const cuts = cutsS.filter((cutS) => cutS > beforeS + 1e-6 && cutS <= afterS + 1e-6)
  return cuts.length === 1 ? cuts[0]! : (beforeS + afterS) / 2
}

/** One line from those that say the same in the same place with hardly a gap, and from those to which words are added. */
function joined(lines: readonly TextLine[]): TextLine[] {
  const whole: TextLine[] = []
  for (const line of lines) {
    const before = whole.findLast(
      (one) => line.startS - one.endS <= mostGapS && line.endS > one.startS && goesOn(one, line),
    )
    if (!before) {
      whole.push({ ...line })
      continue
    }
    const isBetter = line.text.length > before.text.length * 1.2 || line.confidence > before.confidence
    if (line.text !== '' && isBetter) {
      Object.assign(before, { text: line.text, confidence: line.confidence, unread: line.unread })
    }
    before.endS = Math.max(before.endS, line.endS)
    before.path = [...before.path, ...line.path]
    before.heightShare = Math.max(before.heightShare, line.heightShare)
    before.contrasts = [...before.contrasts, ...line.contrasts]
  }
  return whole
}

/** Without lines that lie within a longer one that was shown then: the search had not seen the rest, or it was fading in. */
function withoutParts(lines: readonly TextLine[]): TextLine[] {
  return lines.filter(
    (part) =>
      !lines.some(
        (whole) =>
          whole.text.length > part.text.length &&
          Math.min(whole.endS, part.endS) - Math.max(whole.startS, part.startS) >
            0.5 * (part.endS - part.startS) &&
          shareWithin(part.path[0]!.box, whole.path[0]!.box) > 0.8,
      ),
  )
}

function shareWithin(inner: FractionBox, outer: FractionBox): number {
  const across = Math.min(inner[0] + inner[2], outer[0] + outer[2]) - Math.max(inner[0], outer[0])
  const down = Math.min(inner[1] + inner[3], outer[1] + outer[3]) - Math.max(inner[1], outer[1])
  return across > 0 && down > 0 ? (across * down) / (inner[2] * inner[3]) : 0
}

function goesOn(before: TextLine, line: TextLine): boolean {
  const [from, to] = [before.path.at(-1)!.box, line.path[0]!.box]
  const isBeside = Math.abs(from[1] + from[3] / 2 - to[1] - to[3] / 2) < 0.75 * Math.max(from[3], to[3])
  if (before.unread !== null || line.unread !== null) {
    // Nobody knows what they say: lines of another width say something else.
    const isAsWide = Math.abs(from[2] - to[2]) < sameWidthWithin * Math.max(from[2], to[2])
    return isBeside && isAsWide && before.unread === line.unread && Math.abs(from[0] - to[0]) < 0.05
  }
  const [a, b] = [before.text.toLowerCase(), line.text.toLowerCase()]
  const isSame = editDistance(a, b) <= sameTextWithin * Math.max(a.length, b.length)
  // Written word by word: what stands already stays where it is.
  const grows = b.length > a.length && b.startsWith(a) && Math.abs(from[0] - to[0]) < 0.03
  const isNear =
    isBeside && Math.abs(from[0] + from[2] / 2 - to[0] - to[2] / 2) < 0.5 * Math.max(from[2], to[2])
  return (isSame && isNear) || (grows && isBeside)
}
