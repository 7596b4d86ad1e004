/** What the vector kernels compute, written for reading: one px after the other. */

export function plainLuma(rgb: Uint8Array): Uint8Array {
  return Uint8Array.from(
    { length: rgb.length / 3 },
    (_, i) => (77 * rgb[3 * i]! + 150 * rgb[3 * i + 1]! + 29 * rgb[3 * i + 2]! + 128) >> 8,
  )
}

/** Immerkær's responses, block by block, of blocks whose mean is from 12 to 243. */
export function plainNoiseReadings(luma: Uint8Array, width: number, height: number): number[] {
  const at = (x: number, y: number): number => luma[y * width + x]!
  const curvatureDown = (x: number, y: number): number => at(x, y - 1) - 2 * at(x, y) + at(x, y + 1)
  const readings: number[] = []
  for (let top = 1; top + 16 < height; top += 16) {
    for (let left = 1 + ((top >> 4) & 1) * 16; left + 16 < width; left += 32) {
      let responses = 0
      let sum = 0
      for (let y = top; y < top + 16; y++) {
        for (let x = left; x < left + 16; x++) {
          responses += Math.abs(curvatureDown(x - 1, y) - 2 * curvatureDown(x, y) + curvatureDown(x + 1, y))
          sum += at(x, y)
        }
      }
      if (sum / 256 >= 12 && sum / 256 <= 243) readings.push(responses)
    }
  }
  return readings
}

export interface PlainPlane {
  width: number
  height: number
  values: number[]
}

/** Luma at half size, smoothed, then at a quarter and an eighth. */
export function plainPicture(
  luma: Uint8Array,
  width: number,
  height: number,
): [PlainPlane, PlainPlane, PlainPlane] {
  const half = smoothed(halved({ width, height, values: Array.from(luma) }))
  const quarter = halved(half)
  return [half, quarter, halved(quarter)]
}

function halved({ width, height, values }: PlainPlane): PlainPlane {
  const [right, below] = [width > 1 ? 1 : 0, height > 1 ? width : 0]
  const to = { width: Math.max(1, width >> 1), height: Math.max(1, height >> 1) }
  const mean = (p: number): number =>
    (values[p]! + values[p + right]! + values[p + below]! + values[p + below + right]!) / 4
  return {
    ...to,
    values: Array.from({ length: to.width * to.height }, (_, i) =>
      mean(2 * Math.floor(i / to.width) * width + 2 * (i % to.width)),
    ),
  }
}

/** Weights 1 2 1 along rows, then along columns; borders stay as they are. */
function smoothed({ width, height, values }: PlainPlane): PlainPlane {
  const along = (from: number[], i: number, step: number): number =>
    (from[i - step]! + 2 * from[i]! + from[i + step]!) / 4
  const rows = values.map((value, i) =>
    i % width === 0 || i % width === width - 1 ? value : along(values, i, 1),
  )
  return {
    width,
    height,
    values: rows.map((value, i) => (i < width || i >= width * (height - 1) ? value : along(rows, i, width))),
  }
}

export function plainShiftedDifference(
  earlier: PlainPlane,
  later: PlainPlane,
  x: number,
  y: number,
  step: number,
): number {
  const { width, height } = earlier
  const [from, to] = [Math.max(0, -x), Math.min(width, width - x)]
  const [top, bottom] = [Math.max(0, -y), Math.min(height, height - y)]
  if (3 * (to - from) < width || 3 * (bottom - top) < height) return Infinity
  let sum = 0
  let count = 0
  for (let row = top; row < bottom; row += step) {
    for (let column = from; column < to; column++, count++) {
      sum += Math.abs(earlier.values[row * width + column]! - later.values[(row + y) * width + column + x]!)
    }
  }
  return sum / count
}

export interface PlainCamera {
  shiftX: number
  shiftY: number
  zoom: number
  turn: number
  gain: number
  offset: number
}

