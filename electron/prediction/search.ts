import { seededRandom, shuffle } from './random.ts'

/**
 * Searches by successive halving (Jamieson and Talwalkar 2016): all candidates are tried on the first rung, the better half of
 * them on the next, and so on; the last has the least mean loss over the rungs it was tried on.
 *
 * @param loss of a candidate on a rung
 */
export function successiveHalving<Candidate>(
  candidates: readonly Candidate[],
  rungs: number,
  loss: (candidate: Candidate, rung: number) => number,
): Candidate {
  let left = candidates.map((candidate) => ({ candidate, sum: 0 }))
  for (let rung = 0; rung < rungs && left.length > 1; rung++) {
    for (const one of left) one.sum += loss(one.candidate, rung)
    left = left.sort((a, b) => a.sum - b.sum).slice(0, Math.ceil(left.length / 2))
  }
  return left[0]!.candidate
}

/** Every combination of the values. */
export function grid<Values extends Record<string, readonly number[]>>(
  values: Values,
): { [Name in keyof Values]: number }[] {
  let combinations: Record<string, number>[] = [{}]
  for (const [name, options] of Object.entries(values)) {
    combinations = combinations.flatMap((one) => options.map((value) => ({ ...one, [name]: value })))
  }
  return combinations as { [Name in keyof Values]: number }[]
}

/** `count` of the candidates, the first always among them, the rest drawn by seed. */
export function drawCandidates<Candidate>(
  candidates: readonly Candidate[],
  count: number,
  seed: number,
): Candidate[] {
  const others = Array.from({ length: candidates.length - 1 }, (_, i) => i + 1)
  shuffle(others, seededRandom(seed))
  return [0, ...others.slice(0, Math.max(0, count - 1))].map((at) => candidates[at]!)
}
