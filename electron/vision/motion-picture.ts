import { padded, type SimdMemory } from './simd/simd-memory.ts'

/** Gradients below this (levels per px, both ways) say nothing that noise doesn't. */
const leastGradient = 1

/**
 * What motion is measured on: luma at a half, a quarter and an eighth of the small frame, with the half's gradients.
 * Buffers are filled again for each frame.
 */
export class MotionPicture {
  readonly half: LumaPlane
  readonly quarter: LumaPlane
  readonly eighth: LumaPlane
  /** Central differences of `half`, levels per px; 0 at its border. */
  readonly gradientX: Float32Array
  readonly gradientY: Float32Array
  /** Indexes of the px of `half` whose gradient is more than noise; `texturedCount` of them. */
  readonly textured: Uint32Array
  texturedCount = 0
  timeS = 0
  private readonly memory: SimdMemory
  private readonly width: number
  private readonly height: number
  private readonly luma: Uint8Array
  private readonly rows: Float32Array

  /** How many bytes of memory one takes. */
  static bytes(width: number, height: number): number {
    const half = padded(4 * Math.max(1, width >> 1) * Math.max(1, height >> 1))
    return padded(width * height) + 7 * half
  }

  constructor(width: number, height: number, memory: SimdMemory) {
    this.memory = memory
    this.width = width
    this.height = height
    this.luma = memory.bytes(width * height)
    this.half = new LumaPlane(width >> 1, height >> 1, memory)
    this.quarter = new LumaPlane(width >> 2, height >> 2, memory)
    this.eighth = new LumaPlane(width >> 3, height >> 3, memory)
    const count = this.half.values.length
    this.gradientX = memory.floats(count)
    this.gradientY = memory.floats(count)
    this.rows = memory.floats(count)
    this.textured = memory.integers(count)
  }

  fill(luma: Uint8Array, timeS: number): void {
    const { half, quarter, eighth } = this
    this.timeS = timeS
    this.luma.set(luma)
    this.memory.run.fillPicture(
      this.luma.byteOffset,
      this.width,
      this.height,
      half.values.byteOffset,
      half.width,
      half.height,
      quarter.values.byteOffset,
      quarter.width,
      quarter.height,
      eighth.values.byteOffset,
      eighth.width,
      eighth.height,
      this.rows.byteOffset,
    )
  }

  /** Needed once a picture becomes the one that others are compared with. */
  findGradients(): void {
    const { half, gradientX, gradientY, textured } = this
    this.texturedCount = this.memory.run.findGradients(
      half.values.byteOffset,
      half.width,
      half.height,
      leastGradient,
      gradientX.byteOffset,
      gradientY.byteOffset,
      textured.byteOffset,
    )
  }

  /** Fills this picture with another's, its brightness changed, to a 64th of a level; gradients are left out. */
  brightened(other: MotionPicture, gain: number, offset: number): void {
    for (const level of ['half', 'quarter', 'eighth'] as const) {
      const from = other[level].values
      const to = this[level].values
      for (let i = 0; i < to.length; i++) to[i] = Math.floor(64 * (gain * from[i]! + offset) + 0.5) / 64
    }
  }
}

export class LumaPlane {
  readonly width: number
  readonly height: number
  readonly values: Float32Array

  private readonly memory: SimdMemory

  constructor(width: number, height: number, memory: SimdMemory) {
    this.memory = memory
    this.width = Math.max(1, width)
    this.height = Math.max(1, height)
    this.values = memory.floats(this.width * this.height)
  }

  /**
   * Mean absolute difference to a plane of the same size and memory where both overlap when this one is shifted, over
   * every `step`-th row; Infinity where little overlaps.
   */
  shiftedDifference(later: LumaPlane, x: number, y: number, step: number): number {
    const { width, height, values } = this
    const from = Math.max(0, -x)
    const to = Math.min(width, width - x)
    const top = Math.max(0, -y)
    const bottom = Math.min(height, height - y)
    if (3 * (to - from) < width || 3 * (bottom - top) < height) return Infinity
    const sum = this.memory.run.shiftedDifference(
      values.byteOffset,
      later.values.byteOffset,
      width,
      from,
      to,
      top,
      bottom,
      step,
      y * width + x,
    )
    return sum / (Math.ceil((bottom - top) / step) * (to - from))
  }

  /** Value between px, 0 ≤ x < width − 1, 0 ≤ y < height − 1. */
  at(x: number, y: number): number {
    const { width, values } = this
    const left = x | 0
    const top = y | 0
    const p = top * width + left
    const fx = x - left
    const upper = values[p]! + fx * (values[p + 1]! - values[p]!)
    const lower = values[p + width]! + fx * (values[p + width + 1]! - values[p + width]!)
    return upper + (y - top) * (lower - upper)
  }
}
