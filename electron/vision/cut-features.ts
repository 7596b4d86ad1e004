import { CellHistory } from './cell-steps.ts'
import type { FrameDifferences } from './frame-differences.ts'
import { neighbourReach, quieterSide, secondLargest, usual } from './neighbouring-frames.ts'
import { Palettes } from './palettes.ts'
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
  'structureOverNeighbours',
  'residualOverQuietSide',
  'columnsTouched',
  'rowsTouched',
  'crossUnlikeness',
  'unlikenessOverWithin',
  'unlikeAnyShift',
  'noveltyOfVisible',
  'alteredOfVisible',
  'crossOfVisible',
  'stepShare',
  'stepShareOfQuietSide',
  'stepRows',
  'stepColumns',
  'lastingSteps',
  'apartOverWithin',
  'paletteStep',
  'paletteStepOverWithin',
  'paletteStepOverNear',
  'paletteStepOverQuietSide',
  'paletteFar',
  'stillOverQuietSide',
  'stillOverUsual',
  'interval',
  'unlikeSettled',
  'stepShareOfBand',
  'paletteLeast',
] as const

/** Frames that may begin a shot: their difference to the last one stands out. The rest is not looked at closely. */
export function cutCandidates(facts: FrameDifferences): number[] {
  const reach = neighbourReach(facts)
  const candidates: number[] = []
  for (let i = 1; i < facts.timesS.length; i++) {
    const enough =
      facts.novelty[i]! > 0.04 ||
      facts.lumaHistogram[i]! + facts.chromaHistogram[i]! > 0.12 ||
      facts.stillDifference[i]! > 6
    if (!enough) continue
    const standsOut = facts.stillDifference[i]! > 1.3 * usual(facts.stillDifference, i, reach)
    if (standsOut || facts.novelty[i]! > 0.2) candidates.push(i)
  }
  return candidates
}

/** Black bands with captions in them rest on both sides of a cut; what remains counts, but not if it is next to nothing. */
const leastVisible = 0.2

/** What the likest frames of two sides have not in common. */
interface Crossing {
  novelty: number
  residual: number
  chroma: number
  /** 1 minus the correlation of luma: knows no light, so it holds in the dark too. */
  unlikeness: number
}
const nothingCommon: Crossing = { novelty: 1, residual: 255, chroma: 255, unlikeness: 2 }

/** Distances of palettes: from the frame before to this one, the least and the farthest across, and on either side. */
interface PaletteSteps {
  step: number
  least: number
  far: number
  within: number
  /** Of two frames only: the side that changes more, and the other. */
  near: number
  quietSide: number
}

/** How much a shot changes by itself. */
type Within = Pick<Crossing, 'residual' | 'unlikeness'>

/** Measures the features of candidates; keeps the comparison's buffers between calls. */
export class CutFeatures {
  private readonly facts: FrameDifferences
  private readonly comparison: ThumbnailComparison
  private readonly history: CellHistory
  private readonly palettes: Palettes
  private readonly reach: number

  constructor(facts: FrameDifferences) {
    this.facts = facts
    this.history = new CellHistory(facts, 3)
    this.palettes = new Palettes(facts)
    this.comparison = new ThumbnailComparison(facts)
    this.reach = neighbourReach(facts)
  }

  at(i: number): number[] {
    return this.row(
      i,
      this.cross(i),
      this.within(i),
      this.comparison.unlikeAnyShift(i - 1, i),
      this.unlikeSettled(i),
    )
  }

  /**
   * The features of a candidate if nothing of what is before it were to be found after it. Comparing the two sides takes
   * most of the time, and can only speak against a cut.
   */
  atBest(i: number): number[] {
    return this.row(i, nothingCommon, { residual: 0, unlikeness: 0 }, 1, 1)
  }

