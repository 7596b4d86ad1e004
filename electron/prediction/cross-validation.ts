import { coverage, meanAbsoluteError, meanWidth, rSquared, spearman } from './accuracy.ts'
import type { Fold } from './folds.ts'
import type { FeatureMatrix } from './feature-matrix.ts'
import { forecastsOf, type Forecasts } from './forecaster.ts'
import { learn } from './learn.ts'
import { median } from './quantile.ts'
import { chooseScale, fromScale, toScale } from './target-scale.ts'

export interface ValidationTask {
  matrix: FeatureMatrix
  /** By row, in its own unit. */
  target: Float64Array
  groups: Int32Array
  folds: readonly Fold[]
  /** By row: each is held against the middle of the training rows of its own account, instead of that of all; −1 where unknown. */
  accounts?: Int32Array
  candidates: number
  seed: number
  /** Told the share done before each fold, and waited for; throws where it must end. */
  onProgress: (fraction: number) => Promise<void>
}

/** What came of asking models about rows that they had not seen. */
export interface Validation {
  /** By row; NaN for rows that no fold held. */
  forecasts: Forecasts
  /** By row: the middle of the training rows, of its account or of all, in the target's unit. */
  medians: Float64Array
  /** By row: half the width that an interval of the same width everywhere (on the learned scale) would have. */
  constant: { low80: Float64Array; high80: Float64Array; low50: Float64Array; high50: Float64Array }
  /** Rows that a fold held, rising. */
  rows: Int32Array
}

/** Trains on each fold's training rows, settings, scale and intervals included, and asks about those held out. */
export async function crossValidate(task: ValidationTask): Promise<Validation> {
  const { matrix, target, groups, folds, candidates, seed } = task
  const empty = (): Float64Array => new Float64Array(matrix.rows).fill(NaN)
  const validation: Validation = {
    forecasts: { prediction: empty(), low50: empty(), high50: empty(), low80: empty(), high80: empty() },
    medians: empty(),
    constant: { low80: empty(), high80: empty(), low50: empty(), high50: empty() },
    rows: Int32Array.from(folds.flatMap(({ held }) => [...held])).sort(),
  }
  for (const [fold, { training, held }] of folds.entries()) {
    await task.onProgress(fold / folds.length)
    const scale = chooseScale(Float64Array.from(training, (row) => target[row]!))
    const learned = learn({
      matrix,
      target: target.map((value) => toScale(scale, value)),
      groups,
      rows: training,
      asked: held,
      candidates,
      seed,
    })
    const { location, intervals } = learned
    const forecasts = forecastsOf(
      scale,
      location.answers,
      intervals.map(({ answers }) => answers),
    )
    const ownMiddles = task.accounts && middlesOf(task.accounts, target, training)
    const [half80, half50] = intervals.map(({ constantHalfWidth }) => constantHalfWidth) as [number, number]
    for (const row of held) {
      for (const name of Object.keys(forecasts) as (keyof Forecasts)[]) {
        validation.forecasts[name][row] = forecasts[name][row]!
      }
      validation.medians[row] = ownMiddles?.get(task.accounts![row]!) ?? fromScale(scale, location.base)
      const answer = location.answers[row]!
      validation.constant.low80[row] = fromScale(scale, answer - half80)
      validation.constant.high80[row] = fromScale(scale, answer + half80)
      validation.constant.low50[row] = fromScale(scale, answer - half50)
      validation.constant.high50[row] = fromScale(scale, answer + half50)
    }
  }
  return validation
}

/** The middle of each account's rows. */
function middlesOf(accounts: Int32Array, target: Float64Array, rows: Int32Array): Map<number, number> {
  const known = Array.from(rows).filter((row) => accounts[row]! >= 0)
  const byAccount = Map.groupBy(known, (row) => accounts[row]!)
  return new Map(
    [...byAccount].map(([account, own]) => [account, median(own.map((row) => target[row]!))] as const),
  )
}

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

/** By how much nearer the model comes than the middle, on the scale on which the target lies evenly. */
function gainsOf(actual: Float64Array, prediction: Float64Array, middle: Float64Array): Float64Array {
  const scale = chooseScale(actual)
  const apart = (a: number, b: number): number => Math.abs(toScale(scale, a) - toScale(scale, b))
  return actual.map((value, i) => apart(value, middle[i]!) - apart(value, prediction[i]!))
}

/** Whether gains are above 0 beyond chance; those of one group are not independent and count as one. */
function isBetter(gains: Float64Array, groups: Float64Array): boolean {
  const sums = new Map<number, number>()
  gains.forEach((gain, i) => sums.set(groups[i]!, (sums.get(groups[i]!) ?? 0) + gain))
  const values = [...sums.values()]
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  if (values.length < 2) return false
  // Student's t for 2.5 %, one-sided, to the first term of its expansion (Abramowitz and Stegun 26.7.5).
  const normal = 1.96
  const t = normal + (normal ** 3 + normal) / (4 * (values.length - 1))
  return mean > 0 && mean > t * Math.sqrt(variance / values.length)
}
