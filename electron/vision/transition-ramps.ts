import { coarseThumbnails, type CoarseThumbnails } from './coarse-thumbnails.ts'
import type { FrameDifferences } from './frame-differences.ts'
import type { Strangeness } from './ramp-features.ts'
import { SuddenPlaces } from './sudden-places.ts'
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
  /** Share of the picture in which nothing jumps on the way; all of the above is measured there. */
  steady: number
}

const shortestS = 0.12
const longestS = 2.4
const stepUp = 1.22
const leastChange = 2.5
const mostUneven = 0.2
const mostMixture = 0.36
/** The coarse look is allowed these liberties, so that it turns down next to nothing that the close look would take. */
const coarseChange = 0.7
const coarseUneven = 0.07
const coarseMixture = 0.1
const mostAlike = 0.96
const flatContrast = 6
const fadedContrast = 0.3
/** Where less of the picture than this is without jumps, all of it is looked at. */
const leastSteady = 0.5

/** Everything like a ramp, at every place and length; neighbours overlap. */
export function findRamps(facts: FrameDifferences, scan: RampScan): Ramp[] {
  const frames = facts.timesS.length
  const fps = frames > 1 ? (frames - 1) / Math.max(1e-3, facts.timesS[frames - 1]!) : 30
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
  private readonly fine: CoarseThumbnails
  private readonly coarse: CoarseThumbnails
  private readonly sudden: SuddenPlaces
  private readonly suddenCoarse: SuddenPlaces
  private readonly steady: Uint8Array
  private readonly steadyCoarse: Uint8Array
  private progress = 0
  private mixture = 0

  constructor(facts: FrameDifferences) {
    this.facts = facts
    this.comparison = new ThumbnailComparison(facts)
    const tall = facts.rows > facts.columns
    this.fine = tall ? coarseThumbnails(facts, 10, 16) : coarseThumbnails(facts, 16, 10)
    this.coarse = tall ? coarseThumbnails(facts, 4, 8) : coarseThumbnails(facts, 8, 4)
    this.sudden = new SuddenPlaces(this.fine)
    this.suddenCoarse = new SuddenPlaces(this.coarse)
    this.steady = new Uint8Array(this.fine.size)
    this.steadyCoarse = new Uint8Array(this.coarse.size)
  }

  fit(before: number, after: number): Ramp | null {
    if (this.isFlat(before) && this.isFlat(after)) return null
    if (!this.couldFit(before, after)) return null
    const places = steadyPlaces(this.sudden, before, after, this.steady)
    const squared = squaredDistance(this.fine, before, after, this.steady)
    const change = Math.sqrt(squared / places)
    if (change < leastChange) return null
    const length = after - before
    let unevenness = 0
    let mixture = 0
    const points = length >= 8 ? 5 : 3
    for (let k = 1; k <= points; k++) {
      const at = before + Math.round((k * length) / (points + 1))
      this.along(before, after, at, squared)
      unevenness += Math.abs(this.progress - (at - before) / length) / points
      mixture += this.mixture / points
      if (unevenness > mostUneven) return null
      if (mixture > mostMixture) return null
    }
    const likeness = this.comparison.likeness(before, after)
    if (likeness > mostAlike && !this.losesContrast(before, after)) return null
    const choice = this.choice(before, after)
    const steady = places / this.fine.size
    return { before, after, mixture, choice, unevenness, change, likeness, steady }
  }

  /** What the ends of a ramp have not in common: costs more than all the rest. */
  strangeness({ before, after }: Ramp): Strangeness {
    return {
      novelty: this.comparison.match(before, after).novelty,
      unlikeAnyShift: this.comparison.unlikeAnyShift(before, after),
    }
  }

  /** A coarse look: whether three frames between are near a mixture of the ends, about in step with time. */
  private couldFit(before: number, after: number): boolean {
    const { values, size } = this.coarse
    const steady = this.steadyCoarse
    const places = steadyPlaces(this.suddenCoarse, before, after, steady)
    const squared = squaredDistance(this.coarse, before, after, steady)
    if (squared < (coarseChange * leastChange) ** 2 * places) return false
    const a = before * size
    const b = after * size
    const length = after - before
    let unevenness = 0
    let mixture = 0
    for (let k = 1; k <= 3; k++) {
      const at = before + Math.round((k * length) / 4)
      const m = at * size
      let along = 0
      let moved = 0
      for (let i = 0; i < size; i++) {
        if (steady[i] === 0) continue
        const here = values[m + i]! - values[a + i]!
        along += here * (values[b + i]! - values[a + i]!)
        moved += here * here
      }
      const progress = along / squared
      unevenness += Math.abs(progress - (at - before) / length)
      mixture += moved / squared - progress * progress
      if (unevenness > 3 * (mostUneven + coarseUneven)) return false
      if (mixture > 3 * (mostMixture + coarseMixture)) return false
    }
    return true
  }

  /** Between two pictures of nothing, black to white say, no shot changes. */
  private isFlat(frame: number): boolean {
    return this.facts.contrast[frame]! < flatContrast
  }

  /** One end has next to no contrast: a fade that stops short of black keeps the likeness to the last. */
  private losesContrast(before: number, after: number): boolean {
    const { contrast } = this.facts
    return (
      Math.min(contrast[before]!, contrast[after]!) <
      fadedContrast * Math.max(contrast[before]!, contrast[after]!)
    )
  }

  /**
   * How far each frame from `before` to `after` has come from the one to the other (0 to 1 and beyond), where nothing
   * jumps on the way.
   */
  progressOf(before: number, after: number): Float64Array {
    steadyPlaces(this.sudden, before, after, this.steady)
    const squared = squaredDistance(this.fine, before, after, this.steady)
    return Float64Array.from({ length: after - before + 1 }, (_, k) => {
      this.along(before, after, before + k, squared)
      return this.progress
    })
  }

  /** Leaves in the fields how far frame `at` has come, and how much of its way leads elsewhere. */
  private along(before: number, after: number, at: number, squared: number): void {
    const { values, size } = this.fine
    const { steady } = this
    const a = before * size
    const b = after * size
    const m = at * size
    let along = 0
    let moved = 0
    for (let i = 0; i < size; i++) {
      if (steady[i] === 0) continue
      const here = values[m + i]! - values[a + i]!
      along += here * (values[b + i]! - values[a + i]!)
      moved += here * here
    }
    const progress = along / squared
    this.progress = progress
    this.mixture = Math.max(0, moved / squared - progress * progress)
  }

  /** Three frames' distance from the nearer end, place by place: 0 where each place shows one end or the other. */
  private choice(before: number, after: number): number {
    const { values, size } = this.fine
    const a = before * size
    const b = after * size
    let choice = 0
    for (let k = 1; k <= 3; k++) {
      const m = (before + Math.round((k * (after - before)) / 4)) * size
      let along = 0
      let squared = 0
      let nearest = 0
      for (let i = 0; i < size; i++) {
        if (this.steady[i] === 0) continue
        const step = values[b + i]! - values[a + i]!
        const here = values[m + i]! - values[a + i]!
        const left = here - step
        along += here * step
        squared += step * step
        nearest += Math.min(here * here, left * left)
      }
      const progress = along / squared
      const even = Math.min(progress, 1 - progress)
      choice += (even > 0.05 ? Math.min(2, nearest / (even * even * squared)) : 1) / 3
    }
    return choice
  }
}

/** Marks the places to look at, and says how many they are. */
function steadyPlaces(sudden: SuddenPlaces, before: number, after: number, into: Uint8Array): number {
  const count = sudden.steady(before, after, into)
  if (count >= leastSteady * into.length) return count
  into.fill(1)
  return into.length
}

function squaredDistance(
  { values, size }: CoarseThumbnails,
  before: number,
  after: number,
  steady: Uint8Array,
): number {
  const a = before * size
  const b = after * size
  let sum = 0
  for (let i = 0; i < size; i++) {
    if (steady[i] === 0) continue
    const step = values[b + i]! - values[a + i]!
    sum += step * step
  }
  return sum
}
