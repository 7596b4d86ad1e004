import type { Span } from '../../shared/contract/measurement.ts'
import type { DraftClock, Measuring, StreamDetector } from '../media/detector.ts'
import type { SmallFrame } from '../media/streams.ts'

export interface FrozenFacts {
  /** Where the picture doesn't change for half a second or more, whether frames repeat or one is shown for long. */
  frozen: Span[]
}

const leastDurationS = 0.5
const blockSide = 8
/** Mean absolute difference of R, G and B in a block, of 255, that re-coding a still picture may cause. */
const blockTolerance = 3

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
  private first: Uint8Array | null = null
  private startS = 0

  frame(frame: SmallFrame): void {
    if (this.first && !changed(this.first, frame)) return
    this.close(frame.timeS)
    this.first = Uint8Array.from(frame.rgb)
    this.startS = frame.timeS
  }

  finish({ durationS }: DraftClock): FrozenFacts {
    this.close(durationS)
    return { frozen: this.spans }
  }

  private close(endS: number): void {
    // Presentation times are rounded to microseconds.
    if (this.first && endS - this.startS >= leastDurationS - 1e-4)
      this.spans.push({ startS: this.startS, endS })
  }
}

function changed(before: Uint8Array, { rgb, width, height }: SmallFrame): boolean {
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
      if (difference > blockTolerance * 3 * columns * (bottom - top)) return true
    }
  }
  return false
}
