import type { Transition } from '../../shared/contract/measurement.ts'
import type { FrameDifferences } from '../../electron/vision/frame-differences.ts'
import type { KnownDraft, KnownTransition } from './composed/write-draft.ts'

/** Hits, misses and inventions, summed over drafts. */
export class Tally {
  hits = 0
  misses = 0
  inventions = 0

  get f1(): number {
    const all = 2 * this.hits + this.misses + this.inventions
    return all === 0 ? 1 : (2 * this.hits) / all
  }

  toString(): string {
    return `F1 ${this.f1.toFixed(3)} (${this.hits} right, ${this.misses} missed, ${this.inventions} invented)`
  }
}

export interface TransitionScore {
  cuts: Tally
  /** Dissolves and fades that overlap the truth by 0.3 or more (intersection over union), whichever of the two they are called. */
  gradual: Tally
  wipes: Tally
  flashesAsCuts: number
  errors: string[]
}

export function newScore(): TransitionScore {
  return { cuts: new Tally(), gradual: new Tally(), wipes: new Tally(), flashesAsCuts: 0, errors: [] }
}

const leastOverlap = 0.3

/** Adds one draft: cuts must be exact to the frame; where a transition is faint, either answer is fine. */
export function addToScore(
  score: TransitionScore,
  known: KnownDraft,
  found: readonly Transition[],
  facts: FrameDifferences,
): void {
  addCuts(score, known, found)
  addSpans(score.gradual, ['dissolve', 'fade'], known, found, facts, score.errors)
  addSpans(score.wipes, ['wipe'], known, found, facts, score.errors)
}

function addCuts(score: TransitionScore, known: KnownDraft, found: readonly Transition[]): void {
  const cutsKnown = known.transitions.filter((t) => t.kind === 'cut')
  const truth = new Set(cutsKnown.filter((t) => !t.faint).map((t) => t.frame))
  const faint = new Set(cutsKnown.filter((t) => t.faint).map((t) => t.frame))
  for (const { kind, frame, confidence } of found) {
    if (kind !== 'cut') continue
    if (faint.has(frame)) continue
    if (truth.delete(frame)) score.cuts.hits++
    else {
      score.cuts.inventions++
      score.errors.push(`${known.id}: no cut at ${frame} (${confidence.toFixed(2)})`)
    }
    if (known.flashes.some((f) => frame >= f.startFrame && frame <= f.endFrame)) score.flashesAsCuts++
  }
  score.cuts.misses += truth.size
  for (const frame of truth) score.errors.push(`${known.id}: cut at ${frame} missed`)
}

function addSpans(
  tally: Tally,
  kinds: readonly Transition['kind'][],
  known: KnownDraft,
  found: readonly Transition[],
  facts: FrameDifferences,
  errors: string[],
): void {
  const truth = known.transitions.filter((t) => kinds.includes(t.kind) && !t.faint)
  const spans = found.filter((t) => kinds.includes(t.kind))
  const used = new Set<Transition>()
  const faint = known.transitions.filter((t) => t.kind !== 'cut' && t.faint)
  const free = new Set(spans.filter((s) => faint.some((t) => overlap(t, s, facts) >= leastOverlap)))
  for (const expected of truth) {
    const best = spans
      .filter((s) => !used.has(s) && !free.has(s))
      .map((span) => ({ span, share: overlap(expected, span, facts) }))
      .sort((a, b) => b.share - a.share)[0]
    if (best && best.share >= leastOverlap) {
      used.add(best.span)
      tally.hits++
    } else {
      tally.misses++
      errors.push(`${known.id}: ${expected.kind} ${expected.startFrame}–${expected.endFrame} missed`)
    }
  }
  tally.inventions += spans.length - used.size - free.size
  for (const span of spans) {
    if (!used.has(span) && !free.has(span))
      errors.push(
        `${known.id}: no ${span.kind} at ${span.startS.toFixed(2)}–${span.endS.toFixed(2)} s (${span.confidence.toFixed(2)})`,
      )
  }
}

/** Intersection over union, in time. */
export function overlap(
  known: Pick<KnownTransition, 'startFrame' | 'endFrame'>,
  span: { startS: number; endS: number },
  facts: FrameDifferences,
): number {
  const startS = facts.timesS[known.startFrame] ?? facts.durationS
  const endS = facts.timesS[known.endFrame] ?? facts.durationS
  const shared = Math.min(endS, span.endS) - Math.max(startS, span.startS)
  return Math.max(0, shared) / (Math.max(endS, span.endS) - Math.min(startS, span.startS))
}
