import type { Span } from '../../shared/contract/measurement.ts'
import type { DerivedDetector } from '../media/detector.ts'
import { black } from './black.ts'
import { overlapArea, type Box } from './boxes.ts'
import { frameDifferences, thumbnailSize, type FrameDifferences } from './frame-differences.ts'
import { largestFreePlace } from './free-room.ts'
import { text, type TextSpan } from './text.ts'
import { visibleFrames } from './visible-frames.ts'

/** A designed picture on a flat ground that all but stands still up to the end. */
export interface EndCard extends Span {
  /** What it says, each text on a line of its own; empty where nothing is written or nothing could be read. */
  text: string
  /** Whether something is written on it that could not be read. */
  unread: boolean
  /** Share of the picture that is one even ground, 0 to 1. */
  flatShare: number
  /** The largest place of 16:9 on that ground with nothing on it; null where there is none. */
  room: Box | null
}

/** The card on which a draft ends; null where it ends on footage, or is one still picture throughout. */
export const endCard: DerivedDetector<EndCard | null> = {
  kind: 'derived',
  id: 'end-card',
  version: 1,
  from: [frameDifferences, black, text],
  derive: (facts) => endCardOf(facts.get(frameDifferences), facts.get(black), facts.get(text).spans),
}

/** The last frame may be fading out: the picture of the card is that of so long before the end. */
const beforeEndS = 0.4
/** A card that goes black fades within this. */
const longestFadeS = 1.2
const leastS = 0.7
/** Something else comes before a card. */
const leastBeforeS = 0.5
/** So long before a card at least this share of the picture is another: the last picture of a shot may be held, too. */
const otherBefore = { leadS: 0.6, leastChanged: 0.3 }
/** Cells that differ by more than this many levels of 255 have changed. */
const changedLevels = 6
/** A card is there as long as no more of its cells have changed: what is drawn onto it comes bit by bit. */
const mostChanged = 0.2
/** While it stands hardly anything moves: an arrow may, a person before a plain wall does so with more. */
const mostMoving = 0.02
/** Cells no further apart from the one on the right and the one below lie on an even ground. */
const evenLevels = 6
const leastFlat = 0.5
/** An even picture without anything on it is no card. */
const leastDrawn = 0.01
const roomAspect = 16 / 9

export function endCardOf(
  frames: FrameDifferences,
  blackSpans: readonly Span[],
  texts: readonly TextSpan[],
): EndCard | null {
  const seen = visibleFrames(frames, blackSpans)
  if (!seen) return null
  const { timesS } = frames
  const last = seen.last
  const endS = seen.endS
  const pictureOf = frameBefore(timesS, Math.max(timesS[seen.first]!, endS - beforeEndS), last)
  let first = pictureOf
  while (first > seen.first && changedShare(frames, first - 1, pictureOf) <= mostChanged) first--
  let until = pictureOf
  while (until < last && changedShare(frames, until + 1, pictureOf) <= mostChanged) until++
  const startS = timesS[first]!
  const standsUntilS = until === last ? endS : timesS[until + 1]!
  if (endS - standsUntilS > longestFadeS || standsUntilS - startS < leastS) return null
  if (startS - timesS[seen.first]! < leastBeforeS) return null
  const before = Math.max(seen.first, frameBefore(timesS, startS - otherBefore.leadS, first))
  if (changedShare(frames, before, pictureOf) < otherBefore.leastChanged) return null
  if (movingShare(frames, first, until, pictureOf) > mostMoving) return null

  const flat = flatCells(frames, pictureOf)
  const flatShare = flat.reduce((sum, value) => sum + value, 0) / flat.length
  const shown = texts.filter(
    (one) => one.kind !== 'watermark' && sharedS(one, { startS, endS }) > 0.5 * (standsUntilS - startS),
  )
  if (flatShare < leastFlat || (shown.length === 0 && 1 - flatShare < leastDrawn)) return null
  return {
    startS,
    endS,
    text: shown
      .filter((one) => one.text !== '')
      .toSorted((a, b) => a.box[1] - b.box[1])
      .map((one) => one.text.replace(/\s+/g, ' '))
      .join('\n'),
    unread: shown.some((one) => one.text === ''),
    flatShare,
    room: freeRoom(frames, flat, shown, seen.aspect),
  }
}

function frameBefore(timesS: Float64Array, timeS: number, last: number): number {
  let frame = last
  while (frame > 0 && timesS[frame]! > timeS) frame--
  return frame
}

/** Share of the cells in which two frames differ, in brightness or colour. */
function changedShare(frames: FrameDifferences, one: number, other: number): number {
  const { columns, rows, thumbnails } = frames
  const size = thumbnailSize(frames)
  const cells = columns * rows
  let changed = 0
  for (let i = 0; i < cells; i++) {
    if (Math.abs(thumbnails[one * size + i]! - thumbnails[other * size + i]!) > changedLevels) changed++
  }
  let coloured = 0
  for (let i = cells; i < size; i++) {
    if (Math.abs(thumbnails[one * size + i]! - thumbnails[other * size + i]!) > changedLevels) coloured++
  }
  return Math.max(changed / cells, coloured / Math.max(1, size - cells))
}

/** How much of the picture differs from the card in the middle of the time that it stands. */
function movingShare(frames: FrameDifferences, first: number, last: number, card: number): number {
  const shares: number[] = []
  for (let frame = first; frame <= last; frame++) shares.push(changedShare(frames, frame, card))
  return shares.toSorted((a, b) => a - b)[shares.length >> 1]!
}

/** 1 for each cell that is as its neighbours on the right and below are. */
function flatCells({ columns, rows, ...frames }: FrameDifferences, frame: number): Uint8Array {
  const luma = frames.thumbnails.subarray(frame * thumbnailSize({ columns, rows, ...frames }))
  const flat = new Uint8Array(columns * rows)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column
      const beside = column + 1 < columns ? at + 1 : at - 1
      const below = row + 1 < rows ? at + columns : at - columns
      const isEven = (other: number): boolean => Math.abs(luma[at]! - luma[other]!) <= evenLevels
      flat[at] = isEven(beside) && isEven(below) ? 1 : 0
    }
  }
  return flat
}

/** Where a platform or an editor could still set something. */
function freeRoom(
  { columns, rows }: FrameDifferences,
  flat: Uint8Array,
  texts: readonly TextSpan[],
  aspect: number,
): Box | null {
  const free = flat.map((isFlat, at) => {
    const column = at % columns
    const cell: Box = [column / columns, (at - column) / columns / rows, 1 / columns, 1 / rows]
    return isFlat && !texts.some(({ box }) => overlapArea(box, cell) > 0) ? 1 : 0
  })
  return largestFreePlace({ columns, rows, free }, roomAspect / aspect)
}

function sharedS(a: Span, b: Span): number {
  return Math.min(a.endS, b.endS) - Math.max(a.startS, b.startS)
}
