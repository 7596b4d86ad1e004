import { blankFrames, type Blank } from './blank-frames.ts'
import { cutCandidates, CutFeatures } from './cut-features.ts'
import { cutModelTrees } from './cut-model-trees.ts'
import { probability, type BoostedTrees } from '../../shared/boosted-trees.ts'
import type { FrameDifferences } from './frame-differences.ts'
import type { LightInterruption } from './light-interruptions.ts'
import { ThumbnailComparison } from './thumbnail-comparison.ts'

/** A frame that begins a new shot. */
export interface Cut {
  frame: number
  confidence: number
}

export const leastCutConfidence = 0.5
/** Of two cuts this close one is the echo of the other: a blended frame of a rate conversion, a torn frame. */
const echoFrames = 2
const litS = 0.34

/** The cuts of a draft, in order. Frames lit by a flash and the frame after it begin no shot. */
export function hardCuts(
  facts: FrameDifferences,
  light: readonly LightInterruption[],
  trees: BoostedTrees = cutModelTrees,
): Cut[] {
  const features = new CutFeatures(facts)
  const cuts: Cut[] = []
  for (const frame of cutCandidates(facts)) {
    if (light.some((l) => frame >= l.start && frame <= l.end)) continue
    if (probability(trees, features.atBest(frame)) < leastCutConfidence) continue
    const confidence = probability(trees, features.at(frame))
    if (confidence < leastCutConfidence) continue
    const last = cuts.at(-1)
    if (last && frame - last.frame <= echoFrames) {
      if (facts.stillDifference[frame]! > facts.stillDifference[last.frame]!)
        cuts.splice(-1, 1, { frame, confidence })
    } else cuts.push({ frame, confidence })
  }
  return withoutLitEnds(cuts, facts)
}

/** A cut under a flash has two jumps, into the light and out of it: the shot begins with the first. */
function withoutLitEnds(cuts: readonly Cut[], facts: FrameDifferences): Cut[] {
  const blank = blankFrames(facts)
  const comparison = new ThumbnailComparison(facts)
  const kept: Cut[] = []
  for (const cut of cuts) {
    const last = kept.at(-1)
    if (!last || !endsLight(last.frame, cut.frame, facts, blank, comparison)) kept.push(cut)
  }
  return kept
}

function endsLight(
  from: number,
  to: number,
  facts: FrameDifferences,
  blank: readonly Blank[],
  comparison: ThumbnailComparison,
): boolean {
  if (facts.timesS[to]! - facts.timesS[from]! > litS) return false
  const level = Math.max(facts.luma[from - 1]!, facts.luma[to]!) + 9
  for (let i = from; i < to; i++) if (facts.luma[i]! < level) return false
  return blank[to - 1] === 'white' || comparison.likeness(to - 1, to) > 0.6
}
