import type { Cover } from '../../../shared/contract/score.ts'
import type { DraftFacts } from '../draft-facts.ts'
import { coverGrades, type CoverGrade } from './cover-grades.ts'
import { coverTimes } from './cover-times.ts'

/** How many are offered where the draft has so many different pictures. */
const mostCovers = 6
const fewCovers = 3
/** Two of different shots are at least this far apart; two of one shot further: they look alike. */
const apartS = 0.9
/** Other shots come before another look at the same one while they are this good against the best. */
const goodShare = 0.7

interface Candidate extends Cover {
  shot: number
}

/**
 * The pictures of a draft that make the best cover, best first: up to six, each of another shot or of another time of a
 * long one. Scores are 0 to 1; reasons say first what speaks for it. Empty where the stills were not looked at, or none
 * is sharp and lit.
 */
export function coverFrames(draft: DraftFacts): Cover[] {
  const { shots } = draft.measurement
  const starts = shots.map(({ startS }) => startS).sort((a, b) => a - b)
  const ranked = coverTimes(draft)
    .flatMap((timeS): Candidate[] => {
      const sides = coverGrades(draft, timeS)
      if (!sides) return []
      return [
        {
          timeS,
          score: Math.round(coverScore(sides) * 100) / 100,
          reasons: reasonsOf(sides),
          shot: starts.filter((startS) => startS <= timeS).length,
        },
      ]
    })
    .sort((a, b) => b.score - a.score || a.timeS - b.timeS)
  const chosen: Candidate[] = []
  const add = (most: number, apartInShotS: number, leastScore = 0): void => {
    for (const candidate of ranked) {
      if (chosen.length >= most || candidate.score < leastScore) return
      if (chosen.every((other) => areDistinct(candidate, other, apartInShotS))) chosen.push(candidate)
    }
  }
  add(mostCovers, Infinity, goodShare * (ranked[0]?.score ?? 0))
  add(mostCovers, Math.max(3, draft.durationS / 8))
  add(fewCovers, apartS)
  return chosen
    .sort((a, b) => b.score - a.score || a.timeS - b.timeS)
    .map(({ timeS, score, reasons }) => ({ timeS, score, reasons }))
}

function areDistinct(a: Candidate, b: Candidate, apartInShotS: number): boolean {
  return Math.abs(a.timeS - b.timeS) >= (a.shot === b.shot ? apartInShotS : apartS)
}

/** The mean of its sides, less where focus or light fail: they can't be made up for. */
function coverScore(sides: readonly CoverGrade[]): number {
  const weight = sides.reduce((sum, side) => sum + side.weight, 0)
  const mean = sides.reduce((sum, side) => sum + side.weight * side.grade, 0) / weight
  const [focus, light] = sides
  return mean * (0.4 + 0.6 * Math.min(focus!.grade, light!.grade))
}

function reasonsOf(sides: readonly CoverGrade[]): string[] {
  return sides
    .toSorted((a, b) => (b.grade - 0.5) * b.weight - (a.grade - 0.5) * a.weight)
    .map(({ words }) => words)
}
