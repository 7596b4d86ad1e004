import type { Transition } from '../../shared/contract/measurement.ts'
import type { DerivedDetector } from '../media/detector.ts'
import { frameDifferences, type FrameDifferences } from './frame-differences.ts'
import { lightInterruptions } from './light-interruptions.ts'
import { shots } from './shots.ts'
import { withoutBars } from './without-bars.ts'

export interface Flash {
  timeS: number
  /** The first lit frame. */
  frame: number
}

/** Moments that light up and are over within a third of a second, the shot going on as before. */
export const flashes: DerivedDetector<Flash[]> = {
  kind: 'derived',
  id: 'flashes',
  version: 2,
  from: [frameDifferences, shots],
  derive(source) {
    const facts = source.get(frameDifferences)
    return flashesOf(facts, source.get(shots).transitions)
  },
}

/** The light at the turn of a fade through white belongs to the fade. */
export function flashesOf(facts: FrameDifferences, transitions: readonly Transition[]): Flash[] {
  const fades = transitions.filter((t) => t.kind === 'fade')
  return lightInterruptions(withoutBars(facts))
    .filter((interruption) => interruption.kind === 'flash')
    .map(({ start }) => ({ timeS: facts.timesS[start]!, frame: start }))
    .filter(({ timeS }) => !fades.some((f) => timeS >= f.startS && timeS < f.endS))
}
