import { blankFrames, type Blank } from '../electron/vision/blank-frames.ts'
import { cutCandidates, CutFeatures, cutFeatureNames } from '../electron/vision/cut-features.ts'
import type { FrameDifferences } from '../electron/vision/frame-differences.ts'
import { lightInterruptions } from '../electron/vision/light-interruptions.ts'
import { rampFeatureNames, rampFeatures } from '../electron/vision/ramp-features.ts'
import { withoutBars } from '../electron/vision/without-bars.ts'
import { findRamps, RampScan } from '../electron/vision/transition-ramps.ts'
import type { KnownDraft, KnownTransition } from '../test/vision/composed/write-draft.ts'
import type { BoostOptions } from './boost-trees.ts'

export interface Example {
  features: number[]
  /** 0 or 1 for cuts; for ramps the overlap with a true transition. */
  answer: number
  weight: number
}

/** Features of which more never speaks against a cut; the others are free. */
const freeForCuts = new Set([
  'residual',
  'structureResidual',
  'displacementNearby',
  'leastContrast',
  'detailKept',
  'lumaStep',
  'residualOverQuietSide',
  'paletteFar',
  'interval',
  'stillOverUsual',
])
export const cutOptions: BoostOptions = {
  ...{
    depth: 3,
    trees: 300,
    learningRate: 0.05,
    l2: 1,
    leastWeight: 2,
  },
  monotone: cutFeatureNames.map((name) => (freeForCuts.has(name) ? 0 : 1)),
}
const rampDirections: Partial<Record<(typeof rampFeatureNames)[number], number>> = {
  ...{ mixture: -1, unevenness: -1, likeness: -1, largestStep: -1, novelty: 1, unlikeAnyShift: 1 },
}
export const rampOptions: BoostOptions = {
  ...{
    depth: 4,
    trees: 150,
    learningRate: 0.12,
    l2: 2,
    leastWeight: 5,
  },
  monotone: rampFeatureNames.map((name) => rampDirections[name] ?? 0),
}
/** Frames within dissolves and wipes are no cuts, but to say so is the ramp model's work. */
const weightWithinGradual = 0.5
const leastOverlap = 0.3

/** What the cut model learns from a draft: every frame that it would be asked about. */
export function examplesOfCuts(known: KnownDraft, frames: FrameDifferences): Example[] {
  const facts = withoutBars(frames)
  const light = lightInterruptions(facts)
  const features = new CutFeatures(facts)
  return cutCandidates(facts).flatMap((frame) => {
    if (light.some((l) => frame >= l.start && frame <= l.end)) return []
    const cut = known.transitions.find((t) => t.kind === 'cut' && t.frame === frame)
    if (cut?.faint) return []
    const gradual = known.transitions.some(
      (t) => t.kind !== 'cut' && frame >= t.startFrame - 1 && frame <= t.endFrame + 1,
    )
    return [
      {
        features: features.at(frame),
        answer: cut ? 1 : 0,
        weight: !cut && gradual ? weightWithinGradual : 1,
      },
    ]
  })
}

/** What the ramp model learns from a draft: every ramp, with its overlap with the truth. */
export function examplesOfRamps(known: KnownDraft, frames: FrameDifferences): Example[] {
  const facts = withoutBars(frames)
  const blank = blankFrames(facts)
  const gradual = known.transitions.filter((t) => t.kind !== 'cut')
  const spans = gradual.filter((t) => !t.faint).flatMap((t) => halves(t, known, blank))
  const faint = gradual.filter((t) => t.faint)
  const scan = new RampScan(facts)
  return findRamps(facts, scan).flatMap((ramp) => {
    if (faint.some((t) => ramp.after > t.startFrame && ramp.before < t.endFrame)) return []
    const overlaps = spans.map(([start, end]) => {
      const shared = Math.min(ramp.after, end) - Math.max(ramp.before + 1, start)
      return shared / (Math.max(ramp.after, end) - Math.min(ramp.before + 1, start))
    })
    const overlap = Math.max(0, ...overlaps)
    const answer = overlap < leastOverlap ? 0 : overlap
    return [{ features: rampFeatures(ramp, scan.strangeness(ramp), facts, blank), answer, weight: 1 }]
  })
}

/** A fade through black is two ramps, down to the first blank frame and up from the last. */
function halves(t: KnownTransition, known: KnownDraft, blank: readonly Blank[]): [number, number][] {
  if (t.kind !== 'fade' || t.startFrame === 0 || t.endFrame === known.frames)
    return [[t.startFrame, t.endFrame]]
  let firstBlank = t.frame
  while (firstBlank - 1 > t.startFrame && blank[firstBlank - 1]) firstBlank--
  return [
    [t.startFrame, firstBlank],
    [t.frame, t.endFrame],
  ]
}
