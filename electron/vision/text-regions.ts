import type { TextModels } from './text-models.ts'

/** A picture in grey: one byte a pixel. */
export interface GreyPicture {
  luma: Uint8Array
  width: number
  height: number
}

/** Part of a picture, in its pixels. */
export interface PictureArea {
  x: number
  y: number
  width: number
  height: number
}

/** A line of text: a rectangle about its middle, turned by `angle` (radians, clockwise), in pixels. */
export interface TextRegion {
  x: number
  y: number
  width: number
  height: number
  angle: number
  /** How sure it is that this is text, 0 to 1. */
  score: number
}

/** The long side that the detector sees: lines of 2 % of the height are still seven pixels high in wide pictures. */
const longSidePx = 640
/** More rows don't find more: in tall pictures lines of 2 % of the height are eleven pixels high then. */
const mostRowsPx = 544
const side = 32
/** What PaddleOCR takes by default: a pixel is text from here on, a region is kept from here on, and grows by this much. */
const textFrom = 0.3
const keptFrom = 0.6
const growth = 1.5
/** Lines turned by less are taken as level: the recogniser doesn't mind. */
const levelBelow = (4 * Math.PI) / 180
/** Thinner regions are specks, in pixels of what the detector sees. */
const leastHeightPx = 3

/**
 * Where lines of text are in an area of a picture (Liao et al., "Real-time scene text detection with differentiable
 * binarization", 2020).
 */
export async function findRegions(
  models: TextModels,
  picture: GreyPicture,
  area: PictureArea = { x: 0, y: 0, width: picture.width, height: picture.height },
): Promise<TextRegion[]> {
  const scale = Math.min(1, longSidePx / Math.max(area.width, area.height), mostRowsPx / area.height)
  const width = Math.max(side, Math.round((area.width * scale) / side) * side)
  const height = Math.max(side, Math.round((area.height * scale) / side) * side)
  const map = await models.detect(planesOf(picture, area, width, height), width, height)
  const perX = area.width / width
  const perY = area.height / height
  return componentsOf(map, width, height).map((region) => ({
    ...region,
    x: area.x + region.x * perX,
    y: area.y + region.y * perY,
    width: region.width * perX,
    height: region.height * perY,
  }))
}

/** How ImageNet's pictures are spread, by channel. */
const means = [0.485, 0.456, 0.406] as const
const deviations = [0.229, 0.224, 0.225] as const

function planesOf(picture: GreyPicture, area: PictureArea, width: number, height: number): Float32Array {
  const count = width * height
  const planes = new Float32Array(3 * count)
  const { luma, width: stride } = picture
  const perX = area.width / width
  const perY = area.height / height
  for (let y = 0; y < height; y++) {
    const sourceY = clamp(area.y + (y + 0.5) * perY - 0.5, picture.height - 1)
    const top = Math.floor(sourceY)
    const below = Math.min(picture.height - 1, top + 1) * stride
    const downwards = sourceY - top
    for (let x = 0; x < width; x++) {
      const sourceX = clamp(area.x + (x + 0.5) * perX - 0.5, stride - 1)
      const left = Math.floor(sourceX)
      const right = Math.min(stride - 1, left + 1)
      const across = sourceX - left
      const upper = luma[top * stride + left]! * (1 - across) + luma[top * stride + right]! * across
      const lower = luma[below + left]! * (1 - across) + luma[below + right]! * across
      const value = (upper + (lower - upper) * downwards) / 255
      const at = y * width + x
      planes[at] = (value - means[0]) / deviations[0]
      planes[at + count] = (value - means[1]) / deviations[1]
      planes[at + 2 * count] = (value - means[2]) / deviations[2]
    }
  }
  return planes
}

function clamp(value: number, most: number): number {
  return value < 0 ? 0 : value > most ? most : value
}

/** Connected places of a probability map, grown to what the letters fill. */
function componentsOf(map: Float32Array, width: number, height: number): TextRegion[] {
  const seen = new Uint8Array(map.length)
  const regions: TextRegion[] = []
  for (let start = 0; start < map.length; start++) {
    if (seen[start] || map[start]! <= textFrom) continue
    const pixels = [start]
    seen[start] = 1
    const reach = (next: number): void => {
      if (seen[next] || map[next]! <= textFrom) return
      seen[next] = 1
      pixels.push(next)
    }
    for (const at of pixels) {
      const x = at % width
      if (x > 0) reach(at - 1)
      if (x < width - 1) reach(at + 1)
      if (at >= width) reach(at - width)
      if (at < width * (height - 1)) reach(at + width)
    }
    const region = regionOf(map, pixels, width)
    if (region) regions.push(region)
  }
  return regions
}

function regionOf(map: Float32Array, pixels: readonly number[], stride: number): TextRegion | null {
  let [sum, sumX, sumY, sumXX, sumYY, sumXY] = [0, 0, 0, 0, 0, 0]
  for (const at of pixels) {
    const x = at % stride
    const y = (at - x) / stride
    sum += map[at]!
    sumX += x
    sumY += y
    sumXX += x * x
    sumYY += y * y
    sumXY += x * y
  }
  const count = pixels.length
  const score = sum / count
  if (score < keptFrom) return null
  const varianceX = sumXX / count - (sumX / count) ** 2
  const varianceY = sumYY / count - (sumY / count) ** 2
  const covariance = sumXY / count - (sumX * sumY) / count ** 2
  const leaning = 0.5 * Math.atan2(2 * covariance, varianceX - varianceY)
  const isLong = Math.max(varianceX, varianceY) > 4 * Math.min(varianceX, varianceY)
  const angle = isLong && Math.abs(leaning) > levelBelow && Math.abs(leaning) < Math.PI / 4 ? leaning : 0
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const at of pixels) {
    const x = at % stride
    const y = (at - x) / stride
    const along = x * cos + y * sin
    const across = y * cos - x * sin
    left = Math.min(left, along)
    right = Math.max(right, along)
    top = Math.min(top, across)
    bottom = Math.max(bottom, across)
  }
  const width = right - left + 1
  const height = bottom - top + 1
  if (Math.min(width, height) < leastHeightPx) return null
  const grown = (width * height * growth) / (2 * (width + height))
  const along = (left + right + 1) / 2
  const across = (top + bottom + 1) / 2
  return {
    x: along * cos - across * sin,
    y: along * sin + across * cos,
    width: width + 2 * grown,
    height: height + 2 * grown,
    angle,
    score,
  }
}
