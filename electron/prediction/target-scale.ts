import { quantileOfSorted } from './quantile.ts'

/**
 * The scale on which a target is learned. Views and revenue have a heavy upper tail: their logarithm is learned, and forecasts
 * are turned back.
 */
export type TargetScale = { kind: 'as-is' } | { kind: 'log'; unit: number }

/**
 * Chooses the scale: the logarithm, log(1 + value / unit), where no value is below 0 and the logarithms lie more evenly about
 * their middle than the values.
 */
export function chooseScale(target: Float64Array): TargetScale {
  const sorted = target.slice().sort()
  if (sorted[0]! < 0) return { kind: 'as-is' }
  const positive = sorted.filter((value) => value > 0)
  if (positive.length < sorted.length / 2) return { kind: 'as-is' }
  // Counts are taken as they are; shares and money have no unit of their own.
  const unit = positive.every(Number.isInteger) ? 1 : quantileOfSorted(positive, 0.1)
  const isHeavy = tailRatio(sorted) > 1.8
  const logs = sorted.map((value) => Math.log1p(value / unit))
  const lean = (values: Float64Array): number => Math.abs(Math.log(tailRatio(values)))
  return isHeavy && lean(logs) < lean(sorted) ? { kind: 'log', unit } : { kind: 'as-is' }
}

/** How much further the upper tenth lies from the middle than the lower tenth. */
function tailRatio(sorted: Float64Array): number {
  const [low, middle, high] = [0.1, 0.5, 0.9].map((share) => quantileOfSorted(sorted, share)) as [
    number,
    number,
    number,
  ]
  const least = 1e-9 * (Math.abs(middle) + 1)
  return (high - middle + least) / (middle - low + least)
}

export function toScale(scale: TargetScale, value: number): number {
  return scale.kind === 'log' ? Math.log1p(value / scale.unit) : value
}

export function fromScale(scale: TargetScale, value: number): number {
  return scale.kind === 'log' ? Math.max(0, scale.unit * Math.expm1(value)) : value
}
