import type { FeatureDefinition } from '../features/feature.ts'
import { features } from '../features/features-v1.ts'

/** Values of features by name; null where one is missing. */
export type FeatureValues = Readonly<Record<string, number | null>>

export const featureByName: ReadonlyMap<string, FeatureDefinition> = new Map(
  features.map((feature) => [feature.name, feature]),
)

/** @param vector as `featureVector` gives it */
export function namedValues(vector: Float64Array): FeatureValues {
  return Object.fromEntries(
    features.map(({ name }, at) => [name, Number.isNaN(vector[at]!) ? null : vector[at]!]),
  )
}

/** As a table has it: categories by their word, what is missing as nothing. */
export function featureCell({ name, categories }: FeatureDefinition, values: FeatureValues): string {
  const value = values[name] ?? null
  if (value === null) return ''
  return categories ? (categories[value] ?? '') : String(value)
}
