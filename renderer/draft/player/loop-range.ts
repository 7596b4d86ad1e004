/** The range between in and out, frames; `outFrame` belongs to it. */
export interface LoopRange {
  inFrame: number | null
  outFrame: number | null
}

export const noRange: LoopRange = { inFrame: null, outFrame: null }

/** In set to a frame; an out before it is forgotten. */
export function withIn(range: LoopRange, frame: number): LoopRange {
  return {
    inFrame: frame,
    outFrame: range.outFrame !== null && range.outFrame >= frame ? range.outFrame : null,
  }
}

export function withOut(range: LoopRange, frame: number): LoopRange {
  return { inFrame: range.inFrame !== null && range.inFrame <= frame ? range.inFrame : null, outFrame: frame }
}

/** First and last frame that a loop plays; an open end is that of the draft. */
export function loopBounds(
  { inFrame, outFrame }: LoopRange,
  frames: number,
): { first: number; last: number } {
  return { first: inFrame ?? 0, last: outFrame ?? frames - 1 }
}
