/** Modified Bessel function of the first kind, order 0, by its power series: what Kaiser windows are made of. */
export function besselI0(x: number): number {
  let term = 1
  let total = 1
  for (let k = 1; term > total * 1e-16; k++) {
    term *= (x / 2 / k) ** 2
    total += term
  }
  return total
}
