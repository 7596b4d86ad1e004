import type { Borrow } from './borrowed.ts'
import { takeRows, type FeatureMatrix } from './feature-matrix.ts'
import type { Fold } from './folds.ts'
import { expectedOf, forecasterOf, forecastsOf, type Expected, type Forecasts } from './forecaster.ts'
import { learn, type Learned } from './learn.ts'
import type { ModelKind } from './location-model.ts'
import { median } from './quantile.ts'
import { chooseScale, fromScale, toScale, type TargetScale } from './target-scale.ts'
import type { Trees } from './trees/trees.ts'

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
  /** What the models are made of; all where left out. */
  kind?: ModelKind
  /** What is learned from other platforms without rows that are later than the first held. */
  borrow?: Borrow
  /** On which all folds learn; each chooses its own where it is left out. */
  scale?: TargetScale
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

/** More rows than these are asked about in parts, after the training. */
const mostAsked = 4_096

/** Trains on each fold's training rows, settings, scale and intervals included, and asks about those held out. */
export async function crossValidate(task: ValidationTask): Promise<Validation> {
  const { matrix, target, folds } = task
  const empty = (): Float64Array => new Float64Array(matrix.rows).fill(NaN)
  const validation: Validation = {
    forecasts: { prediction: empty(), low50: empty(), high50: empty(), low80: empty(), high80: empty() },
    medians: empty(),
    constant: { low80: empty(), high80: empty(), low50: empty(), high50: empty() },
    rows: joined(folds.map(({ held }) => held)).sort(),
  }
  for (const [fold, { training, held }] of folds.entries()) {
    const asked = held.length > mostAsked ? new Int32Array() : held
    const progress = (share: number): Promise<void> => task.onProgress((fold + share) / folds.length)
    await progress(0)
    const scale = task.scale ?? chooseScale(taken(target, training))
    const learned = learnFrom(task, training, asked, scale, task.borrow?.(held) ?? null)
    const ownMiddles = task.accounts && middlesOf(task.accounts, target, training)
    const keep = (rows: Int32Array, expected: Expected): void => {
      keepForecasts(validation, rows, scale, expected, learned)
      for (const row of rows) {
        validation.medians[row] =
          ownMiddles?.get(task.accounts![row]!) ?? fromScale(scale, learned.location.base)
      }
    }
    if (asked.length > 0) keep(asked, answered(learned, training.length, asked.length))
    const forecaster = forecasterOf(learned, scale)
    for (let first = asked.length; first < held.length; first += mostAsked) {
      await progress(0.5 + (0.5 * first) / held.length)
      const part = held.subarray(first, first + mostAsked)
      keep(part, expectedOf(forecaster, takeRows(matrix, part)))
    }
  }
  return validation
}

/** Learns from training rows; the matrix that is learned from holds these first, then those asked about, and no others. */
function learnFrom(
  { matrix, target, groups, candidates, seed, kind = 'combination' }: ValidationTask,
  training: Int32Array,
  asked: Int32Array,
  scale: TargetScale,
  borrowed: Trees | null,
): Learned {
  const rows = joined([training, asked])
  const places = Int32Array.from(rows, (_, place) => place)
  return learn({
    matrix: takeRows(matrix, rows),
    target: taken(target, rows).map((value) => toScale(scale, value)),
    groups: Int32Array.from(rows, (row) => groups[row]!),
    rows: places.subarray(0, training.length),
    asked: places.subarray(training.length),
    candidates,
    seed,
    kind,
    borrowed,
  })
}

/** What was said while training of the rows that were asked about. */
function answered({ location, intervals }: Learned, first: number, count: number): Expected {
  const of = (values: Float64Array): Float64Array => values.subarray(first, first + count)
  return {
    location: of(location.answers),
    ends: intervals.map(({ answers }) => ({ low: of(answers.low), high: of(answers.high) })),
  }
}

function keepForecasts(
  { forecasts, constant }: Validation,
  rows: Int32Array,
  scale: TargetScale,
  expected: Expected,
  { intervals }: Learned,
): void {
  const made = forecastsOf(scale, expected.location, expected.ends)
  const [half80, half50] = intervals.map(({ constantHalfWidth }) => constantHalfWidth) as [number, number]
  rows.forEach((row, i) => {
    for (const name of forecastNames) forecasts[name][row] = made[name][i]!
    const answer = expected.location[i]!
    constant.low80[row] = fromScale(scale, answer - half80)
    constant.high80[row] = fromScale(scale, answer + half80)
    constant.low50[row] = fromScale(scale, answer - half50)
    constant.high50[row] = fromScale(scale, answer + half50)
  })
}

const forecastNames = ['prediction', 'low50', 'high50', 'low80', 'high80'] as const

function taken(values: Float64Array, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row]!)
}

function joined(parts: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** The middle of each account's rows. */
function middlesOf(accounts: Int32Array, target: Float64Array, rows: Int32Array): Map<number, number> {
  const known = Array.from(rows).filter((row) => accounts[row]! >= 0)
  const byAccount = Map.groupBy(known, (row) => accounts[row]!)
  return new Map(
    [...byAccount].map(([account, own]) => [account, median(own.map((row) => target[row]!))] as const),
  )
}
