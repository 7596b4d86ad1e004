import type { ComplianceResult } from '../../shared/contract/score.ts'

/** How the outcome of a platform's limit is called in reports. */
export const complianceNames: Readonly<Record<ComplianceResult['status'], string>> = {
  pass: 'within',
  warn: 'note',
  fail: 'over',
  'not-judged': 'not judged',
}
