import { blue, green, red } from './rgb.assembly'

/** BT.601 luma of `count` px of interleaved RGB, a byte each: (77 r + 150 g + 29 b + 128) / 256. */
export function luma(rgb: usize, to: usize, count: i32): void {
  const r8 = i16x8.splat(77)
  const g8 = i16x8.splat(150)
  const b8 = i16x8.splat(29)
  const half = i16x8.splat(128)
  let i = 0
  for (; i + 16 <= count; i += 16) {
    const at = rgb + 3 * i
    const a = v128.load(at)
    const b = v128.load(at, 16)
    const c = v128.load(at, 32)
    const rs = red(a, b, c)
    const gs = green(a, b, c)
    const bs = blue(a, b, c)
    let low = i16x8.mul(i16x8.extend_low_i8x16_u(rs), r8)
    low = i16x8.add(low, i16x8.mul(i16x8.extend_low_i8x16_u(gs), g8))
    low = i16x8.add(low, i16x8.mul(i16x8.extend_low_i8x16_u(bs), b8))
    low = i16x8.shr_u(i16x8.add(low, half), 8)
    let high = i16x8.mul(i16x8.extend_high_i8x16_u(rs), r8)
    high = i16x8.add(high, i16x8.mul(i16x8.extend_high_i8x16_u(gs), g8))
    high = i16x8.add(high, i16x8.mul(i16x8.extend_high_i8x16_u(bs), b8))
    high = i16x8.shr_u(i16x8.add(high, half), 8)
    v128.store(to + i, i8x16.narrow_i16x8_u(low, high))
  }
  for (; i < count; i++) {
    const at = rgb + 3 * i
    store<u8>(
      to + i,
      (77 * <u32>load<u8>(at) + 150 * <u32>load<u8>(at, 1) + 29 * <u32>load<u8>(at, 2) + 128) >> 8,
    )
  }
}

/**
 * Of `count` bytes: their sum, the sum of their squares, how many are `blackUpTo` or less and how many `whiteFrom` or
 * more, as four u64 at `to`. At most 2¹⁸ bytes.
 */
export function light(values: usize, count: i32, blackUpTo: i32, whiteFrom: i32, to: usize): void {
  const black8 = i8x16.splat(<i8>blackUpTo)
  const white8 = i8x16.splat(<i8>whiteFrom)
  let sums = i32x4.splat(0)
  let squares = i32x4.splat(0)
  let blacks: u64 = 0
  let whites: u64 = 0
  let i = 0
  for (; i + 16 <= count; i += 16) {
    const v = v128.load(values + i)
    sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(v)))
    squares = i32x4.add(squares, i32x4.extadd_pairwise_i16x8_u(i16x8.extmul_low_i8x16_u(v, v)))
    squares = i32x4.add(squares, i32x4.extadd_pairwise_i16x8_u(i16x8.extmul_high_i8x16_u(v, v)))
    blacks += popcnt(i8x16.bitmask(i8x16.le_u(v, black8)))
    whites += popcnt(i8x16.bitmask(i8x16.ge_u(v, white8)))
  }
  let sum = total(sums)
  let square = total(squares)
  for (; i < count; i++) {
    const v: u64 = load<u8>(values + i)
    sum += v
    square += v * v
    blacks += u64(v <= <u64>blackUpTo)
    whites += u64(v >= <u64>whiteFrom)
  }
  store<u64>(to, sum)
  store<u64>(to, square, 8)
  store<u64>(to, blacks, 16)
  store<u64>(to, whites, 24)
}

function total(lanes: v128): u64 {
  return (
    <u64>(<u32>i32x4.extract_lane(lanes, 0)) +
    <u64>(<u32>i32x4.extract_lane(lanes, 1)) +
    <u64>(<u32>i32x4.extract_lane(lanes, 2)) +
    <u64>(<u32>i32x4.extract_lane(lanes, 3))
  )
}
