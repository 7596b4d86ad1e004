import { padded, scratchMemory } from './simd/simd-memory.ts'

/** One grey picture, 8 bits, row by row. */
export interface Plane {
  width: number
  height: number
  values: Uint8Array
}

/** What remains of one picture when another is moved onto it block by block. */
export interface Match {
  /** Mean absolute difference over the blocks' best places, 0 to 255. */
  residual: number
  /** The same after each block's mean is taken out: blind to changes of light, 0 to 255. */
  structureResidual: number
  /**
   * Share of the picture that is new, 0 to 1: blocks whose best place differs from them by as much as they differ from
   * plain grey (`residual / (activity + noise)` near or over 1).
   */
  novelty: number
  /** Share of blocks that are not what they were in the same place: moved, lit or new. */
  alteredShare: number
  /** Share of blocks of which a good part is new. */
  changedShare: number
  /** Share of block rows with such a block: a new caption changes many blocks of few rows. */
  changedRows: number
  /** Mean displacement, px of the plane. */
  displacement: number
}

export function noMatch(): Match {
  return {
    residual: 0,
    structureResidual: 0,
    novelty: 0,
    alteredShare: 0,
    changedShare: 0,
    changedRows: 0,
    displacement: 0,
  }
}

/** A block counts as changed from this novelty on. */
const changedFrom = 0.3
/** Block activity below this is noise of camera and codec, not texture. Levels of 255. */
const noiseLevels = 3
const settledLevels = 1.2
/** A block is altered when it differs at rest by more than codec noise, and by a part of its texture. */
const alteredLevels = 1.5
const alteredTexture = 0.2

/**
 * Predictive block matching (Tourapis 2002, EPZS): each block is tried at rest, at its neighbours' and its own last
 * displacement, and follows the best of them downhill in a small diamond. Finds what a full search finds in almost
 * every picture at a twentieth of the cost. Holds its buffers: one for each size of plane.
 */
export class BlockMatcher {
  readonly columns: number
  readonly rows: number
  private readonly width: number
  private readonly height: number
  private readonly block: number
  private readonly reach: number
  /** Each block's last displacement, x then y. */
  private readonly moves: Int16Array
  readonly match: Match = noMatch()
  /** Each block's part of `match.novelty`, row by row. */
  readonly blockNovelty: Float32Array

  constructor(width: number, height: number, block: number, reach: number) {
    this.width = width
    this.height = height
    this.block = Math.min(block, width, height)
    this.reach = reach
    this.columns = Math.floor(width / this.block)
    this.rows = Math.floor(height / this.block)
    this.moves = new Int16Array(2 * this.columns * this.rows)
    this.blockNovelty = new Float32Array(this.columns * this.rows)
  }

  /** Forgets the last displacements, so that a result doesn't depend on what was compared before. */
  reset(): void {
    this.moves.fill(0)
  }

  /** Compares two planes; the result is lent until the next call. */
  compare(previous: Uint8Array, current: Uint8Array): Match {
    const { columns, rows, match, blockNovelty } = this
    const [residual, structureResidual, novelty, altered, displacement] = this.sums(previous, current)
    const count = columns * rows
    let changed = 0
    let changedRows = 0
    for (let row = 0, block = 0; row < rows; row++) {
      let inRow = 0
      for (let column = 0; column < columns; column++) if (blockNovelty[block++]! >= changedFrom) inRow++
      changed += inRow
      if (inRow > 0) changedRows++
    }
    match.residual = residual / count
    match.structureResidual = structureResidual / count
    match.novelty = novelty / count
    match.alteredShare = altered / count
    match.changedShare = changed / count
    match.changedRows = changedRows / rows
    match.displacement = displacement / count
    return match
  }

  /** Sums over the blocks; leaves their displacements and novelties. */
  private sums(previous: Uint8Array, current: Uint8Array): [number, number, number, number, number] {
    const { moves, blockNovelty } = this
    const memory = scratchMemory(
      2 * padded(current.length) + padded(moves.byteLength) + padded(blockNovelty.byteLength) + padded(40),
    )
    const before = memory.bytes(previous.length)
    const after = memory.bytes(current.length)
    const moved = memory.shorts(moves.length)
    const news = memory.floats(blockNovelty.length)
    const sums = memory.doubles(5)
    before.set(previous)
    after.set(current)
    moved.set(moves)
    memory.run.matchBlocks(
      before.byteOffset,
      after.byteOffset,
      this.width,
      this.height,
      this.block,
      this.reach,
      settledLevels,
      alteredLevels,
      alteredTexture,
      noiseLevels,
      moved.byteOffset,
      news.byteOffset,
      sums.byteOffset,
    )
    moves.set(moved)
    blockNovelty.set(news)
    return [sums[0]!, sums[1]!, sums[2]!, sums[3]!, sums[4]!]
  }
}
