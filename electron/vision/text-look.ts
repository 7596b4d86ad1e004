import { cutLine, type LinePicture } from './text-line.ts'
import type { GreyPicture, TextRegion } from './text-regions.ts'

/** Lines are compared at half the height at which they are read. */
export const lookHeightPx = 24
/** The same letters: this much of what changes along the lines is the same, and it is this strong against before. */
const leastAlike = 0.42
const leastStrength = 0.35
/** How much a new picture counts in the remembered look: what moves behind the letters is averaged out. */
const renewal = 0.2

/**
 * How a line of text looks: the steps of brightness along its rows and columns. What moves behind the letters changes, they
 * don't.
 */
export class TextLook {
  private steps: Float32Array
  private energy: number

  constructor(line: LinePicture) {
    this.steps = stepsOf(line)
    this.energy = dot(this.steps, this.steps)
  }

  /** Whether the same letters are at the same place of another picture. */
  isAt(picture: GreyPicture, region: TextRegion): boolean {
    return this.isIn(stepsOf(cutLine(picture, region, lookHeightPx)))
  }

  /** Like `isAt`; if so, remembers how they look there. */
  follow(picture: GreyPicture, region: TextRegion): boolean {
    const steps = stepsOf(cutLine(picture, region, lookHeightPx))
    if (!this.isIn(steps)) return false
    for (let i = 0; i < steps.length; i++) this.steps[i]! += renewal * (steps[i]! - this.steps[i]!)
    this.energy = dot(this.steps, this.steps)
    return true
  }

  private isIn(steps: Float32Array): boolean {
    if (steps.length !== this.steps.length) return false
    const together = dot(this.steps, steps)
    const energy = dot(steps, steps)
    if (this.energy === 0 || energy === 0) return false
    return together / Math.sqrt(this.energy * energy) >= leastAlike && together / this.energy >= leastStrength
  }
}

/** Steps to the next pixel on the right and to the next one below. */
function stepsOf({ luma, width }: LinePicture): Float32Array {
  const rows = luma.length / width
  const steps = new Float32Array(2 * luma.length)
  for (let row = 0; row < rows - 1; row++) {
    for (let column = 0; column < width - 1; column++) {
      const at = row * width + column
      steps[2 * at] = luma[at + 1]! - luma[at]!
      steps[2 * at + 1] = luma[at + width]! - luma[at]!
    }
  }
  return steps
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
