import type { Measuring, StreamDetector } from '../media/detector.ts'
import type { SmallFrame } from '../media/streams.ts'
import { BlockMatcher, noMatch, type Match } from './block-matching.ts'
import { GrowingBytes, GrowingNumbers } from './growing-columns.ts'

/**
 * What is known of every frame for deciding where shots meet: statistics, no decisions. Column entry i belongs to frame
 * i; differences are to frame i − 1 and 0 for frame 0.
 */
export interface FrameDifferences {
  /** Seconds from the first frame shown. */
  timesS: Float64Array
  durationS: number
  /** Mean luma (BT.601 weights, full range), 0 to 255. */
  luma: Float32Array
  /** Standard deviation of luma, 0 to 127.5. */
  contrast: Float32Array
  /** Mean absolute difference between horizontal neighbours: drops when the picture blurs or fades. */
  detail: Float32Array
  /** Share of pixels darker than 24 of 255. */
  darkShare: Float32Array
  /** Mean absolute luma difference at rest, 0 to 255. */
  stillDifference: Float32Array
  /** Motion-compensated differences, see `Match`; at half of the small frame's size. */
  residual: Float32Array
  structureResidual: Float32Array
  novelty: Float32Array
  alteredShare: Float32Array
  changedShare: Float32Array
  changedRows: Float32Array
  displacement: Float32Array
  /** Half the L1 distance of luma (32 bins) and of chroma (8 × 8 bins) histograms, 0 to 1. */
  lumaHistogram: Float32Array
  chromaHistogram: Float32Array
  /** The picture in small: `columns × rows` luma, then Cb and Cr at half of that each way; frame after frame. */
  columns: number
  rows: number
  chromaColumns: number
  chromaRows: number
  thumbnails: Uint8Array
}

/** Bytes a frame takes in `thumbnails`. */
export function thumbnailSize(facts: FrameDifferences): number {
  return facts.columns * facts.rows + 2 * facts.chromaColumns * facts.chromaRows
}

export const frameDifferences: StreamDetector<FrameDifferences> = {
  kind: 'stream',
  id: 'frame-differences',
  version: 1,
  streams: ['frames'],
  begin: () => new FrameDifferencing(),
}

const darkBelow = 24
/** Side of a thumbnail cell in px of the small frame: 14,400 px become 576 cells. */
const cellSide = 5

class FrameDifferencing implements Measuring<FrameDifferences> {
  private readonly timesS = new GrowingNumbers()
  private readonly luma = new GrowingNumbers()
  private readonly contrast = new GrowingNumbers()
  private readonly detail = new GrowingNumbers()
  private readonly darkShare = new GrowingNumbers()
  private readonly stillDifference = new GrowingNumbers()
  private readonly residual = new GrowingNumbers()
  private readonly structureResidual = new GrowingNumbers()
  private readonly novelty = new GrowingNumbers()
  private readonly alteredShare = new GrowingNumbers()
  private readonly changedShare = new GrowingNumbers()
  private readonly changedRows = new GrowingNumbers()
  private readonly displacement = new GrowingNumbers()
  private readonly lumaHistogram = new GrowingNumbers()
  private readonly chromaHistogram = new GrowingNumbers()
  private readonly thumbnails = new GrowingBytes()
  private picture: SmallPicture | null = null

  frame(frame: SmallFrame): void {
    const first = this.picture === null
    const picture = (this.picture ??= new SmallPicture(frame.width, frame.height))
    picture.take(frame.rgb)
    this.timesS.push(frame.timeS)
    this.luma.push(picture.luma)
    this.contrast.push(picture.contrast)
    this.detail.push(picture.detail)
    this.darkShare.push(picture.darkShare)
    this.thumbnails.push(picture.thumbnail)
    const match = first ? noMatch() : picture.compare()
    this.residual.push(match.residual)
    this.structureResidual.push(match.structureResidual)
    this.novelty.push(match.novelty)
    this.alteredShare.push(match.alteredShare)
    this.changedShare.push(match.changedShare)
    this.changedRows.push(match.changedRows)
    this.displacement.push(match.displacement)
    this.stillDifference.push(first ? 0 : picture.stillDifference)
    this.lumaHistogram.push(first ? 0 : picture.lumaHistogramDistance())
    this.chromaHistogram.push(first ? 0 : picture.chromaHistogramDistance())
  }

