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
  return steps.map((step, i) => {
    const near = steps
      .slice(Math.max(0, i - 1), i + 2)
      .map(({ value }) => value)
      .sort((a, b) => a - b)
    const motion = near[Math.floor((near.length - 1) / 2)]!
    const hasCut = cuts.some((cutS) => cutS >= step.startS && cutS < step.endS)
    return { ...step, value: hasCut ? 1 : ramp(motion, scale.stillAt, scale.movingAt), cut: hasCut }
  })
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
