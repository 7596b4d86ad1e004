import { thumbnailSize, type FrameDifferences } from './frame-differences.ts'

/** How much of a picture jumps to something else at a frame, each place measured by its own unrest. */
export interface CellSteps {
  /** Share of places that change by more than twice what they do in any frame nearby, 0 to 1. */
  share: number
  /** The same, compared with the quieter side only: a still shot that gives way to a moving one. */
  shareOfQuietSide: number
  /** Shares of rows and columns of which most places jump: a split screen's part has them, a sticker hasn't. */
  rows: number
  columns: number
  /**
   * The largest share of places that jump, by the quieter side, in any band from an edge of the picture that takes two
   * fifths of it or more: a cut in one part of a split screen fills its part.
   */
  shareOfBand: number
  /** Share of places that stay away from where they were; what a flash lights comes back. */
  lasting: number
  /** Logarithm of how far the pictures before are from those after, over how far they move within either side. */
  apartOverWithin: number
}

const leastStep = 4
const overOwnUnrest = 2
const mostOfLine = 0.6
const stays = 0.6
const leastBand = 0.4
/** Levels of noise that a place's mean change is measured against. */
const noise = 1

/** Asks every cell of the thumbnails for its own history around a frame. Holds its buffers. */
export class CellHistory {
  private readonly facts: FrameDifferences
  private readonly reach: number
  private readonly step: Uint16Array
  private readonly unrestBefore: Uint16Array
  private readonly unrestAfter: Uint16Array
  private readonly voteInRow: Uint16Array
  private readonly voteInColumn: Uint16Array
  private readonly quietInRow: Uint16Array
  private readonly quietInColumn: Uint16Array

  /** `reach`: frames on either side that are asked, at least 2. */
  constructor(facts: FrameDifferences, reach: number) {
    this.facts = facts
    this.reach = reach
    const cells = facts.columns * facts.rows
    this.step = new Uint16Array(cells)
    this.unrestBefore = new Uint16Array(cells)
    this.unrestAfter = new Uint16Array(cells)
    this.voteInRow = new Uint16Array(facts.rows)
    this.voteInColumn = new Uint16Array(facts.columns)
    this.quietInRow = new Uint16Array(facts.rows)
    this.quietInColumn = new Uint16Array(facts.columns)
  }

  /** The steps from frame `i − 1` to frame `i`. */
  at(i: number): CellSteps {
    const { facts, reach, step, unrestBefore, unrestAfter, voteInRow, voteInColumn } = this
    const { columns, rows } = facts
    const first = Math.max(0, i - 1 - reach)
    const last = Math.min(facts.timesS.length - 1, i + reach)
    this.change(i - 1, i, step, false)
    unrestBefore.fill(0)
    unrestAfter.fill(0)
    let within = 0
    for (let k = first + 1; k < i; k++) within += this.change(k - 1, k, unrestBefore, true)
    for (let k = i + 1; k <= last; k++) within += this.change(k - 1, k, unrestAfter, true)
    const pairs = Math.max(1, i - 1 - first + (last - i))
    const apart = this.meanApart(first, i, last)
    voteInRow.fill(0)
    voteInColumn.fill(0)
    this.quietInRow.fill(0)
    this.quietInColumn.fill(0)
    let votes = 0
    let quietVotes = 0
    for (let y = 0, c = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++, c++) {
        const here = step[c]!
        if (here < leastStep) continue
        const before = overOwnUnrest * unrestBefore[c]!
        const after = overOwnUnrest * unrestAfter[c]!
        if (here > Math.min(before, after)) {
          quietVotes++
          this.quietInRow[y]!++
          this.quietInColumn[x]!++
        }
        if (here <= before || here <= after) continue
        votes++
        voteInRow[y]!++
        voteInColumn[x]!++
      }
    }
    const cells = columns * rows
    return {
      share: votes / cells,
      shareOfQuietSide: quietVotes / cells,
      rows: voteInRow.filter((n) => n >= mostOfLine * columns).length / rows,
      columns: voteInColumn.filter((n) => n >= mostOfLine * rows).length / columns,
      shareOfBand: Math.max(fullestBand(this.quietInRow, columns), fullestBand(this.quietInColumn, rows)),
      lasting: apart.lasting / cells,
      apartOverWithin: Math.log((apart.mean + noise) / (within / pairs / cells + noise)),
    }
  }

  /** Writes how far each cell is apart in two frames, luma and chroma together, or raises what is there to it; the sum. */
  private change(a: number, b: number, into: Uint16Array, raise: boolean): number {
    const { columns, rows, chromaColumns, chromaRows, thumbnails } = this.facts
    const size = thumbnailSize(this.facts)
    const [fromA, fromB] = [a * size, b * size]
    const chromaSize = chromaColumns * chromaRows
    const chroma = columns * rows
    let sum = 0
    for (let y = 0, cell = 0; y < rows; y++) {
      const chromaRow = chroma + Math.min(chromaRows - 1, y >> 1) * chromaColumns
      for (let x = 0; x < columns; x++, cell++) {
        const cb = chromaRow + Math.min(chromaColumns - 1, x >> 1)
        const cr = cb + chromaSize
        const apart =
          Math.abs(thumbnails[fromA + cell]! - thumbnails[fromB + cell]!) +
          Math.abs(thumbnails[fromA + cb]! - thumbnails[fromB + cb]!) +
          Math.abs(thumbnails[fromA + cr]! - thumbnails[fromB + cr]!)
        sum += apart
        if (!raise || apart > into[cell]!) into[cell] = apart
      }
    }
    return sum
  }

  /** How far each cell's luma before is from that after, on average of a few frames; and how many stay away. */
  private meanApart(first: number, i: number, last: number): { mean: number; lasting: number } {
    const { facts, step } = this
    const size = thumbnailSize(facts)
    const cells = facts.columns * facts.rows
    const framesBefore = Math.min(3, i - first)
    const framesAfter = Math.min(3, last - i + 1)
    let mean = 0
    let lasting = 0
    for (let cell = 0; cell < cells; cell++) {
      let before = 0
      let after = 0
      for (let k = 1; k <= framesBefore; k++) before += facts.thumbnails[(i - k) * size + cell]!
      for (let k = 0; k < framesAfter; k++) after += facts.thumbnails[(i + k) * size + cell]!
      const apart = Math.abs(after / framesAfter - before / framesBefore)
      mean += apart
      if (apart >= leastStep && apart >= stays * step[cell]!) lasting++
    }
    return { mean: mean / cells, lasting }
  }
}

/** The largest mean, as a share of `most`, of the entries from either end on. */
function fullestBand(counts: Uint16Array, most: number): number {
  const least = Math.ceil(leastBand * counts.length)
  let fullest = 0
  let fromStart = 0
  let fromEnd = 0
  for (let i = 0; i < counts.length; i++) {
    fromStart += counts[i]!
    fromEnd += counts[counts.length - 1 - i]!
    if (i + 1 >= least) fullest = Math.max(fullest, Math.max(fromStart, fromEnd) / (i + 1))
  }
  return fullest / most
}
