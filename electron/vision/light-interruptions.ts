import { blankFrames } from './blank-frames.ts'
import type { FrameDifferences } from './frame-differences.ts'
import { ThumbnailComparison } from './thumbnail-comparison.ts'

/** A few frames lit up (or blacked out) inside a shot that goes on as before. */
export interface LightInterruption {
  kind: 'flash' | 'dropout'
  start: number
  /** The first frame that is as before. */
  end: number
}

const longestS = 0.34
/** The same, where the structure of the picture stays all along. */
const longestSteadyS = 0.42
const steadyStructure = 0.9
const leastFrames = 4
/** How much lighter or darker the whole picture gets at least, of 255: less in the dark. */
const leastStep = (luma: number): number => Math.min(9, 4 + 0.12 * luma)
/** Strong light need not leave any structure when the very same picture is back within this time. */
const strongStep = 25
const sidesTheSame = 0.25
const soonS = 0.28
/** The sides may differ by this share of what the interruption differs from them. */
const sidesAlike = 0.5
const keptStructure = 0.4
/** Where the picture comes back alike, light need leave less of it: captions may change meanwhile. */
const keptBetweenAlike = 0.3
const comesBackAlike = 0.7
const glaring = 205

/** Flashes and dropouts, in order: the light jumps, and within a third of a second the picture is back where it was. */
export function lightInterruptions(facts: FrameDifferences): LightInterruption[] {
  const frames = facts.timesS.length
  const comparison = new ThumbnailComparison(facts)
  const blank = blankFrames(facts)
  const found: LightInterruption[] = []
  for (let start = 1; start < frames - 1; start++) {
    const step = facts.luma[start]! - facts.luma[start - 1]!
    if (Math.abs(step) < leastStep(facts.luma[start - 1]!)) continue
    const end = returnsAt(start, Math.sign(step))
    if (end === null) continue
    found.push({ kind: step > 0 ? 'flash' : 'dropout', start, end })
    start = end - 1
  }
  return found

  function returnsAt(start: number, sign: number): number | null {
    const before = start - 1
    const least = 0.6 * leastStep(facts.luma[before]!)
    const away = comparison.match(before, start).residual
    const awayStill = comparison.difference(before, start)
    for (let end = start + 1; end < frames; end++) {
      const lasts = facts.timesS[end]! - facts.timesS[start]!
      if (end - start > leastFrames && lasts > longestSteadyS) return null
      const lit = end - 1
      if (sign * (facts.luma[lit]! - facts.luma[before]!) < least) return null
      if (sign * (facts.luma[lit]! - facts.luma[end]!) < least) continue
      const apart = comparison.match(before, end).residual
      const apartStill = comparison.difference(before, end)
      if (apart > sidesAlike * away || apartStill > 0.85 * awayStill) continue
      const isBack = apart <= sidesTheSame * away && apartStill <= sidesTheSame * awayStill
      const strong = sign * (facts.luma[start]! - facts.luma[before]!) >= strongStep
      if (isBack && strong && lasts <= soonS) return end
      const long = end - start > leastFrames && lasts > longestS
      if (long && !(isBack && comparison.likeness(before, start) >= steadyStructure)) continue
      if (isSameScene(before, start, end)) return end
    }
    return null
  }

  /** Light leaves the structure of what was before or comes after, or washes it out; another shot brings its own. */
  function isSameScene(before: number, start: number, end: number): boolean {
    const kept = comparison.likeness(before, end) >= comesBackAlike ? keptBetweenAlike : keptStructure
    for (let lit = start; lit < end; lit++) {
      const washedOut =
        blank[lit] !== null ||
        facts.luma[lit]! > glaring ||
        facts.contrast[lit]! < 0.6 * facts.contrast[before]!
      const alike = Math.max(comparison.likeness(before, lit), comparison.likeness(end, lit))
      if (!washedOut && alike < kept && end - start > 2) return false
    }
    return true
  }
}
