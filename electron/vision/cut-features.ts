import type { FrameDifferences } from './frame-differences.ts'
import { ThumbnailComparison } from './thumbnail-comparison.ts'

/** What the cut model looks at, in its order. Ratios and levels are logarithms, so that steps mean the same everywhere. */
export const cutFeatureNames = [
  'novelty',
  'residual',
  'structureResidual',
  'lumaHistogram',
  'chromaHistogram',
  'alteredShare',
  'alteredOverNeighbours',
  'changedShare',
  'changedRows',
  'residualOverNeighbours',
  'residualOverUsual',
  'noveltyOverNeighbours',
  'stillOverNeighbours',
  'crossNovelty',
  'crossResidual',
  'crossOverWithin',
  'chromaCross',
  'displacementNearby',
  'leastContrast',
  'detailKept',
  'lumaStep',
  'chromaOverNeighbours',
] as const

/** Frames on either side that count as neighbours: a fifth of a second, at least 3. */
export function neighbourReach(facts: FrameDifferences): number {
  const frames = facts.timesS.length
  const fps = frames > 1 ? (frames - 1) / Math.max(1e-3, facts.timesS[frames - 1]! - facts.timesS[0]!) : 30
  return Math.max(3, Math.min(15, Math.round(fps / 5)))
}

/** Frames that may begin a shot: their difference to the last one stands out. The rest is not looked at closely. */
export function cutCandidates(facts: FrameDifferences): number[] {
  const reach = neighbourReach(facts)
  const candidates: number[] = []
  for (let i = 1; i < facts.timesS.length; i++) {
    const enough =
      facts.novelty[i]! > 0.04 ||
      facts.lumaHistogram[i]! + facts.chromaHistogram[i]! > 0.12 ||
      facts.stillDifference[i]! > 6
    if (enough && facts.stillDifference[i]! > 1.3 * usual(facts.stillDifference, i, reach)) candidates.push(i)
  }
  return candidates
}

/** Measures the features of candidates; keeps the comparison's buffers between calls. */
export class CutFeatures {
  private readonly facts: FrameDifferences
  private readonly comparison: ThumbnailComparison
  private readonly reach: number

  constructor(facts: FrameDifferences) {
    this.facts = facts
    this.comparison = new ThumbnailComparison(facts)
    this.reach = neighbourReach(facts)
  }

  at(i: number): number[] {
    const { facts, reach } = this
    const cross = this.cross(i)
    const within = this.within(i)
    return [
      facts.novelty[i]!,
      Math.log(1 + facts.residual[i]!),
      Math.log(1 + facts.structureResidual[i]!),
      facts.lumaHistogram[i]!,
      facts.chromaHistogram[i]!,
      facts.alteredShare[i]!,
      facts.alteredShare[i]! - secondLargest(facts.alteredShare, i, reach),
      facts.changedShare[i]!,
      facts.changedRows[i]!,
      Math.log((facts.residual[i]! + 0.5) / (secondLargest(facts.residual, i, reach) + 0.5)),
      Math.log((facts.residual[i]! + 0.5) / (usual(facts.residual, i, 3 * reach) + 0.5)),
      facts.novelty[i]! - secondLargest(facts.novelty, i, reach),
      Math.log((facts.stillDifference[i]! + 0.5) / (secondLargest(facts.stillDifference, i, reach) + 0.5)),
      cross.novelty,
      Math.log(1 + cross.residual),
      Math.log((cross.residual + 0.5) / (within + 0.5)),
      Math.log(1 + cross.chroma),
      usual(facts.displacement, i, reach),
      Math.log(1 + Math.min(facts.contrast[i - 1]!, facts.contrast[i]!)),
      Math.log(
        (Math.min(facts.detail[i - 1]!, facts.detail[i]!) + 0.2) / (usual(facts.detail, i, 3 * reach) + 0.2),
      ),
      Math.log(1 + Math.abs(facts.luma[i]! - facts.luma[i - 1]!)),
      Math.log((facts.chromaHistogram[i]! + 0.02) / (secondLargest(facts.chromaHistogram, i, reach) + 0.02)),
    ]
  }

  /** The likest pair of a frame before and a frame after, a few frames apart: what comes back was not cut away. */
  private cross(i: number): { novelty: number; residual: number; chroma: number } {
    const last = this.facts.timesS.length - 1
    const least = { novelty: 1, residual: 255, chroma: 255 }
    const far = Math.min(this.reach, 8)
    for (let k = 0; k <= far; k++) {
      const pairs =
        k === 0
          ? [[i - 1, i]]
          : [
              [i - 1, i + k],
              [i - 1 - k, i],
              [i - 1 - (k >> 1), i + ((k + 1) >> 1)],
            ]
      for (const [a, b] of pairs) {
        if (a! < 0 || b! > last) continue
        const match = this.comparison.match(a!, b!)
        least.chroma = Math.min(least.chroma, this.comparison.chromaDifference(a!, b!))
        least.novelty = Math.min(least.novelty, match.novelty)
        least.residual = Math.min(least.residual, match.residual)
      }
    }
    return least
  }

  /** How much the picture changes by itself in the two frames before and after. */
  private within(i: number): number {
    const last = this.facts.timesS.length - 1
    const before = i >= 3 ? this.comparison.match(i - 3, i - 1).residual : 0
    const after = i + 2 <= last ? this.comparison.match(i, i + 2).residual : 0
    return Math.max(before, after)
  }
}

/** The second largest value around i, i left out: one other cut nearby doesn't count, motion does. */
export function secondLargest(column: Float32Array, i: number, reach: number): number {
  let first = 0
  let second = 0
  const end = Math.min(column.length - 1, i + reach)
  for (let k = Math.max(1, i - reach); k <= end; k++) {
    if (k === i) continue
    const value = column[k]!
    if (value > first) {
      second = first
      first = value
    } else if (value > second) second = value
  }
  return second
}

/** The median around i, i and repeated frames left out. */
export function usual(column: Float32Array, i: number, reach: number): number {
  const near: number[] = []
  const end = Math.min(column.length - 1, i + reach)
  for (let k = Math.max(1, i - reach); k <= end; k++) if (k !== i && column[k]! > 0.02) near.push(column[k]!)
  near.sort((a, b) => a - b)
  return near[near.length >> 1] ?? 0
}
