/**
 * The quantile of Student's t distribution, by bisection of its distribution function; to 1e-9 of the value.
 *
 * @param freedom degrees of freedom, over 0
 * @param share 0 < share < 1
 */
export function studentTQuantile(share: number, freedom: number): number {
  if (share < 0.5) return -studentTQuantile(1 - share, freedom)
  let low = 0
  let high = 1
  while (upTo(high, freedom) < share) high *= 2
  while (high - low > 1e-10 * (1 + high)) {
    const middle = (low + high) / 2
    if (upTo(middle, freedom) < share) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** P(T ≤ t) of t ≥ 0, by the incomplete beta function (Abramowitz and Stegun 26.7.1). */
function upTo(t: number, freedom: number): number {
  return 1 - incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2
}

/** Regularised, by its continued fraction (DLMF 8.17.22) after Lentz. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  // The fraction converges fast below this.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(
    a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b) - Math.log(a),
  )
  const tiny = 1e-300
  let c = 1
  let d = 1 / Math.max(tiny, 1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m < 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / nonZero(1 + even * d, tiny)
    c = nonZero(1 + even / c, tiny)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonZero(1 + odd * d, tiny)
    c = nonZero(1 + odd / c, tiny)
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-14) break
  }
  return front * fraction
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value
}

/** ln Γ(x) of x > 0: Stirling's series (DLMF 5.11.1) from 10 on, the recurrence below. */
function logGamma(x: number): number {
  if (x < 10) return logGamma(x + 1) - Math.log(x)
  const s = 1 / (x * x)
  const series = (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s / 1188)))) / x
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series
}
