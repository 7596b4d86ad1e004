/**
 * Luma at a half, a quarter and an eighth of a plane of bytes, f32 each; the half smoothed with weights 1 2 1 both ways.
 * `rows` is room for a plane of half size.
 */
export function fillPicture(
  luma: usize,
  width: i32,
  height: i32,
  half: usize,
  halfWidth: i32,
  halfHeight: i32,
  quarter: usize,
  quarterWidth: i32,
  quarterHeight: i32,
  eighth: usize,
  eighthWidth: i32,
  eighthHeight: i32,
  rows: usize,
): void {
  halveBytes(luma, width, height, half, halfWidth, halfHeight)
  smooth(half, halfWidth, halfHeight, rows)
  halve(half, halfWidth, halfHeight, quarter, quarterWidth, quarterHeight)
  halve(quarter, quarterWidth, quarterHeight, eighth, eighthWidth, eighthHeight)
}

function halveBytes(from: usize, fromWidth: i32, fromHeight: i32, to: usize, width: i32, height: i32): void {
  const right = i32(fromWidth > 1)
  const below = fromHeight > 1 ? fromWidth : 0
  const quarter = f32x4.splat(0.25)
  for (let y = 0; y < height; y++) {
    const row = from + 2 * y * fromWidth
    let x = 0
    if (below > 0) {
      for (; x + 4 <= width && 2 * x + 8 <= fromWidth; x += 4) {
        const pairs = i16x8.add(
          i16x8.extadd_pairwise_i8x16_u(v128.load64_zero(row + 2 * x)),
          i16x8.extadd_pairwise_i8x16_u(v128.load64_zero(row + below + 2 * x)),
        )
        const sums = f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(pairs))
        v128.store(to + 4 * (y * width + x), f32x4.mul(sums, quarter))
      }
    }
    for (; x < width; x++) {
      const p = row + 2 * x
      const sum =
        <i32>load<u8>(p) +
        <i32>load<u8>(p + right) +
        <i32>load<u8>(p + below) +
        <i32>load<u8>(p + below + right)
      store<f32>(to + 4 * (y * width + x), <f32>sum * 0.25)
    }
  }
}

function halve(from: usize, fromWidth: i32, fromHeight: i32, to: usize, width: i32, height: i32): void {
  const right = 4 * i32(fromWidth > 1)
  const below = fromHeight > 1 ? 4 * fromWidth : 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const p = from + 4 * (2 * y * fromWidth + 2 * x)
      const sum = load<f32>(p) + load<f32>(p + right) + load<f32>(p + below) + load<f32>(p + below + right)
      store<f32>(to + 4 * (y * width + x), sum * 0.25)
    }
  }
}

function smooth(values: usize, width: i32, height: i32, rows: usize): void {
  const two = f32x4.splat(2)
  const quarter = f32x4.splat(0.25)
  for (let y = 0; y < height; y++) {
    const start = y * width
    const end = start + width - 1
    store<f32>(rows + 4 * start, load<f32>(values + 4 * start))
    store<f32>(rows + 4 * end, load<f32>(values + 4 * end))
    let i = start + 1
    for (; i + 4 <= end; i += 4) {
      const at = values + 4 * i
      const sides = f32x4.add(v128.load(at - 4), v128.load(at + 4))
      v128.store(rows + 4 * i, f32x4.mul(f32x4.add(sides, f32x4.mul(v128.load(at), two)), quarter))
    }
    for (; i < end; i++) {
      const at = values + 4 * i
      store<f32>(rows + 4 * i, (load<f32>(at - 4) + 2 * load<f32>(at) + load<f32>(at + 4)) * 0.25)
    }
  }
  const end = width * (height - 1)
  let i = width
  for (; i + 4 <= end; i += 4) {
    const at = rows + 4 * i
    const sides = f32x4.add(v128.load(at - 4 * width), v128.load(at + 4 * width))
    v128.store(values + 4 * i, f32x4.mul(f32x4.add(sides, f32x4.mul(v128.load(at), two)), quarter))
  }
  for (; i < end; i++) {
    const at = rows + 4 * i
    store<f32>(
      values + 4 * i,
      (load<f32>(at - 4 * width) + 2 * load<f32>(at) + load<f32>(at + 4 * width)) * 0.25,
    )
  }
  memory.copy(values, rows, 4 * width)
  memory.copy(values + 4 * end, rows + 4 * end, 4 * width)
}

/**
 * Central differences of a plane of f32, px at the border left as they are.
 *
 * @param textured gets the indexes (u32) of px with a gradient over `least` either way
 * @returns how many
 */
export function findGradients(
  values: usize,
  width: i32,
  height: i32,
  least: f32,
  gradientX: usize,
  gradientY: usize,
  textured: usize,
): i32 {
  let count = 0
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x
      const at = values + 4 * i
      const gx = (load<f32>(at + 4) - load<f32>(at - 4)) * 0.5
      const gy = (load<f32>(at + 4 * width) - load<f32>(at - 4 * width)) * 0.5
      store<f32>(gradientX + 4 * i, gx)
      store<f32>(gradientY + 4 * i, gy)
      store<u32>(textured + 4 * count, i)
      count += i32(abs(gx) > least || abs(gy) > least)
    }
  }
  return count
}

/**
 * Sum of absolute differences of a plane and another one shifted, over columns `from` to `to` of every `step`-th row.
 * Exact where values are multiples of 1/64 (1/1024 on an eighth of the size): nothing is rounded, whatever the order.
 */
export function shiftedDifference(
  earlier: usize,
  later: usize,
  width: i32,
  from: i32,
  to: i32,
  top: i32,
  bottom: i32,
  step: i32,
  shift: i32,
): f64 {
  let sums = f32x4.splat(0)
  let rest: f32 = 0
  for (let row = top; row < bottom; row += step) {
    let at = earlier + 4 * (row * width + from)
    const end = earlier + 4 * (row * width + to)
    const away = later - earlier + 4 * shift
    for (; at + 16 <= end; at += 16) {
      sums = f32x4.add(sums, f32x4.abs(f32x4.sub(v128.load(at), v128.load(at + away))))
    }
    for (; at < end; at += 4) rest += abs(load<f32>(at) - load<f32>(at + away))
  }
  return (
    <f64>f32x4.extract_lane(sums, 0) +
    <f64>f32x4.extract_lane(sums, 1) +
    <f64>f32x4.extract_lane(sums, 2) +
    <f64>f32x4.extract_lane(sums, 3) +
    <f64>rest
  )
}