  finish(clock: { durationS: number }): FrameDifferences {
    const picture = this.picture ?? new SmallPicture(16, 16)
    return {
      timesS: this.timesS.doubles(),
      durationS: clock.durationS,
      luma: this.luma.floats(),
      contrast: this.contrast.floats(),
      detail: this.detail.floats(),
      darkShare: this.darkShare.floats(),
      stillDifference: this.stillDifference.floats(),
      residual: this.residual.floats(),
      structureResidual: this.structureResidual.floats(),
      novelty: this.novelty.floats(),
      alteredShare: this.alteredShare.floats(),
      changedShare: this.changedShare.floats(),
      changedRows: this.changedRows.floats(),
      displacement: this.displacement.floats(),
      lumaHistogram: this.lumaHistogram.floats(),
      chromaHistogram: this.chromaHistogram.floats(),
      columns: picture.columns,
      rows: picture.rows,
      chromaColumns: picture.chromaColumns,
      chromaRows: picture.chromaRows,
      thumbnails: this.thumbnails.bytes(),
    }
  }
}

/** The current small frame and what the last one left: planes, histograms, thumbnail. All buffers are reused. */
class SmallPicture {
  readonly columns: number
  readonly rows: number
  readonly chromaColumns: number
  readonly chromaRows: number
  readonly thumbnail: Uint8Array
  luma = 0
  contrast = 0
  detail = 0
  darkShare = 0
  stillDifference = 0
  private readonly halfWidth: number
  private readonly halfHeight: number
  private current: Uint8Array
  private previous: Uint8Array
  private readonly matcher: BlockMatcher
  private lumaBins = new Int32Array(32)
  private lumaBinsBefore = new Int32Array(32)
  private chromaBins = new Int32Array(64)
  private chromaBinsBefore = new Int32Array(64)
  private readonly cellSums: Int32Array
  /** 2 × 2 px squares in each cell of the thumbnail. */
  private readonly cellCounts: Int32Array
  private readonly lumaCellX: Int32Array
  private readonly lumaCellY: Int32Array
  private readonly chromaCellX: Int32Array
  private readonly chromaCellY: Int32Array

  constructor(width: number, height: number) {
    this.halfWidth = width >> 1
    this.halfHeight = height >> 1
    this.columns = Math.max(2, Math.min(this.halfWidth, Math.round(width / cellSide)))
    this.rows = Math.max(2, Math.min(this.halfHeight, Math.round(height / cellSide)))
    this.chromaColumns = this.columns >> 1
    this.chromaRows = this.rows >> 1
    const size = this.columns * this.rows + 2 * this.chromaColumns * this.chromaRows
    this.thumbnail = new Uint8Array(size)
    this.cellSums = new Int32Array(size)
    this.cellCounts = new Int32Array(size)
    this.current = new Uint8Array(this.halfWidth * this.halfHeight)
    this.previous = new Uint8Array(this.current.length)
    this.matcher = new BlockMatcher(this.halfWidth, this.halfHeight, 8, 16)
    this.lumaCellX = cellMap(this.halfWidth, this.columns)
    this.lumaCellY = cellMap(this.halfHeight, this.rows)
    this.chromaCellX = cellMap(this.halfWidth, this.chromaColumns)
    this.chromaCellY = cellMap(this.halfHeight, this.chromaRows)
    this.countCells()
  }

  private countCells(): void {
    const chromaAt = this.columns * this.rows
    const chromaSize = this.chromaColumns * this.chromaRows
    for (let y = 0; y < this.halfHeight; y++) {
      for (let x = 0; x < this.halfWidth; x++) {
        const chroma = chromaAt + this.chromaCellY[y]! * this.chromaColumns + this.chromaCellX[x]!
        this.cellCounts[this.lumaCellY[y]! * this.columns + this.lumaCellX[x]!]!++
        this.cellCounts[chroma]!++
        this.cellCounts[chroma + chromaSize]!++
      }
    }
  }

