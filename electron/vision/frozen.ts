import type { Span } from '../../shared/contract/measurement.ts'
import type { DraftClock, Measuring, StreamDetector } from '../media/detector.ts'
import type { SmallFrame } from '../media/streams.ts'

export interface FrozenFacts {
  /** Where the picture doesn't change for half a second or more, whether frames repeat or one is shown for long. */
  frozen: Span[]
}

const leastDurationS = 0.5
const blockSide = 8
/** Greatest mean absolute difference of R, G and B in a block, of 255, that a coder's unrest may reach in a span. */
const blockTolerance = 3
/** What a key frame may change at once where the picture stands still before and after it. */
const refreshTolerance = 10

/**
 * Frozen spans: every frame is compared with the first of its span, block by block, so that neither a slow drift nor a
 * small thing that moves counts as still, and a coder's unrest does.
 */
export const frozen: StreamDetector<FrozenFacts> = {
  kind: 'stream',
  id: 'frozen',
  version: 1,
  streams: ['frames'],
  begin: () => new FrozenMeasuring(),
}

class FrozenMeasuring implements Measuring<FrozenFacts> {
  private readonly spans: Span[] = []
  private first: Uint8Array = new Uint8Array(0)
  private previous: Uint8Array = new Uint8Array(0)
  private startS = 0
  /** Whether this span began with what may have been a key frame's refresh. */
  private refreshed = false

  frame(frame: SmallFrame): void {
    if (this.first.length === 0) {
      this.first = Uint8Array.from(frame.rgb)
      this.previous = Uint8Array.from(frame.rgb)
      this.startS = frame.timeS
      return
    }
    if (greatestDifference(this.first, frame, blockTolerance) > blockTolerance) {
      this.close(frame.timeS)
      this.refreshed = this.spans.at(-1)?.endS === frame.timeS && this.isRefresh(frame)
      this.first.set(frame.rgb)
      this.startS = frame.timeS
    }
    this.previous.set(frame.rgb)
  }

  /** A refresh comes at once; a drift that adds up to as much is little from frame to frame. */
  private isRefresh(frame: SmallFrame): boolean {
    const atOnce = blockTolerance / 2
    return (
      greatestDifference(this.previous, frame, atOnce) > atOnce &&
      greatestDifference(this.first, frame, refreshTolerance) <= refreshTolerance
    )
  }

  finish({ durationS }: DraftClock): FrozenFacts {
    this.close(durationS)
    return { frozen: this.spans }
  }

  private close(endS: number): void {
    // Presentation times are rounded to microseconds.
    if (endS - this.startS < leastDurationS - 1e-4) return
    const before = this.spans.at(-1)
    if (this.refreshed && before) before.endS = endS
    else this.spans.push({ startS: this.startS, endS })
  }
}

/** Mean absolute difference of the block that differs most; some value above `limit` where one exceeds it. */
function greatestDifference(before: Uint8Array, { rgb, width, height }: SmallFrame, limit: number): number {
  let greatest = 0
  for (let top = 0; top < height; top += blockSide) {
    const bottom = Math.min(height, top + blockSide)
    for (let left = 0; left < width; left += blockSide) {
      const columns = Math.min(width, left + blockSide) - left
      let difference = 0
      for (let y = top; y < bottom; y++) {
        const start = (y * width + left) * 3
        for (let p = start; p < start + 3 * columns; p++) {
          const d = rgb[p]! - before[p]!
          difference += d < 0 ? -d : d
        }
      }
      difference /= 3 * columns * (bottom - top)
      if (difference > greatest) greatest = difference
      if (greatest > limit) return greatest
    }
  }
  return greatest
}
