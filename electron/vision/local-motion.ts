import type { GlobalMotion } from './global-motion.ts'
import type { MotionPicture } from './motion-picture.ts'
import { padded, type SimdMemory } from './simd/simd-memory.ts'

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
  /** The movement of the block in hand against the camera's, x and y. */
  private readonly moved: Float64Array
  private readonly memory: SimdMemory

  /** How many bytes of memory one takes beside the pictures of so many px. */
  static bytes(width: number, height: number): number {
    const half = (width >> 1) * (height >> 1)
    return padded(4 * half) + padded(Math.max(4, (4 * half) / side ** 2)) + padded(16)
  }

  /** @param memory that of the pictures that will be compared */
  constructor(like: MotionPicture, memory: SimdMemory) {
    this.memory = memory
    this.width = like.half.width
    this.height = like.half.height
    this.columns = Math.max(1, Math.floor((this.width - 2) / side))
    this.rows = Math.max(1, Math.floor((this.height - 2) / side))
    this.differences = memory.floats(this.columns * this.rows)
    this.sorted = new Float32Array(this.columns * this.rows)
    this.steadied = memory.floats(like.half.values.length)
    this.moved = memory.doubles(2)
  }

  estimate(earlier: MotionPicture, later: MotionPicture, camera: GlobalMotion): LocalMotion {
    this.compareSteadied(earlier, later, camera)
    const { columns, rows, differences, width, height } = this
    const { run } = this.memory
    const blocks = columns * rows
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
          const left = run.matchBlock(
            x,
            y,
            still,
            earlier.gradientX.byteOffset,
            earlier.gradientY.byteOffset,
            this.moved.byteOffset,
          )
          // Change that no movement explains (a light, what is uncovered) moves as much as it is explained.
          const explained = Math.min(1, Math.max(0, (still - left) / (still - Math.min(noise, still / 2))))
          movedX = this.moved[0]! * explained
          movedY = this.moved[1]! * explained
          if (left > changedFrom && left > 0.5 * run.texture(x, y)) unexplained++
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

  /** Takes the camera's motion back from the later picture and asks each block how much it still differs. */
  private compareSteadied(earlier: MotionPicture, later: MotionPicture, camera: GlobalMotion): void {
    const { width, height, steadied, memory } = this
    const { shiftX, shiftY, zoom, turn, gain, offset } = camera
    memory.run.steady(
      later.half.values.byteOffset,
      width,
      height,
      shiftX,
      shiftY,
      zoom,
      turn,
      gain,
      offset,
      steadied.byteOffset,
    )
    memory.run.blockDifferences(
      earlier.half.values.byteOffset,
      width,
      height,
      this.columns,
      this.rows,
      steadied.byteOffset,
      this.differences.byteOffset,
    )
  }
}
