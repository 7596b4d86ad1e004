/** The block matching of before there were kernels, to compare them with. */

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
  private readonly moveX: Int16Array
  private readonly moveY: Int16Array
  private previous: Uint8Array = new Uint8Array(0)
  private current: Uint8Array = new Uint8Array(0)
  private left = 0
  private top = 0
  private bestCost = 0
  private restCost = 0
  private bestX = 0
  private bestY = 0
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
    this.moveX = new Int16Array(this.columns * this.rows)
    this.moveY = new Int16Array(this.columns * this.rows)
    this.blockNovelty = new Float32Array(this.columns * this.rows)
  }

  /** Forgets the last displacements, so that a result doesn't depend on what was compared before. */
  reset(): void {
    this.moveX.fill(0)
    this.moveY.fill(0)
  }

  /** Compares two planes; the result is lent until the next call. */
  compare(previous: Uint8Array, current: Uint8Array): Match {
    this.previous = previous
    this.current = current
    const { columns, rows, match } = this
    match.residual = match.structureResidual = match.novelty = match.displacement = 0
    match.alteredShare = match.changedShare = match.changedRows = 0
    // Blocks are centred: what does not divide is left out on both sides alike.
    const insetX = (this.width - columns * this.block) >> 1
    const insetY = (this.height - rows * this.block) >> 1
    for (let row = 0; row < rows; row++) {
      let changed = 0
      for (let column = 0; column < columns; column++) {
        this.left = insetX + column * this.block
        this.top = insetY + row * this.block
        this.search(row * columns + column, column, row)
        this.judge(row * columns + column)
        if (this.blockNovelty[row * columns + column]! >= changedFrom) changed++
      }
      match.changedShare += changed
      if (changed > 0) match.changedRows++
    }
    const count = columns * rows
    match.residual /= count
    match.structureResidual /= count
    match.novelty /= count
    match.alteredShare /= count
    match.changedShare /= count
    match.changedRows /= rows
    match.displacement /= count
    return match
  }

  private search(index: number, column: number, row: number): void {
    const { moveX, moveY, columns } = this
    const area = this.block * this.block
    const ownX = moveX[index]!
    const ownY = moveY[index]!
    this.bestCost = Infinity
    this.tryAt(0, 0)
    this.restCost = this.bestCost
    if (this.bestCost > settledLevels * area) {
      this.tryAt(ownX, ownY)
      if (column > 0) this.tryAt(moveX[index - 1]!, moveY[index - 1]!)
      if (row > 0) this.tryAt(moveX[index - columns]!, moveY[index - columns]!)
      if (this.bestCost > 2 * settledLevels * area) this.tryRing()
      this.descend()
    }
    moveX[index] = this.bestX
    moveY[index] = this.bestY
  }

  /** Eight far places, so that fast motion is found where no neighbour knows it. */
  private tryRing(): void {
    const far = this.reach >> 1
    for (let y = -far; y <= far; y += far) {
      for (let x = -far; x <= far; x += far) if (x !== 0 || y !== 0) this.tryAt(x, y)
    }
  }

  private descend(): void {
    for (let step = this.reach >> 2; step >= 1; step >>= 1) {
      for (let round = 0; round < 4; round++) {
        const x = this.bestX
        const y = this.bestY
        this.tryAt(x + step, y)
        this.tryAt(x - step, y)
        this.tryAt(x, y + step)
        this.tryAt(x, y - step)
        if (this.bestX === x && this.bestY === y) break
      }
    }
  }

  private tryAt(x: number, y: number): void {
    const { width, height, block, left, top, reach, previous, current, bestCost } = this
    if (x > reach || x < -reach || y > reach || y < -reach) return
    if (left + x < 0 || top + y < 0 || left + x + block > width || top + y + block > height) return
    let cost = 0
    for (let row = 0; row < block; row++) {
      let at = (top + row) * width + left
      let from = at + y * width + x
      for (let column = 0; column < block; column++) {
        const difference = current[at++]! - previous[from++]!
        cost += difference < 0 ? -difference : difference
      }
      if (cost >= bestCost) return
    }
    this.bestCost = cost
    this.bestX = x
    this.bestY = y
  }

  private judge(index: number): void {
    const { width, block, left, top, bestX, bestY, previous, current, match } = this
    const area = block * block
    let sum = 0
    let sumBefore = 0
    for (let row = 0; row < block; row++) {
      let at = (top + row) * width + left
      let from = at + bestY * width + bestX
      for (let column = 0; column < block; column++) {
        sum += current[at++]!
        sumBefore += previous[from++]!
      }
    }
    const mean = sum / area
    const shift = (sum - sumBefore) / area
    let activity = 0
    let structure = 0
    for (let row = 0; row < block; row++) {
      let at = (top + row) * width + left
      let from = at + bestY * width + bestX
      for (let column = 0; column < block; column++) {
        const value = current[at++]!
        activity += Math.abs(value - mean)
        structure += Math.abs(value - previous[from++]! - shift)
      }
    }
    const residual = this.bestCost / area
    const ratio = residual / (activity / area + noiseLevels)
    if (this.restCost / area > alteredLevels + alteredTexture * (activity / area)) match.alteredShare++
    const novelty = ratio >= 1 ? 1 : ratio <= 0.25 ? 0 : (ratio - 0.25) / 0.75
    this.blockNovelty[index] = novelty
    match.novelty += novelty
    match.residual += residual
    match.structureResidual += structure / area
    match.displacement += Math.sqrt(bestX * bestX + bestY * bestY)
  }
}