  /** Reads a frame in one pass over its 2 × 2 px squares. */
  take(rgb: Uint8Array): void {
    this.swap()
    const { halfWidth, halfHeight, current, previous, cellSums, cellCounts, lumaBins, chromaBins } = this
    const { lumaCellX, chromaCellX } = this
    const stride = halfWidth * 6
    const chromaAt = this.columns * this.rows
    const chromaSize = this.chromaColumns * this.chromaRows
    let sum = 0
    let squares = 0
    let dark = 0
    let edges = 0
    let still = 0
    for (let y = 0; y < halfHeight; y++) {
      const lumaRow = this.lumaCellY[y]! * this.columns
      const chromaRow = chromaAt + this.chromaCellY[y]! * this.chromaColumns
      let at = y * 2 * stride
      let left = -1
      for (let x = 0; x < halfWidth; x++, at += 6) {
        const down = at + stride
        const r = rgb[at]! + rgb[at + 3]! + rgb[down]! + rgb[down + 3]!
        const g = rgb[at + 1]! + rgb[at + 4]! + rgb[down + 1]! + rgb[down + 4]!
        const b = rgb[at + 2]! + rgb[at + 5]! + rgb[down + 2]! + rgb[down + 5]!
        // BT.601 in 16-bit fixed point, of sums of four.
        const luma = (19595 * r + 38470 * g + 7471 * b + 131072) >> 18
        const cb = 128 + ((-11059 * r - 21709 * g + 32768 * b) >> 18)
        const cr = 128 + ((32768 * r - 27439 * g - 5329 * b) >> 18)
        const i = y * halfWidth + x
        current[i] = luma
        sum += luma
        squares += luma * luma
        if (luma < darkBelow) dark++
        if (left >= 0) edges += luma > left ? luma - left : left - luma
        left = luma
        const change = luma - previous[i]!
        still += change < 0 ? -change : change
        lumaBins[luma >> 3]!++
        chromaBins[chromaBin[cb]! * 8 + chromaBin[cr]!]!++
        cellSums[lumaRow + lumaCellX[x]!]! += luma
        const chromaCell = chromaRow + chromaCellX[x]!
        cellSums[chromaCell]! += cb
        cellSums[chromaCell + chromaSize]! += cr
      }
    }
    const count = halfWidth * halfHeight
    this.luma = sum / count
    this.contrast = Math.sqrt(Math.max(0, squares / count - this.luma * this.luma))
    this.detail = edges / count
    this.darkShare = dark / count
    this.stillDifference = still / count
    for (let i = 0; i < cellSums.length; i++)
      this.thumbnail[i] = Math.round(cellSums[i]! / Math.max(1, cellCounts[i]!))
  }

  compare(): Match {
    return this.matcher.compare(this.previous, this.current)
  }

  lumaHistogramDistance(): number {
    return histogramDistance(this.lumaBins, this.lumaBinsBefore, this.current.length)
  }

  chromaHistogramDistance(): number {
    return histogramDistance(this.chromaBins, this.chromaBinsBefore, this.current.length)
  }

  private swap(): void {
    ;[this.current, this.previous] = [this.previous, this.current]
    ;[this.lumaBins, this.lumaBinsBefore] = [this.lumaBinsBefore, this.lumaBins]
    ;[this.chromaBins, this.chromaBinsBefore] = [this.chromaBinsBefore, this.chromaBins]
    this.lumaBins.fill(0)
    this.chromaBins.fill(0)
    this.cellSums.fill(0)
  }
}

/** The bin of a chroma value: finer around grey, where most pixels of most pictures are. */
const chromaBin = Uint8Array.from(
  { length: 256 },
  (_, value) => [96, 116, 124, 128, 132, 140, 160].filter((end) => value >= end).length,
)

function histogramDistance(a: Int32Array, b: Int32Array, count: number): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - b[i]!)
  return sum / (2 * count)
}

function cellMap(length: number, cells: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => Math.min(cells - 1, Math.floor((i * cells) / length)))
}
