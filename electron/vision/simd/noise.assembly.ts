const block = 16

/**
 * For every second block of 16 × 16 px whose mean is from `leastMean` to `mostMean`: the sum of magnitudes of the
 * response to the difference of two Laplacians, as u32 from `to` on.
 *
 * @returns how many
 */
export function noiseReadings(
  luma: usize,
  width: i32,
  height: i32,
  leastMean: i32,
  mostMean: i32,
  to: usize,
): i32 {
  let count = 0
  for (let top = 1; top + block < height; top += block) {
    for (let left = 1 + ((top >> 4) & 1) * block; left + block < width; left += 2 * block) {
      let responses = i32x4.splat(0)
      let sums = i32x4.splat(0)
      for (let y = top; y < top + block; y++) {
        for (let x = left; x < left + block; x += 8) {
          const at = luma + y * width + x
          const before = curvatureDown(at - 1, width)
          const here = curvatureDown(at, width)
          const after = curvatureDown(at + 1, width)
          const response = i16x8.sub(i16x8.add(before, after), i16x8.shl(here, 1))
          responses = i32x4.add(responses, i32x4.extadd_pairwise_i16x8_s(i16x8.abs(response)))
          sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(v128.load_ext<u8>(at)))
        }
      }
      const sum = added(sums)
      if (sum < leastMean * block * block || sum > mostMean * block * block) continue
      store<u32>(to + 4 * count++, added(responses))
    }
  }
  return count
}

function curvatureDown(at: usize, width: i32): v128 {
  const ends = i16x8.add(v128.load_ext<u8>(at - width), v128.load_ext<u8>(at + width))
  return i16x8.sub(ends, i16x8.shl(v128.load_ext<u8>(at), 1))
}

function added(lanes: v128): i32 {
  return (
    i32x4.extract_lane(lanes, 0) +
    i32x4.extract_lane(lanes, 1) +
    i32x4.extract_lane(lanes, 2) +
    i32x4.extract_lane(lanes, 3)
  )
}
