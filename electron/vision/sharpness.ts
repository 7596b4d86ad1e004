import type { DraftClock, Measuring, StreamDetector } from '../media/detector.ts'
import type { StillFrame } from '../media/streams.ts'
import { GrowingNumbers } from './growing-columns.ts'
import { lumaOf } from './luma.ts'
import { seriesOf, seriesRateHz } from './series.ts'

export interface SharpnessFacts {
  rateHz: number
  /**
   * How narrow the edges are, 0 to 1, by their blur on a picture of 540 px short side: 0.95 for σ = 0.5 px (as sharp as
   * that size can be), 0.8 for 1 px, 0.5 for 2 px (out of focus at a glance), 0.2 for 4 px. NaN without any edge.
   */
  sharpness: Float32Array
}

export const sharpness: StreamDetector<SharpnessFacts> = {
  kind: 'stream',
  id: 'sharpness',
  version: 1,
  streams: ['stills'],
  begin: () => new SharpnessMeasuring(),
}

class SharpnessMeasuring implements Measuring<SharpnessFacts> {
  private readonly timesS = new GrowingNumbers()
  private readonly values = new GrowingNumbers()

  still(still: StillFrame): void {
    this.timesS.push(still.timeS)
    this.values.push(sharpnessOf(lumaOf(still), still.width, still.height))
  }

  finish({ durationS }: DraftClock): SharpnessFacts {
    return {
      rateHz: seriesRateHz,
      sharpness: seriesOf(this.values.doubles(), this.timesS.doubles(), durationS),
    }
  }
}

/** Blur (standard deviation, px at 540 px short side) at which sharpness is one half. */
const halfBlurPx = 2
/** Side of a tile: each gives its strongest edge, so that a caption doesn't speak for the whole picture. */
const tile = 24
/** Side of the cells whose means find that edge. */
const cell = 4
/** Least difference of means two cells apart, levels. */
const leastStep = 18
/** The share of tiles that may be blurred when the rest is meant to be sharp: a background out of focus. */
const quantile = 0.7

/**
 * Sharpness of a still by the blur of its strongest edges: the gradient of an edge of blur σ falls by
 * √((σ² + σ₂²) / (σ² + σ₁²)) from one Gaussian derivative (σ₁) to a wider one (σ₂), whatever its contrast (the re-blur
 * ratio of Zhuo and Sim, "Defocus map estimation from a single image", 2011), so σ follows from the ratio.
 *
 * @returns 0 to 1, NaN where the picture has no edge
 */
export function sharpnessOf(luma: Uint8Array, width: number, height: number): number {
  const scores: number[] = []
  const perPx = 540 / Math.min(width, height)
  const columns = Math.floor(width / cell)
  const rows = Math.floor(height / cell)
  const means = cellMeans(luma, width, columns, rows)
  const cellsPerTile = tile / cell
  for (let tileRow = 0; tileRow < rows; tileRow += cellsPerTile) {
    for (let tileColumn = 0; tileColumn < columns; tileColumn += cellsPerTile) {
      const edge = strongestEdge(means, columns, rows, tileColumn, tileRow, cellsPerTile)
      if (!edge) continue
      const blurPx = edgeBlur(luma, width, height, edge)
      if (!Number.isNaN(blurPx)) scores.push(1 / (1 + ((blurPx * perPx) / halfBlurPx) ** 2))
    }
  }
  if (scores.length === 0) return NaN
  scores.sort((a, b) => a - b)
  return scores[Math.min(scores.length - 1, Math.floor(quantile * scores.length))]!
}

function cellMeans(luma: Uint8Array, width: number, columns: number, rows: number): Float32Array {
  const means = new Float32Array(columns * rows)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0
      for (let y = 0; y < cell; y++) {
        const start = (row * cell + y) * width + column * cell
        sum += luma[start]! + luma[start + 1]! + luma[start + 2]! + luma[start + 3]!
      }
      means[row * columns + column] = sum / (cell * cell)
    }
  }
  return means
}

interface Edge {
  /** Middle of the cell, px. */
  x: number
  y: number
  /** Whether brightness changes mostly from left to right. */
  horizontal: boolean
  /** Cosine of the angle between that direction and the axis. */
  cosine: number
}

function strongestEdge(
  means: Float32Array,
  columns: number,
  rows: number,
  left: number,
  top: number,
  side: number,
): Edge | null {
  let strongest = leastStep * leastStep
  let found: Edge | null = null
  for (let row = Math.max(1, top); row < Math.min(rows - 1, top + side); row++) {
    for (let column = Math.max(1, left); column < Math.min(columns - 1, left + side); column++) {
      const i = row * columns + column
      const dx = means[i + 1]! - means[i - 1]!
      const dy = means[i + columns]! - means[i - columns]!
      const strength = dx * dx + dy * dy
      if (strength <= strongest) continue
      strongest = strength
      const horizontal = Math.abs(dx) >= Math.abs(dy)
      const cosine = Math.abs(horizontal ? dx : dy) / Math.sqrt(strength)
      found = { x: column * cell + cell / 2, y: row * cell + cell / 2, horizontal, cosine }
    }
  }
  return found
}

const fineSigma = 1
const wideSigma = 2.5
const fineWeights = derivativeWeights(fineSigma)
const wideWeights = derivativeWeights(wideSigma)
/** How far from the cell's middle its edge is looked for, px. */
const searchPx = 5

/** Blur of an edge in px of the still, from neighbouring lines across it; NaN where they don't reach. */
function edgeBlur(luma: Uint8Array, width: number, height: number, edge: Edge): number {
  const alongStep = edge.horizontal ? 1 : width
  const acrossStep = edge.horizontal ? width : 1
  const position = edge.horizontal ? edge.x : edge.y
  const length = edge.horizontal ? width : height
  const reach = searchPx + wideWeights.length
  if (position < reach || position >= length - reach) return NaN
  const middle = edge.y * width + edge.x
  let fine = 0
  let wide = 0
  for (let line = -2; line <= 2; line++) {
    let peak = 0
    let peakAt = 0
    for (let offset = -searchPx; offset <= searchPx; offset++) {
      const at = middle + line * acrossStep + offset * alongStep
      const slope = Math.abs(derivative(luma, at, alongStep, wideWeights))
      if (slope > peak) {
        peak = slope
        peakAt = at
      }
    }
    wide += peak
    fine += Math.abs(derivative(luma, peakAt, alongStep, fineWeights))
  }
  if (wide === 0) return NaN
  const ratio = Math.max(fine / wide, 1.0001)
  const square = ratio * ratio
  // On a slanted edge the line across it is longer than the edge is wide.
  const alongAxis = (wideSigma ** 2 - square * fineSigma ** 2) / (square - 1)
  return Math.sqrt(Math.max(0, alongAxis)) * edge.cosine
}

/** Weights of a Gaussian's derivative for distances 1, 2, …; a ramp of slope 1 gives 1. */
function derivativeWeights(sigma: number): Float64Array {
  const weights = Float64Array.from(
    { length: Math.ceil(3 * sigma) },
    (_, i) => (i + 1) * Math.exp(-(((i + 1) / sigma) ** 2) / 2),
  )
  const slope = weights.reduce((sum, weight, i) => sum + 2 * weight * (i + 1), 0)
  return weights.map((weight) => weight / slope)
}

function derivative(luma: Uint8Array, at: number, step: number, weights: Float64Array): number {
  let sum = 0
  for (let i = 0, distance = step; i < weights.length; i++, distance += step) {
    sum += weights[i]! * (luma[at + distance]! - luma[at - distance]!)
  }
  return sum
}
