import type { Span } from '../../shared/contract/measurement.ts'
import type { DraftFacts } from './draft-facts.ts'
import { ramp } from './ramps.ts'
import type { Step } from './timed-series.ts'

/** Motion, in frame diagonals a second, that counts as none and as full movement; between them in proportion. */
export interface MovementScale {
  stillAt: number
  movingAt: number
}

/** One step of how much moves. */
export interface ActivityStep extends Step {
  /** A new shot begins in it. */
  cut: boolean
}

/**
 * How much moves, 0 to 1, over a stretch, the median of three steps, so that one noisy frame is no movement. A cut is
 * movement while it happens. Empty where motion wasn't measured.
 */
export function activity(draft: DraftFacts, window: Span, scale: MovementScale): ActivityStep[] {
  const { cuts } = draft
  const steps = draft.series('motion').steps(window)
  // Cuts and steps ascend: both are gone through once, for a draft of ten minutes has thousands of steps.
  let nextCut = 0
  return steps.map((step, i) => {
    while (nextCut < cuts.length && cuts[nextCut]! < step.startS) nextCut++
    const hasCut = nextCut < cuts.length && cuts[nextCut]! < step.endS
    const motion = middleOf(steps[i - 1]?.value, step.value, steps[i + 1]?.value)
    const value = hasCut ? 1 : ramp(motion, scale.stillAt, scale.movingAt)
    return { startS: step.startS, endS: step.endS, value, cut: hasCut }
  })
}

/** The median of a value and its neighbours; the lesser of two where there is one neighbour only. */
function middleOf(before: number | undefined, value: number, after: number | undefined): number {
  if (before === undefined || after === undefined) return Math.min(value, before ?? after ?? value)
  return Math.max(Math.min(before, after), Math.min(value, Math.max(before, after)))
}

/** A cut ends it whatever moves. */
const cutBreaksS = 1

/**
 * Seconds from the start of the steps (or back from their end) in which nothing has moved yet. What moves wears the
 * stillness down instead of ending it at a threshold, so that a trace of noise costs a trace of it.
 *
 * @param breaksAfterS full movement for so long (or twice as long at half of it, and so on) wears it down to 1/e
 */
export function stillLeadS(
  steps: readonly ActivityStep[],
  from: 'start' | 'end',
  breaksAfterS: number,
): number {
  let movedS = 0
  let stillS = 0
  for (const step of from === 'start' ? steps : [...steps].reverse()) {
    const lengthS = step.endS - step.startS
    movedS += step.cut ? cutBreaksS : step.value * lengthS
    stillS += Math.exp(-movedS / breaksAfterS) * lengthS
  }
  return stillS
}

/** When something first moves (activity of a half or more); null when nothing does. */
export function firstMovementS(steps: readonly Step[]): number | null {
  return steps.find((step) => step.value >= 0.5)?.startS ?? null
}
