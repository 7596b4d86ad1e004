import { BlockMatcher, type Match } from './block-matching.ts'
import { thumbnailSize, type FrameDifferences } from './frame-differences.ts'

/** Compares any two frames by their thumbnails. */
export class ThumbnailComparison {
  private readonly facts: FrameDifferences
  private readonly size: number
  private readonly lumaSize: number
  private readonly matcher: BlockMatcher

  constructor(facts: FrameDifferences) {
    this.facts = facts
    this.size = thumbnailSize(facts)
    this.lumaSize = facts.columns * facts.rows
    this.matcher = new BlockMatcher(facts.columns, facts.rows, 4, 4)
  }

  /** Block matching of frame `before` onto frame `after`, in thumbnail cells; lent until the next call. */
  match(before: number, after: number): Match {
    this.matcher.reset()
    return this.matcher.compare(this.lumaOf(before), this.lumaOf(after))
  }

  /** Mean absolute difference of luma and (weighted as much) chroma at rest, 0 to 255. */
  difference(before: number, after: number): number {
    const { thumbnails } = this.facts
    const { size, lumaSize } = this
    const a = before * size
    const b = after * size
    let luma = 0
    for (let i = 0; i < lumaSize; i++) luma += Math.abs(thumbnails[a + i]! - thumbnails[b + i]!)
    return luma / lumaSize + this.chromaDifference(before, after)
  }

  /** Mean absolute difference of Cb and Cr, summed, 0 to 255. */
  chromaDifference(before: number, after: number): number {
    const { thumbnails } = this.facts
    const { size, lumaSize } = this
    const a = before * size
    const b = after * size
    let chroma = 0
    for (let i = lumaSize; i < size; i++) chroma += Math.abs(thumbnails[a + i]! - thumbnails[b + i]!)
    return size > lumaSize ? (2 * chroma) / (size - lumaSize) : 0
  }

  /** Correlation of two frames' luma cells, −1 to 1: 1 when only the light differs; 0 when one of them is flat. */
  likeness(before: number, after: number): number {
    const a = this.lumaOf(before)
    const b = this.lumaOf(after)
    let sumA = 0
    let sumB = 0
    let squaresA = 0
    let squaresB = 0
    let products = 0
    for (let i = 0; i < this.lumaSize; i++) {
      const x = a[i]!
      const y = b[i]!
      sumA += x
      sumB += y
      squaresA += x * x
      squaresB += y * y
      products += x * y
    }
    const n = this.lumaSize
    const spreadA = squaresA / n - (sumA / n) ** 2
    const spreadB = squaresB / n - (sumB / n) ** 2
    if (spreadA < 2 || spreadB < 2) return 0
    return (products / n - (sumA / n) * (sumB / n)) / Math.sqrt(spreadA * spreadB)
  }
  lumaOf(frame: number): Uint8Array {
    return this.facts.thumbnails.subarray(frame * this.size, frame * this.size + this.lumaSize)
  }
}
