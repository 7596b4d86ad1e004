// The loops over px of local-motion.ts, which says what they are for.

const side = 4
/** A block with the px around it. */
const reach = side + 2
const area = <f64>(reach * reach)
const longestStep = 4
const nearEnough = 0.3

/** Fetches each px from where the camera's motion sent it, to a 64th of a level. */
export function steady(
  later: usize,
  width: i32,
  height: i32,
  shiftX: f64,
  shiftY: f64,
  zoom: f64,
  turn: f64,
  gain: f64,
  offset: f64,
  to: usize,
): void {
  const lastX = <f64>width - 1.001
  const lastY = <f64>height - 1.001
  const middleX = <f64>(width - 1) / 2
  const middleY = <f64>(height - 1) / 2
  for (let y = 0; y < height; y++) {
    const fromMiddleY = <f64>y - middleY
    for (let x = 0; x < width; x++) {
      const fromMiddleX = <f64>x - middleX
      let toX = <f64>x + shiftX + zoom * fromMiddleX - turn * fromMiddleY
      let toY = <f64>y + shiftY + zoom * fromMiddleY + turn * fromMiddleX
      toX = toX < 0 ? 0 : toX > lastX ? lastX : toX
      toY = toY < 0 ? 0 : toY > lastY ? lastY : toY
      const left = <i32>toX
      const top = <i32>toY
      const fx = toX - <f64>left
      const p = later + 4 * (top * width + left)
      const below = p + 4 * width
      const upper = <f64>load<f32>(p) + fx * (<f64>load<f32>(p, 4) - <f64>load<f32>(p))
      const lower = <f64>load<f32>(below) + fx * (<f64>load<f32>(below, 4) - <f64>load<f32>(below))
      const level = (upper + (toY - <f64>top) * (lower - upper) - offset) / gain
      store<f32>(to + 4 * (y * width + x), <f32>(floor(level * 64 + 0.5) / 64))
    }
  }
}

let width: i32
let height: i32
let values: usize
let steadied: usize
let gradientX: usize
let gradientY: usize
/** The match of the block in hand, against the camera's motion. */
let bestX: f64
let bestY: f64

/** The mean absolute difference of each block and its surround to the steadied picture, f32 each. */
export function blockDifferences(
  earlier: usize,
  planeWidth: i32,
  planeHeight: i32,
  columns: i32,
  rows: i32,
  later: usize,
  to: usize,
): void {
  values = earlier
  width = planeWidth
  height = planeHeight
  steadied = later
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, to += 4) {
      store<f32>(to, <f32>difference(1 + column * side, 1 + row * side, 0, 0, Infinity))
    }
  }
}

/**
 * Looks for the block at (x, y) near by, and farther in halving steps if need be. Comes after `blockDifferences` for
 * the same pictures.
 *
 * @param to gets the movement, x and y as f64
 * @returns the difference that is left
 */
export function matchBlock(x: i32, y: i32, still: f64, gradientsX: usize, gradientsY: usize, to: usize): f64 {
  gradientX = gradientsX
  gradientY = gradientsY
  const left = search(x, y, still)
  store<f64>(to, bestX)
  store<f64>(to, bestY, 8)
  return left
}

function search(x: i32, y: i32, still: f64): f64 {
  bestX = 0
  bestY = 0
  const near = refine(x, y, 0, 0, still)
  if (near < nearEnough * still && abs(bestX) < 1 && abs(bestY) < 1) return near
  const nearX = bestX
  const nearY = bestY
  let best = still
  let atX = 0
  let atY = 0
  for (let step = longestStep; step >= 1; step >>= 1) {
    const fromX = atX
    const fromY = atY
    for (let place = 0; place < 9; place++) {
      if (place == 4) continue
      const dx = fromX + ((place % 3) - 1) * step
      const dy = fromY + (place / 3 - 1) * step
      const limit = best * 0.95 - 0.02
      const found = difference(x, y, dx, dy, limit)
      if (found < limit) {
        best = found
        atX = dx
        atY = dy
      }
    }
  }
  bestX = <f64>atX
  bestY = <f64>atY
  const far = atX == 0 && atY == 0 ? near : refine(x, y, atX, atY, best)
  if (far < near) return far
  bestX = nearX
  bestY = nearY
  return near
}

/** Infinity as soon as it is sure to exceed `limit`. All values are multiples of 1/64: no sum is rounded. */
function difference(x: i32, y: i32, dx: i32, dy: i32, limit: f64): f64 {
  if (x - 1 + dx < 0 || y - 1 + dy < 0 || x + side + dx >= width || y + side + dy >= height) return Infinity
  let at = values + 4 * ((y - 1) * width + x - 1)
  const away = steadied - values + 4 * (dy * width + dx)
  const lastTwo = i32x4(0, 0, -1, -1)
  let sums = f32x4.splat(0)
  for (let row = 0; row < reach; row++) {
    const four = f32x4.abs(f32x4.sub(v128.load(at + away), v128.load(at)))
    const last = f32x4.abs(f32x4.sub(v128.load(at + away, 8), v128.load(at, 8)))
    sums = f32x4.add(sums, f32x4.add(four, v128.and(last, lastTwo)))
    at += 4 * width
  }
  const sum = <f64>(
    (f32x4.extract_lane(sums, 0) +
      f32x4.extract_lane(sums, 1) +
      f32x4.extract_lane(sums, 2) +
      f32x4.extract_lane(sums, 3))
  )
  return sum > limit * area ? Infinity : sum / area
}

function refine(x: i32, y: i32, dx: i32, dy: i32, before: f64): f64 {
  const away = steadied - values + 4 * (dy * width + dx)
  let xx: f64 = 40
  let yy: f64 = 40
  let xy: f64 = 0
  let xr: f64 = 0
  let yr: f64 = 0
  for (let row = y - 1; row <= y + side; row++) {
    const start = 4 * (row * width + x - 1)
    for (let i = start; i < start + 4 * reach; i += 4) {
      const gx = <f64>load<f32>(gradientX + i)
      const gy = <f64>load<f32>(gradientY + i)
      const r = <f64>load<f32>(values + i + away) - <f64>load<f32>(values + i)
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
  let left: f64 = 0
  for (let row = y - 1; row <= y + side; row++) {
    const start = 4 * (row * width + x - 1)
    for (let i = start; i < start + 4 * reach; i += 4) {
      const r = <f64>load<f32>(values + i + away) - <f64>load<f32>(values + i)
      left += abs(r + <f64>load<f32>(gradientX + i) * stepX + <f64>load<f32>(gradientY + i) * stepY)
    }
  }
  left /= area
  if (left >= before) return before
  bestX += stepX
  bestY += stepY
  return left
}

function limited(step: f64): f64 {
  return step > 1 ? 1 : step < -1 ? -1 : step
}

/** Mean absolute deviation of a block and its surround from their mean. Comes after `blockDifferences`. */
export function texture(x: i32, y: i32): f64 {
  let sum: f64 = 0
  for (let row = y - 1; row <= y + side; row++) {
    const start = values + 4 * (row * width + x - 1)
    for (let at = start; at < start + 4 * reach; at += 4) sum += <f64>load<f32>(at)
  }
  const mean = sum / area
  let deviation: f64 = 0
  for (let row = y - 1; row <= y + side; row++) {
    const start = values + 4 * (row * width + x - 1)
    for (let at = start; at < start + 4 * reach; at += 4) deviation += abs(<f64>load<f32>(at) - mean)
  }
  return deviation / area
}
