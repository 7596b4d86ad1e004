import { blankFrames, type Blank } from './blank-frames.ts'
import type { FrameDifferences } from './frame-differences.ts'
import { probability } from './boosted-trees.ts'
import { rampFeatures } from './ramp-features.ts'
import { rampModelTrees } from './ramp-model-trees.ts'
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

const leastConfidence = 0.53

interface JudgedRamp extends Ramp {
  kind: GradualTransition['kind']
  confidence: number
  blankBefore: Blank
  blankAfter: Blank
}

/** Dissolves, fades and wipes of a draft, in order, none overlapping. */
export function gradualTransitions(facts: FrameDifferences): GradualTransition[] {
  const blank = blankFrames(facts)
  const scan = new RampScan(facts)
  const judged = findRamps(facts).map((ramp) => judge(ramp, facts, blank))
  const placed = bestApart(judged.filter((ramp) => ramp.confidence >= leastConfidence)).map((ramp) => ({
    ramp,
    ...ends(ramp, facts, scan),
  }))
  return joinFades(apart(placed), blank)
}

/** The model's answer is the overlap with a true transition to expect: it finds the place as well as the thing. */
function judge(ramp: Ramp, facts: FrameDifferences, blank: readonly Blank[]): JudgedRamp {
  const blankBefore = blankNear(blank, ramp.before, -1)
  const blankAfter = blankNear(blank, ramp.after, 1)
  const fades = (blankBefore === null) !== (blankAfter === null) && ramp.mixture < 0.2
  const kind = fades ? 'fade' : ramp.choice < 0.85 && ramp.mixture > 0.1 ? 'wipe' : 'dissolve'
  const confidence = probability(rampModelTrees, rampFeatures(ramp, facts, blank))
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

/** Keeps the most certain of ramps that share frames. */
function bestApart(ramps: readonly JudgedRamp[]): JudgedRamp[] {
  const kept: JudgedRamp[] = []
  for (const ramp of ramps.toSorted((a, b) => b.confidence - a.confidence)) {
    if (kept.every((k) => ramp.after <= k.before + 1 || ramp.before >= k.after - 1)) kept.push(ramp)
  }
  return kept.sort((a, b) => a.before - b.before)
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
function ends(ramp: JudgedRamp, facts: FrameDifferences, scan: RampScan): Omit<PlacedRamp, 'ramp'> {
  const length = ramp.after - ramp.before
  const margin = Math.max(2, Math.round(length / 3))
  const first = quietFrom(facts, ramp.before, Math.max(0, ramp.before - margin), -1)
  const last = quietFrom(facts, ramp.after, Math.min(facts.timesS.length - 1, ramp.after + margin), 1)
  const squared = scan.squaredDistance(first, last)
  const progress = new Float64Array(last - first + 1)
  for (let t = first; t <= last; t++) progress[t - first] = scan.place(first, last, t, squared)
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
