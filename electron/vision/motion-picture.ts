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
  private readonly rows: Float32Array

  constructor(width: number, height: number) {
    this.half = new LumaPlane(width >> 1, height >> 1)
    this.quarter = new LumaPlane(width >> 2, height >> 2)
    this.eighth = new LumaPlane(width >> 3, height >> 3)
    this.gradientX = new Float32Array(this.half.values.length)
    this.gradientY = new Float32Array(this.half.values.length)
    this.rows = new Float32Array(this.half.values.length)
    this.textured = new Uint32Array(this.half.values.length)
  }

  fill(luma: Uint8Array, width: number, timeS: number): void {
    this.timeS = timeS
    halve(luma, width, this.half)
    smooth(this.half, this.rows)
    halve(this.half.values, this.half.width, this.quarter)
    halve(this.quarter.values, this.quarter.width, this.eighth)
  }

  /** Needed once a picture becomes the one that others are compared with. */
  findGradients(): void {
    const { gradientX, gradientY, textured } = this
    const { width, height, values } = this.half
    let count = 0
    for (let y = 1; y < height - 1; y++) {
      for (let x = 1, i = y * width + 1; x < width - 1; x++, i++) {
        const gx = (values[i + 1]! - values[i - 1]!) / 2
        const gy = (values[i + width]! - values[i - width]!) / 2
        gradientX[i] = gx
        gradientY[i] = gy
        if (gx > leastGradient || gx < -leastGradient || gy > leastGradient || gy < -leastGradient) {
          textured[count++] = i
        }
      }
    }
    this.texturedCount = count
  }

  /** Fills this picture with another's, its brightness changed; gradients are left out. */
  brightened(other: MotionPicture, gain: number, offset: number): void {
    for (const level of ['half', 'quarter', 'eighth'] as const) {
      const from = other[level].values
      const to = this[level].values
      for (let i = 0; i < to.length; i++) to[i] = gain * from[i]! + offset
    }
  }
}

export class LumaPlane {
  readonly width: number
  readonly height: number
  readonly values: Float32Array

  constructor(width: number, height: number) {
    this.width = Math.max(1, width)
    this.height = Math.max(1, height)
    this.values = new Float32Array(this.width * this.height)
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

/** Means of 2 × 2. */
function halve(source: ArrayLike<number>, sourceWidth: number, target: LumaPlane): void {
  const { width, height, values } = target
  const right = sourceWidth > 1 ? 1 : 0
  const below = source.length > sourceWidth ? sourceWidth : 0
  for (let y = 0; y < height; y++) {
    for (let x = 0, i = y * width, p = 2 * y * sourceWidth; x < width; x++, i++, p += 2) {
      values[i] = (source[p]! + source[p + right]! + source[p + below]! + source[p + below + right]!) / 4
    }
  }
}

/** Weights 1 2 1 both ways: finer detail would make fractions of a px read too long between its samples. */
function smooth({ width, height, values }: LumaPlane, rows: Float32Array): void {
  for (let y = 0; y < height; y++) {
    const start = y * width
    const end = start + width - 1
    rows[start] = values[start]!
    rows[end] = values[end]!
    for (let i = start + 1; i < end; i++) rows[i] = (values[i - 1]! + 2 * values[i]! + values[i + 1]!) / 4
  }
  for (let i = width; i < width * (height - 1); i++) {
    values[i] = (rows[i - width]! + 2 * rows[i]! + rows[i + width]!) / 4
  }
  values.set(rows.subarray(0, width))
  values.set(rows.subarray(width * (height - 1)), width * (height - 1))
}
