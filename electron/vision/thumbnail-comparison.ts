import { BlockMatcher, type Match } from './block-matching.ts'
import { thumbnailSize, type FrameDifferences } from './frame-differences.ts'

/** A cell is altered by more than noise and by a part of its brightness; a row is touched by so many of its cells. */
const alteredLevels = 3
const alteredShare = 0.06
const touchedShare = 0.2
const blackUpTo = 10

/** Compares any two frames by their thumbnails. */
export class ThumbnailComparison {
  private readonly facts: FrameDifferences
  private readonly size: number
  private readonly lumaSize: number
  private readonly matcher: BlockMatcher
  private readonly inColumn: Uint16Array
  private readonly inRow: Uint16Array

  constructor(facts: FrameDifferences) {
    this.facts = facts
    this.size = thumbnailSize(facts)
    this.lumaSize = facts.columns * facts.rows
    this.inColumn = new Uint16Array(facts.columns)
    this.inRow = new Uint16Array(facts.rows)
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

  /**
   * Shares of columns and of rows in which a good part is altered, 0 to 1: a sticker or a caption leaves whole rows or
   * columns alone, a cut in one half of a split screen goes through from edge to edge.
   */
  touched(before: number, after: number): { columns: number; rows: number } {
    const a = this.lumaOf(before)
    const b = this.lumaOf(after)
    const { columns, rows } = this.facts
    const { inColumn, inRow } = this
    inColumn.fill(0)
    inRow.fill(0)
    for (let y = 0, i = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++, i++) {
        const change = Math.abs(a[i]! - b[i]!)
        if (change < alteredLevels + alteredShare * Math.min(a[i]!, b[i]!)) continue
        inColumn[x]!++
        inRow[y]!++
      }
    }
    return {
      columns: inColumn.filter((n) => n >= touchedShare * rows).length / columns,
      rows: inRow.filter((n) => n >= touchedShare * columns).length / rows,
    }
  }

  /** Share of cells that are not black in both frames. */
  visibleShare(before: number, after: number): number {
    const a = this.lumaOf(before)
    const b = this.lumaOf(after)
    let visible = 0
    for (let i = 0; i < a.length; i++) if (a[i]! > blackUpTo || b[i]! > blackUpTo) visible++
    return visible / a.length
  }

  /**
   * How unlike two frames remain when one is moved over the other as a whole, along or across by up to 60 %: 0 alike,
   * 1 no more alike than by chance. Finds the pans that are too fast for block matching.
   */
  unlikeAnyShift(before: number, after: number): number {
    const { columns, rows } = this.facts
    const across = Math.floor(columns * 0.6)
    const down = Math.floor(rows * 0.6)
    let best = -1
    for (let side = -1; side <= 1; side++) {
      for (let x = -across; x <= across; x++)
        best = Math.max(best, this.shiftedLikeness(before, after, x, side))
      for (let y = -down; y <= down; y++) best = Math.max(best, this.shiftedLikeness(before, after, side, y))
    }
    return Math.min(1, 1 - best)
  }

  /** Correlation of luma where the frames overlap when `before` is moved by whole cells. */
  private shiftedLikeness(before: number, after: number, dx: number, dy: number): number {
    const { columns, rows } = this.facts
    const a = this.lumaOf(before)
    const b = this.lumaOf(after)
    const fromX = Math.max(0, dx)
    const toX = Math.min(columns, columns + dx)
    const toY = Math.min(rows, rows + dy)
    let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0]
    for (let y = Math.max(0, dy); y < toY; y++) {
      for (let x = fromX; x < toX; x++) {
        const p = a[(y - dy) * columns + x - dx]!
        const q = b[y * columns + x]!
        sumA += p
        sumB += q
        squaresA += p * p
        squaresB += q * q
        products += p * q
      }
    }
    const n = (toX - fromX) * (toY - Math.max(0, dy))
    const spreadA = squaresA / n - (sumA / n) ** 2
    const spreadB = squaresB / n - (sumB / n) ** 2
    if (spreadA < 2 || spreadB < 2) return 0
    return (products / n - (sumA / n) * (sumB / n)) / Math.sqrt(spreadA * spreadB)
  }

  lumaOf(frame: number): Uint8Array {
    return this.facts.thumbnails.subarray(frame * this.size, frame * this.size + this.lumaSize)
  }
}
