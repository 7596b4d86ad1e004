import type { GlobalMotion } from './global-motion.ts'
import type { LumaPlane, MotionPicture } from './motion-picture.ts'

/** What moves against the camera, block by block. */
export interface LocalMotion {
  /** Mean over the picture of the movement against the camera, px of half size. */
  subjectPx: number
  /** Mean over the picture of the whole movement, camera and subject, px of half size. */
  seenPx: number
  /** Mean over the picture of the camera's movement alone, px of half size. */
  cameraPx: number
  /** Share of blocks that changed beyond noise. */
  changedShare: number
  /** Share of blocks whose change no movement explains: most of them across a cut. */
  unexplainedShare: number
}

/** Side of a block in px of half size; blocks are matched with one px around them. */
const side = 4
/** Longest search step; steps halve down to 1, so a block is found up to 2·step px away. */
const longestStep = 4
/** A movement near by that leaves so little of the difference needs no search. */
const nearEnough = 0.3
/** A block has changed when its mean difference exceeds so many times that of the calmest blocks, and so many levels. */
const noiseFactor = 2.5
const leastChange = 0.8
/** Mean difference that noise can make at this size, levels, and how fast it may grow from pair to pair. */
const mostNoise = 3
const noiseRise = 1.1

/** Finds, for each block that the camera's motion leaves different, where it went. */
export class LocalMotionEstimator {
  private readonly columns: number
  private readonly rows: number
  private readonly differences: Float32Array
  private readonly sorted: Float32Array
  /** The later picture with the camera's motion and the change of brightness taken back. */
  private readonly steadied: Float32Array
  private readonly width: number
  private readonly height: number
  private noise = mostNoise
  // The match of the block in hand, against the camera's motion.
  private bestX = 0
  private bestY = 0

  constructor(like: MotionPicture) {
    this.width = like.half.width
    this.height = like.half.height
    this.columns = Math.max(1, Math.floor((this.width - 2) / side))
    this.rows = Math.max(1, Math.floor((this.height - 2) / side))
    this.differences = new Float32Array(this.columns * this.rows)
    this.sorted = new Float32Array(this.columns * this.rows)
    this.steadied = new Float32Array(like.half.values.length)
  }

  estimate(earlier: MotionPicture, later: MotionPicture, camera: GlobalMotion): LocalMotion {
    steady(later.half, camera, this.steadied)
    const { columns, rows, differences, width, height } = this
    const blocks = columns * rows
    for (let row = 0, block = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, block++) {
        differences[block] = this.difference(earlier, 1 + column * side, 1 + row * side, 0, 0, Infinity)
      }
    }
    // Noise stays much the same from frame to frame; where all is in motion, the calmest blocks are no measure of it.
    this.noise = Math.min(this.calmDifference(), this.noise * noiseRise, mostNoise)
    const { noise } = this
    const changedFrom = Math.max(leastChange, noiseFactor * noise)

