import { forecastTargets, type ForecastTarget } from '../../shared/contract/forecasts.ts'

const platformWords: Readonly<Record<string, string>> = {
  tiktok: 'TikTok',
  instagram: 'Instagram',
  youtube: 'YouTube',
}
const targetWords: Readonly<Record<ForecastTarget, string>> = {
  views7: 'views after 7 days',
  views30: 'views after 30 days',
  viewsSettled: 'views in the long run',
  engagementRate: 'engagement rate',
  revenue: 'revenue in the long run',
}

/** What a model forecasts, in words; of a model that was trained on a table the name it is kept by. */
export function scopeWords(scope: string): string {
  const [platform = '', form = '', target = ''] = scope.split('-')
  const known = forecastTargets.find((one) => one === target)
  const name = platformWords[platform]
  if (!known || name === undefined) return scope
  return `${name}, ${form === 'long' ? 'long videos' : 'shorts'}: ${targetWords[known]}`
}

/** Three digits that count. */
export function figureText(value: number): string {
  return Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
}

export function shareText(share: number): string {
  return `${(100 * share).toFixed(0)} %`
}

/** A figure of a target as a person reads it: views whole, a rate in per cent. */
export function outcomeText(target: ForecastTarget, value: number): string {
  if (target === 'engagementRate') return `${(100 * value).toFixed(1)} %`
  return target === 'revenue' ? value.toFixed(2) : Math.round(value).toLocaleString('en')
}

/** The target that a scope ends with; null of a model that was trained on a table. */
export function targetOfScope(scope: string): ForecastTarget | null {
  return forecastTargets.find((one) => scope.endsWith(`-${one}`)) ?? null
}
