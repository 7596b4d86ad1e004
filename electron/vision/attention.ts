import type { Measuring, StreamDetector } from '../media/detector.ts'
import type { StillFrame } from '../media/streams.ts'
import { lumaOf } from './luma.ts'
import { mapSide, spectralResidual } from './spectral-residual.ts'

/** Side of the map that is kept: cells of the frame, as wide and as high as the frame in all. */
export const attentionSide = 16

export interface AttentionLook {
  timeS: number
  /** Share of what stands out in each of `attentionSide²` cells, row by row; sums to 1, or all 0 in a plain picture. */
  map: Float32Array
  /** Places that stand out, strongest first: fractions of the frame, strength 0 to 1 (the strongest is 1). */
  peaks: { x: number; y: number; strength: number }[]
  /** Share of the picture in which levels change sharply from place to place, 0 to 1 (edge density). */
  clutter: number
}

export interface AttentionFacts {
  /** Width over height of the frame. */
  aspect: number
  looks: AttentionLook[]
}

/** The opening is looked at still by still, the rest every other second. */
const openingS = 3
const leastStepS = 1.8

/** Where a picture draws the eye. */
export const attention: StreamDetector<AttentionFacts> = {
  kind: 'stream',
  id: 'attention',
  version: 2,
  streams: ['stills'],
  begin: (): Measuring<AttentionFacts> => {
    const facts: AttentionFacts = { aspect: 1, looks: [] }
    return {
      still(still) {
        const lastS = facts.looks.at(-1)?.timeS ?? -Infinity
        if (still.timeS > openingS && still.timeS - lastS < leastStepS) return
        facts.aspect = still.width / still.height
        facts.looks.push(attentionOf(still))
      },
      finish: () => facts,
    }
  },
}

/** A weaker place does not compete with the strongest. */
const leastStrength = 0.6
/** Levels between the darkest and the lightest place around it: a soft ground has highest places too, and none stands out. */
const leastContrast = 24
/** That far around, px of the 64 px map. */
const around = 3
/** Peaks nearer than this, in px of the 64 px map, are one. */
const leastApart = 10
/** Levels between neighbours of the 64 px map from which there is an edge. */
const edgeStep = 24

export function attentionOf(still: StillFrame): AttentionLook {
  const luma = small(lumaOf(still), still.width, still.height)
  const salience = spectralResidual(luma)
  return {
    timeS: still.timeS,
    map: cellsOf(salience),
    peaks: peaksOf(salience, luma),
    clutter: clutterOf(luma),
  }
}

/** Means of a picture over 64 × 64 places. */
function small(luma: Uint8Array, width: number, height: number): Float32Array {
  const map = new Float32Array(mapSide * mapSide)
  for (let row = 0; row < mapSide; row++) {
    const top = Math.floor((row * height) / mapSide)
    const bottom = Math.max(top + 1, Math.floor(((row + 1) * height) / mapSide))
    for (let column = 0; column < mapSide; column++) {
      const left = Math.floor((column * width) / mapSide)
      const right = Math.max(left + 1, Math.floor(((column + 1) * width) / mapSide))
      let sum = 0
      for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += luma[y * width + x]!
      map[row * mapSide + column] = sum / ((bottom - top) * (right - left))
    }
  }
  return map
}

function cellsOf(salience: Float32Array): Float32Array {
  const cells = new Float32Array(attentionSide * attentionSide)
  const cell = mapSide / attentionSide
  let total = 0
  for (let i = 0; i < salience.length; i++) {
    const row = Math.floor(Math.floor(i / mapSide) / cell)
    const column = Math.floor((i % mapSide) / cell)
    cells[row * attentionSide + column]! += salience[i]!
    total += salience[i]!
  }
  return total > 0 ? cells.map((value) => value / total) : cells
}

function peaksOf(salience: Float32Array, luma: Float32Array): AttentionLook['peaks'] {
  const order = Array.from(salience.keys())
    .filter((i) => salience[i]! >= leastStrength && contrastAround(luma, i) >= leastContrast)
    .sort((a, b) => salience[b]! - salience[a]!)
  const peaks: { row: number; column: number; strength: number }[] = []
  for (const i of order) {
    const [row, column] = [Math.floor(i / mapSide), i % mapSide]
    if (peaks.some((peak) => Math.hypot(peak.row - row, peak.column - column) < leastApart)) continue
    peaks.push({ row, column, strength: salience[i]! })
  }
  return peaks.map(({ row, column, strength }) => ({
    x: (column + 0.5) / mapSide,
    y: (row + 0.5) / mapSide,
    strength,
  }))
}

function contrastAround(luma: Float32Array, i: number): number {
  const [row, column] = [Math.floor(i / mapSide), i % mapSide]
  let [darkest, lightest] = [Infinity, -Infinity]
  for (let y = Math.max(0, row - around); y <= Math.min(mapSide - 1, row + around); y++) {
    for (let x = Math.max(0, column - around); x <= Math.min(mapSide - 1, column + around); x++) {
      darkest = Math.min(darkest, luma[y * mapSide + x]!)
      lightest = Math.max(lightest, luma[y * mapSide + x]!)
    }
  }
  return lightest - darkest
}

function clutterOf(luma: Float32Array): number {
  let edges = 0
  for (let row = 0; row < mapSide - 1; row++) {
    for (let column = 0; column < mapSide - 1; column++) {
      const i = row * mapSide + column
      const step = Math.hypot(luma[i + 1]! - luma[i]!, luma[i + mapSide]! - luma[i]!)
      if (step > edgeStep) edges++
    }
  }
  return edges / (mapSide - 1) ** 2
}
