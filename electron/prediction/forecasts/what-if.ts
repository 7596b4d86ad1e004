import { allChecks } from '../../scoring/all-checks.ts'
import type { FeatureValues } from './post-features.ts'

const hookFeatures: readonly string[] = allChecks
  .filter(({ part }) => part === 'hook')
  .map(({ id }) => `check.${id}`)

/** The features of a draft as if every check of its hook that is judged had the best grade. */
export function withBestHook(values: FeatureValues): FeatureValues {
  const changed = hookFeatures.filter((name) => (values[name] ?? null) !== null)
  return {
    ...values,
    ...Object.fromEntries(changed.map((name) => [name, 1])),
    ...((values['score.hook'] ?? null) !== null && { 'score.hook': 100 }),
  }
}

/** Whether any of some features tells of the hook as the checks grade it. */
export function knowsHook(featureNames: readonly string[]): boolean {
  return featureNames.some((name) => name === 'score.hook' || hookFeatures.includes(name))
}
