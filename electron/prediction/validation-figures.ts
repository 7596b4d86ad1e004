import { coverage, meanAbsoluteError, meanWidth, rSquared, spearman } from './accuracy.ts'
import type { Validation } from './cross-validation.ts'
import { chooseScale, toScale } from './target-scale.ts'

/** Figures of a validation, in the target's unit. */
export interface ValidationFigures {
  rows: number
  mae: number
  r2: number | null
  spearman: number | null
  coverage80: number
  coverage50: number
  /** Mean widths, and those of intervals that are as wide for every post. */
  width80: number
  width50: number
  constantWidth80: number
  constantWidth50: number
  /** Of forecasting every post with the middle of the training rows. */
  median: { mae: number; r2: number | null }
  /** Whether it comes nearer than the middle, on the learned scale, beyond chance: one-sided, 2.5 %. */
  betterThanMedian: boolean
}

export function figuresOf(
  { forecasts, medians, constant, rows }: Validation,
  target: Float64Array,
  groups: Int32Array,
): ValidationFigures {
  const of = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row]!)
  const actual = of(target)
  const prediction = of(forecasts.prediction)
  const middle = of(medians)
  return {
    rows: rows.length,
    mae: meanAbsoluteError(actual, prediction),
    r2: rSquared(actual, prediction),
    spearman: spearman(actual, prediction),
    coverage80: coverage(actual, of(forecasts.low80), of(forecasts.high80)),
    coverage50: coverage(actual, of(forecasts.low50), of(forecasts.high50)),
    width80: meanWidth(of(forecasts.low80), of(forecasts.high80)),
    width50: meanWidth(of(forecasts.low50), of(forecasts.high50)),
    constantWidth80: meanWidth(of(constant.low80), of(constant.high80)),
    constantWidth50: meanWidth(of(constant.low50), of(constant.high50)),
    median: { mae: meanAbsoluteError(actual, middle), r2: rSquared(actual, middle) },
    betterThanMedian: isBetter(gainsOf(actual, prediction, middle), of(Float64Array.from(groups))),
  }
}

/** Whether one comes nearer than another to what came, on the scale on which the target lies evenly, by more than the standard error. */
export function isNearer(one: Validation, other: Validation, target: Float64Array): boolean {
  const of = (values: Float64Array): Float64Array => Float64Array.from(one.rows, (row) => values[row]!)
  const gains = gainsOf(of(target), of(one.forecasts.prediction), of(other.forecasts.prediction))
  return isBetter(gains, Float64Array.from(gains.keys()), 1)
}

/** By how much nearer a model comes than something else, on the scale on which the target lies evenly. */
function gainsOf(actual: Float64Array, prediction: Float64Array, other: Float64Array): Float64Array {
  const scale = chooseScale(actual)
  const apart = (a: number, b: number): number => Math.abs(toScale(scale, a) - toScale(scale, b))
  return actual.map((value, i) => apart(value, other[i]!) - apart(value, prediction[i]!))
}

/** Whether gains are above 0 beyond chance; those of one group are not independent and count as one. */
function isBetter(gains: Float64Array, groups: Float64Array, normal = 1.96): boolean {
  const sums = new Map<number, number>()
  gains.forEach((gain, i) => sums.set(groups[i]!, (sums.get(groups[i]!) ?? 0) + gain))
  const values = [...sums.values()]
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  if (values.length < 2) return false
  // Student's t for 1.96 standard errors (2.5 %, one-sided) or as many as are asked for, to the first term of its expansion (Abramowitz and Stegun 26.7.5).
  const t = normal + (normal ** 3 + normal) / (4 * (values.length - 1))
  return mean > 0 && mean > t * Math.sqrt(variance / values.length)
}
