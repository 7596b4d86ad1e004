import { blankFrames, type Blank } from './blank-frames.ts'
import type { FrameDifferences } from './frame-differences.ts'
import { probability, type BoostedTrees } from '../../shared/boosted-trees.ts'
import { rampFeatures, utterlyStrange, type Strangeness } from './ramp-features.ts'
import { rampModelTrees } from './ramp-model-trees.ts'
import { ThumbnailComparison } from './thumbnail-comparison.ts'
import { findRamps, RampScan, type Ramp } from './transition-ramps.ts'

/** A dissolve, fade or wipe in frames: `start` is the first frame under way, `end` the first one after it. */
export interface GradualTransition {
  kind: 'dissolve' | 'fade' | 'wipe'
  start: number
  end: number
  /** First frame that belongs to the new shot; `frames` where a fade ends the draft. */
  frame: number
  confidence: number
}

const leastConfidence = 0.5
const leastNovelty = 0.15
/** Frames between two parts of one fade, and how like the ends of its brighter part are. */
const curveGap = 4
const curveLikeness = 0.4
const slowS = 0.5

interface JudgedRamp extends Ramp {
  kind: GradualTransition['kind']
  confidence: number
  blankBefore: Blank
  blankAfter: Blank
}

/** Dissolves, fades and wipes of a draft, in order, none overlapping. */
export function gradualTransitions(
  facts: FrameDifferences,
  trees: BoostedTrees = rampModelTrees,
): GradualTransition[] {
  const blank = blankFrames(facts)
  const scan = new RampScan(facts)
  const likely = (ramp: Ramp, strangeness: Strangeness): number =>
    probability(trees, rampFeatures(ramp, strangeness, facts, blank))
  const hopeful = findRamps(facts, scan)
    .map((ramp) => ({ ramp, atMost: likely(ramp, utterlyStrange) }))
    .filter(({ atMost }) => atMost >= leastConfidence)
  const placed = bestApart(hopeful, (ramp) => {
    const strangeness = scan.strangeness(ramp)
    const confidence = strangeness.novelty < leastNovelty ? 0 : likely(ramp, strangeness)
    return confidence < leastConfidence ? null : confidence
  }).map(({ ramp, confidence }) => ({
    ramp: named(ramp, confidence, blank),
    ...ends(ramp, facts, scan),
  }))
  return wholeFades(joinFades(apart(placed), blank), facts, blank)
}

/** The model's answer is the overlap with a true transition to expect: it finds the place as well as the thing. */
function named(ramp: Ramp, confidence: number, blank: readonly Blank[]): JudgedRamp {
  const blankBefore = blankNear(blank, ramp.before, -1)
  const blankAfter = blankNear(blank, ramp.after, 1)
  const fades = (blankBefore === null) !== (blankAfter === null) && ramp.mixture < 0.2
  const kind = fades ? 'fade' : ramp.choice < 0.85 && ramp.mixture > 0.1 ? 'wipe' : 'dissolve'
  return { ...ramp, kind, confidence, blankBefore, blankAfter }
}

/** What is shown at a ramp's end or a few frames beyond it; the ramp may begin a little late or end a little early. */
function blankNear(blank: readonly Blank[], end: number, outwards: 1 | -1): Blank {
  for (let step = -1; step <= 3; step++) {
    const here = blank[end + outwards * step]
    if (here) return here
  }
  return null
}

/**
 * Keeps the most certain of ramps that share frames. How certain one is costs a block matching, so it is asked only of
 * those that could be the most certain of all that are left.
 */
function bestApart(
  hopeful: readonly { ramp: Ramp; atMost: number }[],
  certainty: (ramp: Ramp) => number | null,
): { ramp: Ramp; confidence: number }[] {
  const kept: { ramp: Ramp; confidence: number }[] = []
  const known: { ramp: Ramp; confidence: number }[] = []
  const free = (ramp: Ramp): boolean =>
    kept.every((k) => ramp.after <= k.ramp.before + 1 || ramp.before >= k.ramp.after - 1)
  const keepAbove = (limit: number): void => {
    known.sort((a, b) => a.confidence - b.confidence)
    for (let best = known.at(-1); best && best.confidence >= limit; best = known.at(-1)) {
      known.pop()
      if (free(best.ramp)) kept.push(best)
    }
  }
  for (const { ramp, atMost } of hopeful.toSorted((a, b) => b.atMost - a.atMost)) {
    keepAbove(atMost)
    if (!free(ramp)) continue
    const confidence = certainty(ramp)
    if (confidence !== null) known.push({ ramp, confidence })
  }
  keepAbove(0)
  return kept.sort((a, b) => a.ramp.before - b.ramp.before)
}

/** Fitted ends may run into the next transition: then the less certain one is dropped. */
function apart(placed: readonly PlacedRamp[]): PlacedRamp[] {
  const kept: PlacedRamp[] = []
  for (const next of placed) {
    const last = kept.at(-1)
    if (!last || next.before >= last.after - 2) kept.push(next)
    else if (next.ramp.confidence > last.ramp.confidence) kept.splice(-1, 1, next)
  }
  return kept
}

