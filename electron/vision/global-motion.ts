import type { LumaPlane, MotionPicture } from './motion-picture.ts'

/**
 * How the camera moved between two pictures. A point at (x, y) from the middle of the picture, in px of its half size,
 * moves by (shiftX + zoom·x − turn·y, shiftY + zoom·y + turn·x).
 */
export interface GlobalMotion {
  shiftX: number
  shiftY: number
  /** Relative growth; positive when the camera comes closer. */
  zoom: number
  /** Radians, clockwise on the screen. */
  turn: number
  /** Brightness of the later picture: gain × earlier + offset. */
  gain: number
  offset: number
  /** Standard error of a point's mean movement, px of half size, from what the motion leaves unexplained. */
  errorPx: number
}

const refinements = 4
/** So many px with detail tell a motion; where there are more, every second, third, … is taken. */
const enoughTextured = 900
/** Share of px with detail from which a motion can be told, and how much of the difference a motion may leave. */
const leastTexturedShare = 0.02
const mostLeftShare = 0.9
/** A search from where motion was before is good enough when it leaves less than this share of the texture. */
const goodShare = 0.3

/**
 * Camera motion: a search over whole px on the coarse levels, then Gauss–Newton on the half size with weights that
 * leave out what moves on its own (inverse-compositional alignment, Baker and Matthews 2004; Geman–McClure weights,
 * Black and Anandan 1996).
 */
export class GlobalMotionEstimator {
  private lastX = 0
  private lastY = 0
  /** The earlier picture in the light of the later one. */
  private readonly brightened: MotionPicture
  private readonly bins = new Uint32Array(128)
  private readonly normal = new Float64Array(14)

  /** @param room another picture of the same size and memory, filled here */
  constructor(room: MotionPicture) {
    this.brightened = room
  }

  /** After a cut nothing is known of the motion. */
  forget(): void {
    this.lastX = 0
    this.lastY = 0
  }

  /** @param earlier with its gradients found */
  estimate(earlier: MotionPicture, later: MotionPicture): GlobalMotion {
    const motion = { shiftX: 0, shiftY: 0, zoom: 0, turn: 0, gain: 1, offset: 0, errorPx: 0 }
    const asIs = this.search(earlier, later)
    const change = brightnessChange(earlier.eighth, later.eighth)
    let found = asIs
    if (change && asIs.difference > 1) {
      this.brightened.brightened(earlier, change.gain, change.offset)
      const brightened = this.search(this.brightened, later)
      if (brightened.difference < 0.8 * asIs.difference) {
        found = brightened
        motion.gain = change.gain
        motion.offset = change.offset
      }
    }
    motion.shiftX = found.x
    motion.shiftY = found.y
    this.refine(earlier, later, motion)
    if (!this.explains(earlier, later, motion)) {
      motion.shiftX = motion.shiftY = motion.zoom = motion.turn = 0
    }
    this.lastX = motion.shiftX / 2
    this.lastY = motion.shiftY / 2
    return motion
  }

  /** Best whole shift in px of half size, from: no motion, the last motion and, if need be, the best match of the eighth size. */
  private search(earlier: MotionPicture, later: MotionPicture): Shift {
    let best = descend(earlier.quarter, later.quarter, 0, 0, 2)
    const lastX = Math.round(this.lastX)
    const lastY = Math.round(this.lastY)
    if (lastX !== 0 || lastY !== 0)
      best = better(best, descend(earlier.quarter, later.quarter, lastX, lastY, 2))
    if (best.difference > Math.max(1, goodShare * deviation(later.quarter))) {
      const coarse = bestShift(earlier.eighth, later.eighth)
      best = better(best, descend(earlier.quarter, later.quarter, 2 * coarse.x, 2 * coarse.y, 2))
    }
    return descend(earlier.half, later.half, 2 * best.x, 2 * best.y, 4)
  }

  private refine(earlier: MotionPicture, later: MotionPicture, motion: GlobalMotion): void {
    let scale = 16
    for (let round = 0; round < refinements; round++) {
      const count = this.accumulate(earlier, later, motion, scale)
      if (count < 12) return
      const step = solveStep(this.normal)
      motion.shiftX -= step[0]!
      motion.shiftY -= step[1]!
      motion.zoom -= step[2]!
      motion.turn -= step[3]!
      scale = Math.max(1, 2 * 1.4826 * this.medianResidual(count))
      if (round > 0 && Math.abs(step[0]!) + Math.abs(step[1]!) < 0.01) break
    }
    motion.errorPx = this.errorPx(earlier.half, scale / 2)
  }

  /** Whether a motion leaves clearly less difference than standing still, where there is detail that could tell. */
  private explains(earlier: MotionPicture, later: MotionPicture, motion: GlobalMotion): boolean {
    if (earlier.texturedCount < leastTexturedShare * earlier.half.values.length) return false
    const { gain, offset } = motion
    const standing = { ...motion, shiftX: 0, shiftY: 0, zoom: 0, turn: 0 }
    const moved = meanDifference(earlier, later.half, motion, gain, offset)
    return moved < mostLeftShare * meanDifference(earlier, later.half, standing, gain, offset)
  }