  private row(i: number, cross: Crossing, within: Within, anyShift: number, settled: number): number[] {
    const { facts, reach } = this
    const steps = this.history.at(i)
    const palette = this.paletteSteps(i)
    const touched = this.comparison.touched(i - 1, i)
    const visible = Math.max(leastVisible, this.comparison.visibleShare(i - 1, i))
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
      Math.log((cross.residual + 0.5) / (within.residual + 0.5)),
      Math.log(1 + cross.chroma),
      usual(facts.displacement, i, reach),
      Math.log(1 + Math.min(facts.contrast[i - 1]!, facts.contrast[i]!)),
      Math.log(
        (Math.min(facts.detail[i - 1]!, facts.detail[i]!) + 0.2) / (usual(facts.detail, i, 3 * reach) + 0.2),
      ),
      Math.log(1 + Math.abs(facts.luma[i]! - facts.luma[i - 1]!)),
      Math.log((facts.chromaHistogram[i]! + 0.02) / (secondLargest(facts.chromaHistogram, i, reach) + 0.02)),
      Math.log(
        (facts.structureResidual[i]! + 0.3) / (secondLargest(facts.structureResidual, i, reach) + 0.3),
      ),
      Math.log((facts.residual[i]! + 0.5) / (quieterSide(facts.residual, i) + 0.5)),
      touched.columns,
      touched.rows,
      cross.unlikeness,
      Math.log((cross.unlikeness + 0.01) / (within.unlikeness + 0.01)),
      anyShift,
      Math.min(1, facts.novelty[i]! / visible),
      Math.min(1, facts.alteredShare[i]! / visible),
      Math.min(1, cross.novelty / visible),
      steps.share,
      steps.shareOfQuietSide,
      steps.rows,
      steps.columns,
      steps.lasting,
      steps.apartOverWithin,
      palette.step,
      Math.log((palette.least + 0.03) / (palette.within + 0.03)),
      Math.log((palette.step + 0.03) / (palette.near + 0.03)),
      Math.log((palette.step + 0.03) / (palette.quietSide + 0.03)),
      palette.far,
      Math.log((facts.stillDifference[i]! + 0.5) / (quieterSide(facts.stillDifference, i) + 0.5)),
      Math.log((facts.stillDifference[i]! + 0.5) / (usual(facts.stillDifference, i, 3 * reach) + 0.5)),
      Math.log(Math.max(1e-3, facts.timesS[i]! - facts.timesS[i - 1]!)),
      settled,
      steps.shareOfBand,
      palette.least,
    ]
  }

  /** How the palette changes at a frame, at least between a few frames before and after, and on either side. */
  private paletteSteps(i: number): PaletteSteps {
    const { palettes } = this
    const last = this.facts.timesS.length - 1
    const step = palettes.distance(i - 1, i)
    const found = { step, least: step, far: step, within: 0, near: 0, quietSide: 0 }
    for (const k of [2, this.reach]) {
      const before = Math.max(0, i - 1 - k)
      const after = Math.min(last, i + k)
      const sides = [palettes.distance(before, i - 1), palettes.distance(i, after)] as const
      found.far = palettes.distance(before, after)
      found.least = Math.min(found.least, found.far)
      found.within = Math.max(found.within, ...sides)
      if (k === 2) [found.near, found.quietSide] = [Math.max(...sides), Math.min(...sides)]
    }
    return found
  }

  /** The least unlikeness, any shift allowed, of frames before and after that a fast pan between would have left. */
  private unlikeSettled(i: number): number {
    const last = this.facts.timesS.length - 1
    const at = (k: number): number =>
      this.comparison.unlikeAnyShift(Math.max(0, i - 1 - k), Math.min(last, i + k))
    return Math.min(at(this.reach >> 1), at(this.reach))
  }

  /** The likest pair of a frame before and a frame after, a few frames apart: what comes back was not cut away. */
  private cross(i: number): Crossing {
    const last = this.facts.timesS.length - 1
    const least = { ...nothingCommon }
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
        least.unlikeness = Math.min(least.unlikeness, 1 - this.comparison.likeness(a!, b!))
        least.novelty = Math.min(least.novelty, match.novelty)
        least.residual = Math.min(least.residual, match.residual)
      }
    }
    return least
  }

  /** How much the picture changes by itself in the two frames before and after. */
  private within(i: number): Within {
    const last = this.facts.timesS.length - 1
    const most = { residual: 0, unlikeness: 0 }
    for (const [a, b] of [
      [i - 3, i - 1],
      [i, i + 2],
    ] as const) {
      if (a < 0 || b > last) continue
      most.residual = Math.max(most.residual, this.comparison.match(a, b).residual)
      most.unlikeness = Math.max(most.unlikeness, 1 - this.comparison.likeness(a, b))
    }
    return most
  }
}