interface PlacedRamp {
  ramp: JudgedRamp
  /** Last frame before, first frame after, as fitted. */
  before: number
  after: number
}

/** Fits the ramp's ends: progress measured between frames safely outside is 0, then a straight line, then 1. */
function ends(ramp: Ramp, facts: FrameDifferences, scan: RampScan): Omit<PlacedRamp, 'ramp'> {
  const length = ramp.after - ramp.before
  const margin = Math.max(2, Math.round(length / 3))
  const first = quietFrom(facts, ramp.before, Math.max(0, ramp.before - margin), -1)
  const last = quietFrom(facts, ramp.after, Math.min(facts.timesS.length - 1, ramp.after + margin), 1)
  const progress = scan.progressOf(first, last)
  const middle = (ramp.before + ramp.after) / 2
  let best = { before: ramp.before, after: ramp.after, error: Infinity }
  for (let before = first; before < middle; before++) {
    for (let after = Math.ceil(middle); after <= last; after++) {
      if (after - before < 3) continue
      let error = 0
      for (let t = first; t <= last; t++) {
        const ideal = t <= before ? 0 : t >= after ? 1 : (t - before) / (after - before)
        error += (progress[t - first]! - ideal) ** 2
      }
      if (error < best.error) best = { before, after, error }
    }
  }
  return { before: best.before, after: best.after }
}

/** As far as `limit` in one direction, stopping before a jump that is none of the ramp's steps. */
function quietFrom(facts: FrameDifferences, from: number, limit: number, direction: 1 | -1): number {
  let at = from
  while (at !== limit) {
    const crossing = direction === 1 ? at + 1 : at
    if (facts.novelty[crossing]! > 0.25) break
    at += direction
  }
  return at
}

/** A fade out and a fade in with nothing but black (or white) between are one fade. */
function joinFades(placed: readonly PlacedRamp[], blank: readonly Blank[]): GradualTransition[] {
  const frames = blank.length
  const joined: GradualTransition[] = []
  for (let i = 0; i < placed.length; i++) {
    const { ramp, before, after } = placed[i]!
    const start = before === 0 && ramp.blankBefore ? 0 : before + 1
    const next = placed[i + 1]
    if (ramp.kind !== 'fade') {
      joined.push({
        kind: ramp.kind,
        start,
        end: after,
        frame: Math.round((start + after) / 2),
        confidence: ramp.confidence,
      })
    } else if (ramp.blankAfter === null) {
      joined.push({ kind: 'fade', start, end: after, frame: start, confidence: ramp.confidence })
    } else if (
      next?.ramp.kind === 'fade' &&
      next.ramp.blankBefore === ramp.blankAfter &&
      allBlank(blank, after, next.before)
    ) {
      const confidence = Math.max(ramp.confidence, next.ramp.confidence)
      joined.push({
        kind: 'fade',
        start,
        end: next.after,
        frame: Math.max(start + 1, next.before + 1),
        confidence,
      })
      i++
    } else {
      const end = after >= frames - 1 ? frames : after
      joined.push({ kind: 'fade', start, end, frame: end, confidence: ramp.confidence })
    }
  }
  return joined
}

/** Nothing but blank frames between; where the light comes and goes a few keep some texture. */
function allBlank(blank: readonly Blank[], from: number, to: number): boolean {
  let other = 0
  for (let i = from + 1; i < to; i++) if (blank[i] === null) other++
  return other <= 4
}

/**
 * Light that comes or goes along a curve looks like a fade beside a dissolve of a picture into itself: that is one fade.
 */
function wholeFades(
  found: readonly GradualTransition[],
  facts: FrameDifferences,
  blank: readonly Blank[],
): GradualTransition[] {
  const comparison = new ThumbnailComparison(facts)
  const last = facts.timesS.length - 1
  const whole: GradualTransition[] = []
  for (const next of found) {
    const before = whole.at(-1)
    const close = before && next.start - before.end <= curveGap
    const inItself = (t: GradualTransition): boolean =>
      t.kind === 'dissolve' &&
      comparison.likeness(Math.max(0, t.start - 1), Math.min(last, t.end)) >= curveLikeness
    if (close && before.kind === 'fade' && before.frame < before.end && inItself(next)) {
      whole.splice(-1, 1, { ...before, end: next.end })
    } else if (close && next.kind === 'fade' && next.frame > next.start && inItself(before)) {
      whole.splice(-1, 1, { ...next, start: before.start })
    } else {
      const dark = inItself(next) ? slowStart(next.start - 1, facts, blank) : null
      const from = dark === null ? next : { ...next, kind: 'fade' as const, start: dark + 1, frame: dark + 1 }
      whole.push(from)
    }
  }
  return whole
}

/** The blank frame from which light has only grown until `to`, half a second before at most. */
function slowStart(to: number, facts: FrameDifferences, blank: readonly Blank[]): number | null {
  for (let at = to; at >= 0 && facts.timesS[to]! - facts.timesS[at]! <= slowS; at--) {
    if (blank[at] === 'black') return at
    if (at > 0 && facts.luma[at - 1]! > facts.luma[at]! + 0.5) return null
  }
  return null
}