  /** Normal equations of the four parameters, each residual r weighted by 1 / (1 + r² / scale²)²; returns how many px. */
  private accumulate(
    earlier: MotionPicture,
    later: MotionPicture,
    motion: GlobalMotion,
    scale: number,
  ): number {
    const { width, height, values } = earlier.half
    const { gradientX, gradientY, textured } = earlier
    const target = later.half.values
    const { shiftX, shiftY, zoom, turn, gain, offset } = motion
    const { bins, normal } = this
    bins.fill(0)
    const perSquare = 1 / (scale * scale)
    const middleX = (width - 1) / 2
    const middleY = (height - 1) / 2
    let n00 = 0
    let n01 = 0
    let n02 = 0
    let n03 = 0
    let n11 = 0
    let n12 = 0
    let n13 = 0
    let n22 = 0
    let n23 = 0
    let n33 = 0
    let b0 = 0
    let b1 = 0
    let b2 = 0
    let b3 = 0
    let count = 0
    const stride = Math.ceil(earlier.texturedCount / enoughTextured)
    for (let k = 0; k < earlier.texturedCount; k += stride) {
      const i = textured[k]!
      const y = (i / width) | 0
      const x = i - y * width
      const gx = gradientX[i]!
      const gy = gradientY[i]!
      const fromMiddleX = x - middleX
      const fromMiddleY = y - middleY
      const toX = x + shiftX + zoom * fromMiddleX - turn * fromMiddleY
      const toY = y + shiftY + zoom * fromMiddleY + turn * fromMiddleX
      if (!(toX >= 0 && toY >= 0 && toX < width - 1 && toY < height - 1)) continue
      const left = toX | 0
      const top = toY | 0
      const fx = toX - left
      const fy = toY - top
      const p = top * width + left
      const upper = target[p]! + fx * (target[p + 1]! - target[p]!)
      const lower = target[p + width]! + fx * (target[p + width + 1]! - target[p + width]!)
      const residual = upper + fy * (lower - upper) - gain * values[i]! - offset
      const size = residual < 0 ? -residual : residual
      bins[size < 31.75 ? (size * 4) | 0 : 127]!++
      const damped = 1 / (1 + residual * residual * perSquare)
      const weight = damped * damped
      const gz = gx * fromMiddleX + gy * fromMiddleY
      const gt = gy * fromMiddleX - gx * fromMiddleY
      const wx = weight * gx
      const wy = weight * gy
      n00 += wx * gx
      n01 += wx * gy
      n02 += wx * gz
      n03 += wx * gt
      n11 += wy * gy
      n12 += wy * gz
      n13 += wy * gt
      n22 += weight * gz * gz
      n23 += weight * gz * gt
      n33 += weight * gt * gt
      b0 += wx * residual
      b1 += wy * residual
      b2 += weight * gz * residual
      b3 += weight * gt * residual
      count++
    }
    normal.set([n00, n01, n02, n03, n11, n12, n13, n22, n23, n33, b0, b1, b2, b3])
    return count
  }

  private medianResidual(count: number): number {
    let seen = 0
    for (let bin = 0; bin < this.bins.length; bin++) {
      seen += this.bins[bin]!
      if (2 * seen >= count) return (bin + 0.5) / 4
    }
    return 32
  }

  /** From the weighted normal equations; residuals of neighbouring px go together, hence the factor. */
  private errorPx(plane: LumaPlane, noise: number): number {
    const correlation = 3
    const reach = (plane.width ** 2 + plane.height ** 2) / 24
    const n = this.normal
    const variance =
      1 / Math.max(1e-9, n[0]!) +
      1 / Math.max(1e-9, n[4]!) +
      reach / Math.max(1e-9, n[7]!) +
      reach / Math.max(1e-9, n[9]!)
    return correlation * noise * Math.sqrt(variance)
  }
}

interface Shift {
  x: number
  y: number
  /** Mean absolute difference that it leaves. */
  difference: number
}

/** A farther shift must explain clearly more. */
function better(near: Shift, far: Shift): Shift {
  return far.difference < 0.97 * near.difference ? far : near
}

/** Best whole shift of up to two fifths of the picture; far shifts must explain more. */
function bestShift(earlier: LumaPlane, later: LumaPlane): Shift {
  const reachX = Math.floor(earlier.width / 2.5)
  const reachY = Math.floor(earlier.height / 2.5)
  const best = { x: 0, y: 0, difference: Infinity }
  for (let y = -reachY; y <= reachY; y++) {
    for (let x = -reachX; x <= reachX; x++) {
      const difference = earlier.shiftedDifference(later, x, y, 1) * (1 + 0.01 * (Math.abs(x) + Math.abs(y)))
      if (difference < best.difference) {
        best.difference = difference
        best.x = x
        best.y = y
      }
    }
  }
  return best
}

