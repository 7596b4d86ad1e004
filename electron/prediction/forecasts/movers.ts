import type { Mover, TargetForecast } from '../../../shared/contract/forecasts.ts'
import { featureByName, type FeatureValues } from './post-features.ts'
import { postColumns } from './post-table.ts'

const mostShown = 8

/**
 * What moves a forecast, named for the person, largest first; the smaller ones together.
 *
 * @param moved on the learned scale; what is said twice of a feature adds up
 * @param isLog on which scale it was learned: there shares add up by multiplication
 */
export function namedMovers(
  moved: readonly { feature: string; moves: number }[],
  values: FeatureValues,
  isLog: boolean,
): Mover[] {
  const byFeature = new Map<string, number>()
  for (const { feature, moves } of moved) byFeature.set(feature, (byFeature.get(feature) ?? 0) + moves)
  const known = [...byFeature]
    .filter(([feature]) => feature === postColumns.account || featureByName.has(feature))
    .toSorted(([, a], [, b]) => Math.abs(b) - Math.abs(a))
  const shown = known.slice(0, mostShown)
  const all = [...byFeature.values()].reduce((sum, moves) => sum + moves, 0)
  const rest = all - shown.reduce((sum, [, moves]) => sum + moves, 0)
  const told = (moves: number): Pick<Mover, 'moves' | 'isFactor'> => ({
    moves: isLog ? Math.expm1(moves) : moves,
    isFactor: isLog,
  })
  const movers = shown.map(([feature, moves]): Mover => ({
    feature,
    ...described(feature, values),
    ...told(moves),
  }))
  if (Math.abs(rest) < 1e-9) return movers
  return [
    ...movers,
    { feature: 'others', about: 'all other features together', unit: null, value: null, ...told(rest) },
  ]
}

/** What its features are about, by the part of a name before the point. */
const groupWords: Readonly<Record<string, string>> = {
  account: 'the account and when it last posted',
  post: 'length, title or caption, and time of posting',
  opening: 'the opening',
  pace: 'the pace',
  picture: 'the picture',
  sound: 'the sound',
  text: 'text on the picture',
  faces: 'faces',
  words: 'what is said',
  asks: 'calls to action',
  score: 'the craft scores',
  check: 'the grades of the checks',
}

/**
 * What moves a forecast by what it is about, largest first: all of it, so that it adds up to the forecast.
 *
 * @param moved on the learned scale
 */
export function movedByGroup(
  moved: readonly { feature: string; moves: number }[],
  isLog: boolean,
): TargetForecast['movedByGroup'] {
  const sums = new Map<string, number>()
  for (const { feature, moves } of moved) {
    const group = groupWords[feature.split('.')[0]!] ?? 'others'
    sums.set(group, (sums.get(group) ?? 0) + moves)
  }
  return [...sums]
    .toSorted(([, a], [, b]) => Math.abs(b) - Math.abs(a))
    .filter(([, moves]) => Math.abs(moves) > 1e-9)
    .map(([group, moves]) => ({ group, moves: isLog ? Math.expm1(moves) : moves, isFactor: isLog }))
}

function described(feature: string, values: FeatureValues): Pick<Mover, 'about' | 'unit' | 'value'> {
  const definition = featureByName.get(feature)
  if (!definition) return { about: 'the account itself', unit: null, value: null }
  const { about, unit, categories } = definition
  const value = values[feature] ?? null
  if (value === null) return { about, unit: null, value: null }
  if (categories) return { about, unit: null, value: categories[value] ?? null }
  if (unit === '0 or 1') return { about, unit: null, value: value === 0 ? 'no' : 'yes' }
  return { about, unit, value: String(Number(value.toPrecision(3))) }
}
