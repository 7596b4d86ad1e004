import { scorePartIds } from '../../../shared/contract/score.ts'
import { allChecks } from '../../scoring/all-checks.ts'
import { unmeasured, type FeatureDefinition } from './feature.ts'

const grades: FeatureDefinition[] = allChecks.map(({ id, label }) => ({
  name: `check.${id}`,
  about: `grade of the check “${label}”`,
  unit: '0 to 1',
  source: `checks: ${id}`,
  missing: `${unmeasured}, or the check can't be judged`,
  categories: null,
  valueOf: ({ score }) => {
    const checks = score ? scorePartIds.flatMap((part) => score[part].checks) : []
    return checks.find((check) => check.id === id)?.grade ?? null
  },
}))

const scores: FeatureDefinition[] = scorePartIds.map((part) => ({
  name: `score.${part}`,
  about: `score of the ${part === 'cta' ? 'call to action' : part}`,
  unit: '1 to 100',
  source: 'checks, with the weights that ship',
  missing: `${unmeasured}, or none of its checks can be judged`,
  categories: null,
  valueOf: ({ score }) => score?.[part].score ?? null,
}))

/** What the checks say. */
export const checkFeatures: readonly FeatureDefinition[] = [...scores, ...grades]
