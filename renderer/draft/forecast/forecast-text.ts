import type { TargetForecast } from '../../../shared/contract/forecasts.ts'

/** A value of a target as a person reads it. */
export function valueText(
  { unit, currency }: Pick<TargetForecast, 'unit' | 'currency'>,
  value: number,
): string {
  if (unit === 'views') return Math.round(value).toLocaleString('en')
  if (unit === 'share') return `${(100 * value).toFixed(1)} %`
  return `${value.toFixed(2)}${currency === null ? '' : ` ${currency}`}`
}

export function percentText(share: number): string {
  return `${(100 * share).toFixed(0)} %`
}
