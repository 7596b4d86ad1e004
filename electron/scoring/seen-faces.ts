import type { Face } from '../../shared/contract/measurement.ts'
import type { Judgement } from './check.ts'
import type { DraftFacts } from './draft-facts.ts'
import { reason } from './evidence.ts'

/** Judges a draft by its faces; one in which none is seen, or looked for, is not judged: no people is a choice. */
export function withFaces(
  { measurement: { faces, facesUnseen }, durationS }: DraftFacts,
  judge: (faces: readonly Face[]) => Judgement,
): Judgement {
  if (facesUnseen !== null) return { notJudged: reason.notMeasured('who is seen') }
  const seen = faces.filter(({ startS, endS }) => startS >= 0 && startS < durationS && endS > startS)
  return seen.length > 0 ? judge(seen) : { notJudged: 'no face is seen in the draft' }
}
