import { allChecks } from '../../scoring/all-checks.ts'
import { quantile } from '../quantile.ts'
import { featureByName, type FeatureValues } from './post-features.ts'

const hookFeatures: readonly string[] = allChecks
  .filter(({ part }) => part === 'hook')
  .map(({ id }) => `check.${id}`)

/** With fewer posts of its own nothing is an account's usual or best. */
export const leastOwnHooks = 5
/** An account's best is what one in ten of its posts reaches. */
const bestShare = 0.9

export type HookWish = 'hook' | 'hook-typical' | 'hook-best'

/** Other features that a draft would have, and which of them those are. */
export interface ChangedFeatures {
  values: FeatureValues
  changed: { feature: string; about: string; from: number; to: number }[]
}

/**
 * The features of a draft with another hook: every grade of it that is judged as good as it gets (`hook`), or as it is in
 * the middle of the account's own posts (`hook-typical`) or in their best tenth (`hook-best`).
 *
 * @param own features of the account's posts
 * @returns null where too few of its posts have grades
 */
export function withOtherHook(
  values: FeatureValues,
  wish: HookWish,
  own: readonly FeatureValues[],
): ChangedFeatures | null {
  const wished = (feature: string): number | null => {
    if (wish === 'hook') return feature === 'score.hook' ? 100 : 1
    const grades = own.flatMap((one) => one[feature] ?? [])
    return grades.length < leastOwnHooks ? null : quantile(grades, wish === 'hook-best' ? bestShare : 0.5)
  }
  const changed = [...hookFeatures, 'score.hook'].flatMap((feature) => {
    const from = values[feature] ?? null
    const to = from === null ? null : wished(feature)
    if (from === null || to === null || from === to) return []
    return [{ feature, about: featureByName.get(feature)!.about, from, to }]
  })
  const isKnown =
    wish === 'hook' || own.filter((one) => (one['score.hook'] ?? null) !== null).length >= leastOwnHooks
  if (!isKnown) return null
  return {
    values: { ...values, ...Object.fromEntries(changed.map(({ feature, to }) => [feature, to])) },
    changed,
  }
}

/** Whether any of some features tells of the hook as the checks grade it. */
export function knowsHook(featureNames: readonly string[]): boolean {
  return featureNames.some((name) => name === 'score.hook' || hookFeatures.includes(name))
}