export function plainSteadied({ width, height, values }: PlainPlane, camera: PlainCamera): number[] {
  const { shiftX, shiftY, zoom, turn, gain, offset } = camera
  return values.map((_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)]
    const fromMiddleX = x - (width - 1) / 2
    const fromMiddleY = y - (height - 1) / 2
    const toX = Math.min(width - 1.001, Math.max(0, x + shiftX + zoom * fromMiddleX - turn * fromMiddleY))
    const toY = Math.min(height - 1.001, Math.max(0, y + shiftY + zoom * fromMiddleY + turn * fromMiddleX))
    const [left, top] = [Math.floor(toX), Math.floor(toY)]
    const p = top * width + left
    const upper = values[p]! + (toX - left) * (values[p + 1]! - values[p]!)
    const lower = values[p + width]! + (toX - left) * (values[p + width + 1]! - values[p + width]!)
    const level = (upper + (toY - top) * (lower - upper) - offset) / gain
    return Math.fround(Math.floor(64 * level + 0.5) / 64)
  })
}

/** Where a block of 4 × 4 px with the px around it went, and what difference is left there. */
export function plainMatch(
  earlier: PlainPlane,
  steadied: readonly number[],
  x: number,
  y: number,
): { still: number; left: number; movedX: number; movedY: number } {
  const { width, height, values } = earlier
  const around: number[] = []
  for (let row = y - 1; row <= y + 4; row++)
    for (let column = x - 1; column <= x + 4; column++) around.push(row * width + column)
  const gradient = (i: number, step: number): number => {
    const [px, py] = [i % width, Math.floor(i / width)]
    if (px === 0 || py === 0 || px === width - 1 || py === height - 1) return 0
    return (values[i + step]! - values[i - step]!) / 2
  }
  const difference = (dx: number, dy: number, limit: number): number => {
    if (x - 1 + dx < 0 || y - 1 + dy < 0 || x + 4 + dx >= width || y + 4 + dy >= height) return Infinity
    let sum = 0
    for (const i of around) sum += Math.abs(steadied[i + dy * width + dx]! - values[i]!)
    return sum > limit * 36 ? Infinity : sum / 36
  }
  const refined = (dx: number, dy: number, before: number): { left: number; x: number; y: number } => {
    const shift = dy * width + dx
    let [xx, yy, xy, xr, yr] = [40, 40, 0, 0, 0]
    for (const i of around) {
      const [gx, gy, r] = [gradient(i, 1), gradient(i, width), steadied[i + shift]! - values[i]!]
      xx += gx * gx
      xy += gx * gy
      yy += gy * gy
      xr += gx * r
      yr += gy * r
    }
    const determinant = xx * yy - xy * xy
    const step = (value: number): number => Math.max(-1, Math.min(1, value / determinant))
    const [stepX, stepY] = [step(xy * yr - yy * xr), step(xy * xr - xx * yr)]
    let left = 0
    for (const i of around) {
      const r = steadied[i + shift]! - values[i]!
      left += Math.abs(r + gradient(i, 1) * stepX + gradient(i, width) * stepY)
    }
    left /= 36
    return left >= before ? { left: before, x: dx, y: dy } : { left, x: dx + stepX, y: dy + stepY }
  }
  const still = Math.fround(difference(0, 0, Infinity))
  const near = refined(0, 0, still)
  const result = (best: { left: number; x: number; y: number }): ReturnType<typeof plainMatch> => ({
    still,
    left: best.left,
    movedX: best.x,
    movedY: best.y,
  })
  if (near.left < 0.3 * still && Math.abs(near.x) < 1 && Math.abs(near.y) < 1) return result(near)
  let [best, bestX, bestY] = [still, 0, 0]
  for (const step of [4, 2, 1]) {
    const [fromX, fromY] = [bestX, bestY]
    for (const downwards of [-1, 0, 1]) {
      for (const across of [-1, 0, 1]) {
        if (across === 0 && downwards === 0) continue
        const [dx, dy] = [fromX + across * step, fromY + downwards * step]
        const limit = best * 0.95 - 0.02
        const found = difference(dx, dy, limit)
        if (found < limit) [best, bestX, bestY] = [found, dx, dy]
      }
    }
  }
  const far = bestX === 0 && bestY === 0 ? near : refined(bestX, bestY, best)
  return result(far.left < near.left ? far : near)
}
