// The search and the judgement of block-matching.ts, which says what they are for.

let width: i32
let height: i32
let block: i32
let reach: i32
let previous: usize
let current: usize
let left: i32
let top: i32
let bestCost: i32
let bestX: i32
let bestY: i32
let restCost: i32

const none = i32.MAX_VALUE

/**
 * Compares two planes of bytes block by block.
 *
 * @param moves a last displacement for each block, x then y as i16 each; gets the new ones
 * @param novelty gets one f32 for each block
 * @param to gets residual, structure residual, novelty, altered blocks, displacement as f64: sums over the blocks
 */
export function matchBlocks(
  before: usize,
  after: usize,
  planeWidth: i32,
  planeHeight: i32,
  side: i32,
  reachPx: i32,
  settled: f64,
  alteredLevels: f64,
  alteredTexture: f64,
  noise: f64,
  moves: usize,
  novelty: usize,
  to: usize,
): void {
  previous = before
  current = after
  width = planeWidth
  height = planeHeight
  block = side
  reach = reachPx
  const columns = width / block
  const rows = height / block
  const insetX = (width - columns * block) >> 1
  const insetY = (height - rows * block) >> 1
  const area = <f64>(block * block)
  let residuals: f64 = 0
  let structures: f64 = 0
  let news: f64 = 0
  let altered: f64 = 0
  let displacement: f64 = 0
  for (let row = 0, index = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, index++) {
      left = insetX + column * block
      top = insetY + row * block
      search(moves, index, column, row, columns, settled * area)
      const texture = deviations()
      const residual = <f64>bestCost / area
      const ratio = residual / (texture / area + noise)
      if (<f64>restCost / area > alteredLevels + alteredTexture * (texture / area)) altered += 1
      const here: f64 = ratio >= 1 ? 1 : ratio <= 0.25 ? 0 : (ratio - 0.25) / 0.75
      store<f32>(novelty + 4 * index, <f32>here)
      news += here
      residuals += residual
      structures += structure / area
      displacement += sqrt(<f64>(bestX * bestX + bestY * bestY))
    }
  }
  store<f64>(to, residuals)
  store<f64>(to, structures, 8)
  store<f64>(to, news, 16)
  store<f64>(to, altered, 24)
  store<f64>(to, displacement, 32)
}

function search(moves: usize, index: i32, column: i32, row: i32, columns: i32, settled: f64): void {
  const own = moves + 4 * index
  bestCost = none
  tryAt(0, 0)
  restCost = bestCost
  if (<f64>bestCost > settled) {
    tryAt(load<i16>(own), load<i16>(own, 2))
    if (column > 0) tryAt(load<i16>(own - 4), load<i16>(own - 2))
    if (row > 0) tryAt(load<i16>(own - 4 * columns), load<i16>(own - 4 * columns + 2))
    if (<f64>bestCost > 2 * settled) tryRing()
    descend()
  }
  store<i16>(own, <i16>bestX)
  store<i16>(own, <i16>bestY, 2)
}

function tryRing(): void {
  const far = reach >> 1
  for (let y = -far; y <= far; y += far) {
    for (let x = -far; x <= far; x += far) if (x != 0 || y != 0) tryAt(x, y)
  }
}

function descend(): void {
  for (let step = reach >> 2; step >= 1; step >>= 1) {
    for (let round = 0; round < 4; round++) {
      const x = bestX
      const y = bestY
      tryAt(x + step, y)
      tryAt(x - step, y)
      tryAt(x, y + step)
      tryAt(x, y - step)
      if (bestX == x && bestY == y) break
    }
  }
}

function tryAt(x: i32, y: i32): void {
  if (x > reach || x < -reach || y > reach || y < -reach) return
  if (left + x < 0 || top + y < 0 || left + x + block > width || top + y + block > height) return
  const at = current + top * width + left
  const cost = differenceAt(at, previous + (top + y) * width + left + x)
  if (cost >= bestCost) return
  bestCost = cost
  bestX = x
  bestY = y
}

/** Sum of absolute differences of a block of one plane and a block of another. */
function differenceAt(at: usize, from: usize): i32 {
  if (block == 8) {
    let sums = i16x8.splat(0)
    for (let row = 0; row < 8; row += 2) {
      const a = v128.load64_lane(at + width, v128.load64_zero(at), 1)
      const b = v128.load64_lane(from + width, v128.load64_zero(from), 1)
      sums = i16x8.add(sums, i16x8.extadd_pairwise_i8x16_u(apart(a, b)))
      at += 2 * width
      from += 2 * width
    }
    return added(sums)
  }
  if (block == 4) {
    const a = fourRows(at)
    const b = fourRows(from)
    return added(i16x8.extadd_pairwise_i8x16_u(apart(a, b)))
  }
  let sum = 0
  for (let row = 0; row < block; row++) {
    for (let column = 0; column < block; column++) {
      sum += abs(<i32>load<u8>(at + column) - <i32>load<u8>(from + column))
    }
    at += width
    from += width
  }
  return sum
}

function apart(a: v128, b: v128): v128 {
  return v128.or(i8x16.sub_sat_u(a, b), i8x16.sub_sat_u(b, a))
}

function fourRows(at: usize): v128 {
  let rows = v128.load32_zero(at)
  rows = v128.load32_lane(at + width, rows, 1)
  rows = v128.load32_lane(at + 2 * width, rows, 2)
  return v128.load32_lane(at + 3 * width, rows, 3)
}

function added(sums: v128): i32 {
  const pairs = i32x4.extadd_pairwise_i16x8_u(sums)
  return (
    i32x4.extract_lane(pairs, 0) +
    i32x4.extract_lane(pairs, 1) +
    i32x4.extract_lane(pairs, 2) +
    i32x4.extract_lane(pairs, 3)
  )
}

/** What remains of the block at its best place when both means are taken out; left by `deviations`. */
let structure: f64

/** How far the block is from its mean, summed. */
function deviations(): f64 {
  let sum = 0
  let sumBefore = 0
  const start = current + top * width + left
  const startBefore = previous + (top + bestY) * width + left + bestX
  for (let row = 0; row < block; row++) {
    const at = start + row * width
    const from = startBefore + row * width
    for (let column = 0; column < block; column++) {
      sum += load<u8>(at + column)
      sumBefore += load<u8>(from + column)
    }
  }
  const area = <f64>(block * block)
  const mean = <f64>sum / area
  const shift = <f64>(sum - sumBefore) / area
  let activity: f64 = 0
  structure = 0
  for (let row = 0; row < block; row++) {
    const at = start + row * width
    const from = startBefore + row * width
    for (let column = 0; column < block; column++) {
      const value = <f64>load<u8>(at + column)
      activity += abs(value - mean)
      structure += abs(value - <f64>load<u8>(from + column) - shift)
    }
  }
  return activity
}
