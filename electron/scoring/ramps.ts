/** Ways from a measurement to a grade. All are continuous: a measurement that moves a little moves its grade a little. */

/** 0 at `worst`, 1 at `best`, straight in between and flat outside; either may be the larger. */
export function ramp(value: number, worst: number, best: number): number {
  if (worst === best) return value >= best ? 1 : 0
  return clampFraction((value - worst) / (best - worst))
}

/** Like `ramp`, straight in the logarithm: for what is felt in proportions, such as the length of a shot. */
export function logRamp(value: number, worst: number, best: number): number {
  const least = 1e-9
  return ramp(
    Math.log(Math.max(least, value)),
    Math.log(Math.max(least, worst)),
    Math.log(Math.max(least, best)),
  )
}

/** 1 between `low` and `high`, falling to 0 at `tooLow` and at `tooHigh`. */
export function plateau(value: number, tooLow: number, low: number, high: number, tooHigh: number): number {
  return Math.min(ramp(value, tooLow, low), ramp(value, tooHigh, high))
}

/** Brings a number into 0 to 1; what is no number is 0. */
export function clampFraction(value: number): number {
  return value > 0 ? Math.min(1, value) : 0
}
