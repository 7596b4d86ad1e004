import { thumbnailSize, type FrameDifferences } from './frame-differences.ts'
import { ThumbnailComparison } from './thumbnail-comparison.ts'

/**
 * A stretch in which one picture turns into another evenly: every frame between is a mixture of the ends, in step with
 * time. Dissolves and halves of fades mix in every place (`mixture` near 0), wipes show one end or the other in each
 * place (`choice` near 0); motion does neither.
 */
export interface Ramp {
  /** The last frame before and the first frame after the change. */
  before: number
  after: number
  /** Mean squared distance of the frames between from the mixture, as a share of that of the ends. */
  mixture: number
  /** Mean squared distance from the nearer end, cell by cell, as a share of what a mixture would have. */
  choice: number
  /** Mean distance of the progress from a straight line. */
  unevenness: number
  /** Root mean square difference of the ends' cells, 0 to 255. */
  change: number
  /** Correlation of the ends' luma: near 1, only the light has changed. */
  likeness: number
  /** Share of the ends that is new after motion compensation, 0 to 1. */
  novelty: number
}

const shortestS = 0.12
const longestS = 2.4
const stepUp = 1.22
const leastChange = 2.5
const mostUneven = 0.2
const mostMixture = 0.36
const mostAlike = 0.96
const leastNovelty = 0.15
const fadedContrast = 0.3

/** Everything like a ramp, at every place and length; neighbours overlap. */
export function findRamps(facts: FrameDifferences): Ramp[] {
  const frames = facts.timesS.length
  const fps = frames > 1 ? (frames - 1) / Math.max(1e-3, facts.timesS[frames - 1]!) : 30
  const scan = new RampScan(facts)
  const found: Ramp[] = []
  const longest = Math.min(frames - 1, Math.round(longestS * fps))
  for (
    let length = Math.max(4, Math.round(shortestS * fps));
    length <= longest;
    length = Math.ceil(length * stepUp)
  ) {
    const stride = Math.max(1, length >> 3)
    for (let before = 0; before + length < frames; before += stride) {
      const ramp = scan.fit(before, before + length)
      if (ramp) found.push(ramp)
    }
  }
  return found
}

export class RampScan {
  private readonly facts: FrameDifferences
  private readonly comparison: ThumbnailComparison
  private readonly size: number
  private progress = 0
  private mixture = 0
  private choice = 0

  constructor(facts: FrameDifferences) {
    this.facts = facts
    this.comparison = new ThumbnailComparison(facts)
    this.size = thumbnailSize(facts)
  }

  fit(before: number, after: number): Ramp | null {
    const squared = this.squaredDistance(before, after)
    const change = Math.sqrt(squared / this.size)
    if (change < leastChange) return null
    const length = after - before
    let unevenness = 0
    let mixture = 0
    let choice = 0
    const points = length >= 8 ? 5 : 3
    for (let k = 1; k <= points; k++) {
      const at = before + Math.round((k * length) / (points + 1))
      this.place(before, after, at, squared)
      unevenness += Math.abs(this.progress - (at - before) / length) / points
      mixture += this.mixture / points
      choice += this.choice / points
      if (unevenness > mostUneven) return null
      if (mixture > mostMixture) return null
    }
    const likeness = this.comparison.likeness(before, after)
    if (likeness > mostAlike && !this.losesContrast(before, after)) return null
    const { novelty } = this.comparison.match(before, after)
    if (novelty < leastNovelty) return null
    return { before, after, mixture, choice, unevenness, change, likeness, novelty }
  }

  /** One end has next to no contrast: a fade that stops short of black keeps the likeness to the last. */
  private losesContrast(before: number, after: number): boolean {
    const { contrast } = this.facts
    return (
      Math.min(contrast[before]!, contrast[after]!) <
      fadedContrast * Math.max(contrast[before]!, contrast[after]!)
    )
  }

  /** How far frame `at` has come from `before` to `after` (0 to 1 and beyond), leaving the rest in the fields. */
  place(before: number, after: number, at: number, squared: number): number {
    const { thumbnails } = this.facts
    const { size } = this
    const a = before * size
    const b = after * size
    const m = at * size
    let along = 0
    let moved = 0
    let nearest = 0
    for (let i = 0; i < size; i++) {
      const step = thumbnails[b + i]! - thumbnails[a + i]!
      const here = thumbnails[m + i]! - thumbnails[a + i]!
      const left = here - step
      along += here * step
      moved += here * here
      const fromBefore = here * here
      const fromAfter = left * left
      nearest += fromBefore < fromAfter ? fromBefore : fromAfter
    }
    const progress = along / squared
    this.progress = progress
    this.mixture = Math.max(0, moved / squared - progress * progress)
    const even = Math.min(progress, 1 - progress)
    this.choice = even > 0.05 ? Math.min(2, nearest / (even * even * squared)) : 1
    return progress
  }

  squaredDistance(before: number, after: number): number {
    const { thumbnails } = this.facts
    const { size } = this
    const a = before * size
    const b = after * size
    let sum = 0
    for (let i = 0; i < size; i++) {
      const step = thumbnails[b + i]! - thumbnails[a + i]!
      sum += step * step
    }
    return sum
  }
}