    const middle = (side - 1) / 2
    let subject = 0
    let seen = 0
    let cameraSum = 0
    let changed = 0
    let unexplained = 0
    for (let row = 0, block = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, block++) {
        const x = 1 + column * side
        const y = 1 + row * side
        const fromMiddleX = x + middle - (width - 1) / 2
        const fromMiddleY = y + middle - (height - 1) / 2
        const cameraX = camera.shiftX + camera.zoom * fromMiddleX - camera.turn * fromMiddleY
        const cameraY = camera.shiftY + camera.zoom * fromMiddleY + camera.turn * fromMiddleX
        const still = differences[block]!
        let movedX = 0
        let movedY = 0
        if (still > changedFrom) {
          changed++
          const left = this.match(earlier, x, y, still)
          // Change that no movement explains (a light, what is uncovered) moves as much as it is explained.
          const explained = Math.min(1, Math.max(0, (still - left) / (still - Math.min(noise, still / 2))))
          movedX = this.bestX * explained
          movedY = this.bestY * explained
          if (left > changedFrom && left > 0.5 * this.texture(earlier, x, y)) unexplained++
        }
        cameraSum += Math.sqrt(cameraX * cameraX + cameraY * cameraY)
        subject += Math.sqrt(movedX * movedX + movedY * movedY)
        seen += Math.sqrt((cameraX + movedX) ** 2 + (cameraY + movedY) ** 2)
      }
    }
    return {
      subjectPx: subject / blocks,
      seenPx: seen / blocks,
      cameraPx: cameraSum / blocks,
      changedShare: changed / blocks,
      unexplainedShare: unexplained / blocks,
    }
  }

  /** Mean difference of the calmest fifth of the blocks: noise, where something stands still at all. */
  private calmDifference(): number {
    this.sorted.set(this.differences)
    this.sorted.sort()
    return this.sorted[Math.floor(this.sorted.length / 5)]!
  }

  /**
   * Mean absolute difference of a block and its surround to the steadied picture shifted by whole px; Infinity as soon
   * as it is sure to exceed `limit`.
   */
  private difference(
    earlier: MotionPicture,
    x: number,
    y: number,
    dx: number,
    dy: number,
    limit: number,
  ): number {
    const { width, height, steadied } = this
    if (x - 1 + dx < 0 || y - 1 + dy < 0 || x + side + dx >= width || y + side + dy >= height) return Infinity
    const { values } = earlier.half
    const shift = dy * width + dx
    const mostSum = limit * (side + 2) ** 2
    let sum = 0
    for (let row = y - 1; row <= y + side; row++) {
      const start = row * width + x - 1
      for (let i = start; i < start + side + 2; i++) {
        const d = steadied[i + shift]! - values[i]!
        sum += d < 0 ? -d : d
      }
      if (sum > mostSum) return Infinity
    }
    return sum / (side + 2) ** 2
  }

  /** Looks near by, and farther in halving steps if need be; sets `bestX`, `bestY`, returns the difference that is left. */
  private match(earlier: MotionPicture, x: number, y: number, still: number): number {
    this.bestX = 0
    this.bestY = 0
    const near = this.refine(earlier, x, y, still)
    if (near < nearEnough * still && Math.abs(this.bestX) < 1 && Math.abs(this.bestY) < 1) return near
    const nearX = this.bestX
    const nearY = this.bestY
    let best = still
    let bestX = 0
    let bestY = 0
    for (let step = longestStep; step >= 1; step >>= 1) {
      const fromX = bestX
      const fromY = bestY
      for (let place = 0; place < 9; place++) {
        if (place === 4) continue
        const dx = fromX + ((place % 3) - 1) * step
        const dy = fromY + (Math.floor(place / 3) - 1) * step
        // Where all places fit alike (flat or repeating), the nearest is meant.
        const limit = best * 0.95 - 0.02
        const difference = this.difference(earlier, x, y, dx, dy, limit)
        if (difference < limit) {
          best = difference
          bestX = dx
          bestY = dy
        }
      }
    }
    this.bestX = bestX
    this.bestY = bestY
    const far = bestX === 0 && bestY === 0 ? near : this.refine(earlier, x, y, best)
    if (far < near) return far
    this.bestX = nearX
    this.bestY = nearY
    return near
  }

  /** Adds a fraction of a px by one least-squares step (Lucas and Kanade 1981) where that leaves less than `before`. */
  private refine(earlier: MotionPicture, x: number, y: number, before: number): number {
    const { width, steadied } = this
    const { gradientX, gradientY } = earlier
    const { values } = earlier.half
    const shift = this.bestY * width + this.bestX
    let xx = 40
    let yy = 40
    let xy = 0
    let xr = 0
    let yr = 0
    for (let row = y - 1; row <= y + side; row++) {
      const start = row * width + x - 1
      for (let i = start; i < start + side + 2; i++) {
        const gx = gradientX[i]!
        const gy = gradientY[i]!
        const r = steadied[i + shift]! - values[i]!
        xx += gx * gx
        xy += gx * gy
        yy += gy * gy
        xr += gx * r
        yr += gy * r
      }
    }
    const determinant = xx * yy - xy * xy
    const stepX = limited((xy * yr - yy * xr) / determinant)
    const stepY = limited((xy * xr - xx * yr) / determinant)
    let left = 0
    for (let row = y - 1; row <= y + side; row++) {
      const start = row * width + x - 1
      for (let i = start; i < start + side + 2; i++) {
        const d = steadied[i + shift]! - values[i]! + gradientX[i]! * stepX + gradientY[i]! * stepY
        left += d < 0 ? -d : d
      }
    }
    left /= (side + 2) ** 2
    if (left >= before) return before
    this.bestX += stepX
    this.bestY += stepY
    return left
  }

  /** Mean absolute deviation of a block and its surround from their mean. */
  private texture(earlier: MotionPicture, x: number, y: number): number {
    const { width } = this
    const { values } = earlier.half
    const count = (side + 2) ** 2
    let sum = 0
    for (let row = y - 1; row <= y + side; row++) {
      for (let i = row * width + x - 1; i <= row * width + x + side; i++) sum += values[i]!
    }
    const mean = sum / count
    let deviation = 0
    for (let row = y - 1; row <= y + side; row++) {
      for (let i = row * width + x - 1; i <= row * width + x + side; i++) {
        deviation += Math.abs(values[i]! - mean)
      }
    }
    return deviation / count
  }
}

function limited(step: number): number {
  return step > 1 ? 1 : step < -1 ? -1 : step
}

/** Fetches each px from where the camera's motion sent it; what came from outside repeats the border. */
function steady({ width, height, values }: LumaPlane, camera: GlobalMotion, steadied: Float32Array): void {
  const { shiftX, shiftY, zoom, turn, gain, offset } = camera
  const lastX = width - 1.001
  const lastY = height - 1.001
  for (let y = 0, i = 0; y < height; y++) {
    const fromMiddleY = y - (height - 1) / 2
    for (let x = 0; x < width; x++, i++) {
      const fromMiddleX = x - (width - 1) / 2
      let toX = x + shiftX + zoom * fromMiddleX - turn * fromMiddleY
      let toY = y + shiftY + zoom * fromMiddleY + turn * fromMiddleX
      toX = toX < 0 ? 0 : toX > lastX ? lastX : toX
      toY = toY < 0 ? 0 : toY > lastY ? lastY : toY
      const left = toX | 0
      const top = toY | 0
      const fx = toX - left
      const p = top * width + left
      const upper = values[p]! + fx * (values[p + 1]! - values[p]!)
      const lower = values[p + width]! + fx * (values[p + width + 1]! - values[p + width]!)
      steadied[i] = (upper + (toY - top) * (lower - upper) - offset) / gain
    }
  }
}
