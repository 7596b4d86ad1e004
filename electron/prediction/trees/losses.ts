import { quantile } from '../quantile.ts'

/** What boosting makes small. Scores of `poisson` are logarithms of the rate, of `logistic` log-odds. */
export type Loss =
  { kind: 'squared' | 'absolute' | 'poisson' | 'logistic' } | { kind: 'quantile'; share: number }

export interface LossFunctions {
  /** Whether the curvature differs from 1. */
  curved: boolean
  /** Fills gradient and curvature (where curved) of rows, by their scores. */
  derive(
    rows: Int32Array,
    target: Float64Array,
    score: Float64Array,
    gradient: Float64Array,
    curvature: Float64Array | null,
  ): void
  /** Mean loss of rows. */
  mean(rows: Int32Array, target: Float64Array, score: Float64Array): number
  /** The best one score for all rows. */
  start(rows: Int32Array, target: Float64Array): number
  /** The best step for the rows of a leaf, from their residuals; null where a Newton step is. */
  leafStep: ((residuals: Float64Array) => number) | null
}

/** Rates and log-odds stay finite for rows all of one kind. */
const mostLogit = 15

export function lossFunctions(loss: Loss): LossFunctions {
  switch (loss.kind) {
    case 'squared':
      return {
        curved: false,
        derive(rows, target, score, gradient) {
          for (const row of rows) gradient[row] = score[row]! - target[row]!
        },
        mean: meanOf((target, score) => (target - score) * (target - score)),
        start: mean,
        leafStep: null,
      }
    case 'absolute':
      return pinball(0.5)
    case 'quantile':
      return pinball(loss.share)
    case 'poisson':
      return {
        curved: true,
        derive(rows, target, score, gradient, curvature) {
          for (const row of rows) {
            const rate = Math.exp(score[row]!)
            gradient[row] = rate - target[row]!
            curvature![row] = rate
          }
        },
        mean: meanOf((target, score) => Math.exp(score) - target * score),
        start: (rows, target) => Math.max(-mostLogit, Math.log(mean(rows, target))),
        leafStep: null,
      }
    case 'logistic':
      return {
        curved: true,
        derive(rows, target, score, gradient, curvature) {
          for (const row of rows) {
            const p = 1 / (1 + Math.exp(-score[row]!))
            gradient[row] = p - target[row]!
            curvature![row] = Math.max(p * (1 - p), 1e-12)
          }
        },
        mean: meanOf(
          (target, score) => Math.log1p(Math.exp(-Math.abs(score))) + Math.max(score, 0) - target * score,
        ),
        start(rows, target) {
          const p = mean(rows, target)
          return Math.min(mostLogit, Math.max(-mostLogit, Math.log(p / (1 - p))))
        },
        leafStep: null,
      }
  }
}

function pinball(share: number): LossFunctions {
  return {
    curved: false,
    derive(rows, target, score, gradient) {
      for (const row of rows) gradient[row] = target[row]! < score[row]! ? 1 - share : -share
    },
    mean: meanOf((target, score) =>
      target >= score ? share * (target - score) : (1 - share) * (score - target),
    ),
    start: (rows, target) =>
      quantile(
        Float64Array.from(rows, (row) => target[row]!),
        share,
      ),
    leafStep: (residuals) => quantile(residuals, share),
  }
}

function meanOf(of: (target: number, score: number) => number): LossFunctions['mean'] {
  return (rows, target, score) => {
    let sum = 0
    for (const row of rows) sum += of(target[row]!, score[row]!)
    return sum / rows.length
  }
}

function mean(rows: Int32Array, target: Float64Array): number {
  let sum = 0
  for (const row of rows) sum += target[row]!
  return sum / rows.length
}
