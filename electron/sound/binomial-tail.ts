/**
 * P(X ≥ successes) for X binomial with `trials` and `chance`: how often chance alone does as well.
 *
 * @returns 0 to 1, as scipy.stats.binom.sf(successes - 1, trials, chance)
 */
export function binomialUpperTail(successes: number, trials: number, chance: number): number {
  if (successes <= 0) return 1
  if (successes > trials || chance <= 0) return 0
  if (chance >= 1) return 1
  let logProbability = trials * Math.log1p(-chance)
  let below = 0
  for (let k = 0; k < trials; k++) {
    if (k < successes) below += Math.exp(logProbability)
    else break
    logProbability += Math.log((trials - k) / (k + 1)) + Math.log(chance) - Math.log1p(-chance)
  }
  // Small tails are summed from their own side: 1 minus nearly 1 would lose their digits.
  if (below < 0.5) return 1 - below
  let tail = 0
  for (let k = successes; k <= trials; k++) {
    tail += Math.exp(logProbability)
    logProbability += Math.log((trials - k) / (k + 1)) + Math.log(chance) - Math.log1p(-chance)
  }
  return Math.min(1, tail)
}
