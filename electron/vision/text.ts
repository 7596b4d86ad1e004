import type { DerivedDetector } from '../media/detector.ts'
import { shots } from './shots.ts'
import { blocksOf, type TextBlock } from './text-blocks.ts'
import { linesOf } from './text-lines.ts'
import { textSightings } from './text-sightings.ts'

/**
 * What a text is there for. A watermark is small and stays for all of the draft, a caption is one of several that follow
 * each other in one place, a title is any other that is large enough to be meant; the rest is in the picture itself.
 */
export type TextKind = 'title' | 'caption' | 'watermark' | 'other'

export interface TextSpan extends TextBlock {
  kind: TextKind
}

export interface TextFacts {
  spans: TextSpan[]
  overloadedS: number | null
  failure: string | null
}

/** Text on the picture, in order of time. */
export const text: DerivedDetector<TextFacts> = {
  kind: 'derived',
  id: 'text',
  version: 3,
  from: [textSightings, shots],
  derive(facts) {
    const sightings = facts.get(textSightings)
    const cutsS = facts.get(shots).shots.map(({ startS }) => startS)
    const blocks = blocksOf(linesOf(sightings, cutsS))
    return {
      spans: blocks.map((block) => ({ ...block, kind: kindOf(block, blocks, sightings.durationS) })),
      overloadedS: sightings.overloadedS,
      failure: sightings.failure,
    }
  },
}

/** A watermark: shown for this share of the draft, no larger than this, this near to an edge. */
const watermark = { leastShare: 0.8, mostHeight: 0.05, mostWidth: 0.4, edge: 0.2 }
/** A sender's logo need not last so long: nobody else sets a word into the very corner and leaves it there. */
const cornerLogo = { leastShare: 0.3, mostHeight: 0.06, mostWidth: 0.15, edge: 0.15 }
/** A caption: no longer than this, and another one this soon before or after it in the same place and size. */
const caption = { mostS: 8, gapS: 1.5, sameHeight: 1.5 }
/** Smaller text is not set for anyone to read at a glance: signs, products, screens that are filmed. */
const leastTitleHeight = 0.018

/** What a text is there for, among all of the draft. */
export function kindOf(block: TextBlock, blocks: readonly TextBlock[], durationS: number): TextKind {
  const [x, y, width, height] = block.box
  const lastsS = block.endS - block.startS
  const centreX = x + width / 2
  const centreY = y + height / 2
  const isAtEdge =
    Math.min(centreX, 1 - centreX) < watermark.edge + width / 4 ||
    Math.min(centreY, 1 - centreY) < watermark.edge
  if (
    lastsS >= watermark.leastShare * durationS &&
    block.heightShare <= watermark.mostHeight &&
    width <= watermark.mostWidth &&
    isAtEdge
  ) {
    return 'watermark'
  }
  const isInCorner =
    Math.min(centreX, 1 - centreX) < cornerLogo.edge && Math.min(centreY, 1 - centreY) < cornerLogo.edge
  if (
    lastsS >= cornerLogo.leastShare * durationS &&
    block.heightShare <= cornerLogo.mostHeight &&
    width <= cornerLogo.mostWidth &&
    isInCorner
  ) {
    return 'watermark'
  }
  const neighbours = blocks.filter((other) => other !== block && followsInPlace(block, other))
  if (lastsS <= caption.mostS && neighbours.length > 0) return 'caption'
  return block.heightShare >= leastTitleHeight && block.unread === null ? 'title' : 'other'
}

/** Whether two texts take turns in one place. */
function followsInPlace(a: TextBlock, b: TextBlock): boolean {
  const [first, second] = a.startS <= b.startS ? [a, b] : [b, a]
  const gapS = second.startS - first.endS
  if (gapS < -0.3 || gapS > caption.gapS || b.endS - b.startS > caption.mostS) return false
  const ratio = a.heightShare / b.heightShare
  if (ratio > caption.sameHeight || ratio < 1 / caption.sameHeight) return false
  const centre = ({ box: [x, y, width, height] }: TextBlock): [number, number] => [
    x + width / 2,
    y + height / 2,
  ]
  const [one, other] = [centre(a), centre(b)]
  const tallest = Math.max(a.box[3], b.box[3])
  return (
    Math.abs(one[1] - other[1]) < tallest &&
    (Math.abs(one[0] - other[0]) < 0.12 || Math.abs(a.box[0] - b.box[0]) < 0.05)
  )
}