/** Walks to the nearest shift that none of its four neighbours betters, looking at every `rowStep`-th row. */
function descend(
  earlier: LumaPlane,
  later: LumaPlane,
  startX: number,
  startY: number,
  rowStep: number,
): Shift {
  const best = {
    x: startX,
    y: startY,
    difference: earlier.shiftedDifference(later, startX, startY, rowStep),
  }
  for (let walked = 0; walked < 12; walked++) {
    const { x, y } = best
    for (let side = 0; side < 4; side++) {
      const sideX = x + (side === 0 ? 1 : side === 1 ? -1 : 0)
      const sideY = y + (side === 2 ? 1 : side === 3 ? -1 : 0)
      const difference = earlier.shiftedDifference(later, sideX, sideY, rowStep)
      if (difference < best.difference) {
        best.difference = difference
        best.x = sideX
        best.y = sideY
      }
    }
    if (best.x === x && best.y === y) break
  }
  return best
}

/** Gain and offset that give the earlier picture the later one's mean and spread; null where they hardly differ. */
function brightnessChange(earlier: LumaPlane, later: LumaPlane): { gain: number; offset: number } | null {
  const before = moments(earlier)
  const after = moments(later)
  if (Math.abs(after.mean - before.mean) < 1 && Math.abs(after.spread - before.spread) < 1) return null
  const gain = before.spread > 2 && after.spread > 2 ? after.spread / before.spread : 1
  return { gain, offset: after.mean - gain * before.mean }
}

function moments({ values }: LumaPlane): { mean: number; spread: number } {
  let sum = 0
  let squares = 0
  for (let i = 0; i < values.length; i++) {
    sum += values[i]!
    squares += values[i]! * values[i]!
  }
  const mean = sum / values.length
  return { mean, spread: Math.sqrt(Math.max(0, squares / values.length - mean * mean)) }
}

/** Mean absolute difference of neighbours two px apart: what a shift by the texture's own size would leave. */
function deviation({ width, values }: LumaPlane): number {
  let sum = 0
  for (let i = 2 * width + 2; i < values.length; i++) {
    const d = values[i]! - values[i - 2 * width - 2]!
    sum += d < 0 ? -d : d
  }
  return sum / values.length
}

/** Mean absolute difference where there is detail; what goes out of the picture is left out. */
function meanDifference(
  earlier: MotionPicture,
  later: LumaPlane,
  { shiftX, shiftY, zoom, turn }: GlobalMotion,
  gain: number,
  offset: number,
): number {
  const { width, height, values } = earlier.half
  let sum = 0
  let count = 0
  const stride = Math.ceil((2 * earlier.texturedCount) / enoughTextured)
  for (let k = 0; k < earlier.texturedCount; k += stride) {
    const i = earlier.textured[k]!
    const y = (i / width) | 0
    const x = i - y * width
    const fromMiddleX = x - (width - 1) / 2
    const fromMiddleY = y - (height - 1) / 2
    const toX = x + shiftX + zoom * fromMiddleX - turn * fromMiddleY
    const toY = y + shiftY + zoom * fromMiddleY + turn * fromMiddleX
    if (!(toX >= 0 && toY >= 0 && toX < width - 1 && toY < height - 1)) continue
    const d = later.at(toX, toY) - gain * values[i]! - offset
    sum += d < 0 ? -d : d
    count++
  }
  return count > 0 ? sum / count : Infinity
}

/** Solves the 4 × 4 normal equations, slightly damped, by Gaussian elimination; zoom and turn are nearly uncoupled. */
function solveStep(normal: Float64Array): Float64Array {
  const [n00, n01, n02, n03, n11, n12, n13, n22, n23, n33] = normal as unknown as number[]
  const damping = 1e-3 * (n00! + n11!) + 10
  const reach = 1e-3 * (n22! + n33!) + 10
  const rows = [
    [n00! + damping, n01!, n02!, n03!, normal[10]!],
    [n01!, n11! + damping, n12!, n13!, normal[11]!],
    [n02!, n12!, n22! + reach, n23!, normal[12]!],
    [n03!, n13!, n23!, n33! + reach, normal[13]!],
  ]
  for (let pivot = 0; pivot < 4; pivot++) {
    for (let row = pivot + 1; row < 4; row++) {
      const factor = rows[row]![pivot]! / rows[pivot]![pivot]!
      for (let column = pivot; column < 5; column++) rows[row]![column]! -= factor * rows[pivot]![column]!
    }
  }
  const step = new Float64Array(4)
  for (let row = 3; row >= 0; row--) {
    let value = rows[row]![4]!
    for (let column = row + 1; column < 4; column++) value -= rows[row]![column]! * step[column]!
    step[row] = value / rows[row]![row]!
  }
  return step
}
