import { scorePartIds, type CheckResult, type Score, type ScorePartId } from '../../shared/contract/score.ts'
import { formatTime } from '../../shared/format-time.ts'

const partNames: Record<ScorePartId, string> = { hook: 'Hook', content: 'Content', cta: 'Call to action' }

/** A score for reading in a terminal: what would gain most comes first. */
export function scoreText(score: Score): string {
  const lines = [
    score.file,
    `  Overall ${score.overall} of 100 for ${score.platform} (craft, not a promise of views)${score.provisional ? ', provisional' : ''}`,
  ]
  for (const part of scorePartIds) {
    lines.push('', `  ${partNames[part]} ${score[part].score ?? 'not judged'}`)
    lines.push(...byGain(score[part].checks).flatMap(checkLines))
  }
  const broken = score.compliance.filter((item) => item.status === 'fail' || item.status === 'warn')
  if (broken.length > 0) lines.push('', `  Limits of ${score.platform}`)
  for (const item of broken) {
    lines.push(
      `    ${item.status === 'fail' ? 'over' : 'note'}  ${item.label}: ${item.measured ?? '?'} (limit ${item.limit})`,
    )
    if (item.fix) lines.push(`          → ${item.fix}`)
  }
  for (const warning of score.warnings) lines.push('', `  Warning: ${warning.message}`)
  if (score.omitted.length > 0) {
    lines.push('', '  Not judged')
    lines.push(...score.omitted.map((item) => `    ${item.id}: ${item.reason}`))
  }
  return lines.join('\n')
}

function byGain(checks: readonly CheckResult[]): CheckResult[] {
  return checks.toSorted((a, b) => (1 - b.grade) * b.weight - (1 - a.grade) * a.weight)
}

function checkLines(check: CheckResult): string[] {
  const grade = Math.round(check.grade * 100)
  const lines = [`    ${String(grade).padStart(3)}  ${check.label}`]
  if (grade >= 70) return lines
  for (const { startS, endS, note } of check.evidence.slice(0, 3)) {
    lines.push(`         ${formatTime(startS)}${endS > startS ? `–${formatTime(endS)}` : ''}  ${note}`)
  }
  if (check.fix) lines.push(`         → ${check.fix}`)
  return lines
}
