import { basename, resolve } from 'node:path'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { Comparison } from '../../../shared/contract/compare.ts'
import type { CommandContext } from '../command-context.ts'
import type { ScoringOptions } from '../command-line.ts'
import { readDetails } from './score.ts'

/** `hookline compare FILE FILE…`: every draft against the first. */
export async function compareCommand(
  context: CommandContext,
  files: readonly string[],
  options: ScoringOptions,
): Promise<void> {
  if (files.length < 2)
    throw new HooklineError('usage', 'Comparing needs two files or more.', 'See `hookline compare --help`.')
  const details = options.details === undefined ? null : await readDetails(options.details)
  const comparison = await context.call(
    'compare',
    { paths: files.map((file) => resolve(file)), platform: options.platform, details },
    files.map((file) => basename(file)).join(', '),
  )
  for (const draft of comparison.drafts) {
    if ('error' in draft) context.fail(draft.error, draft.file)
  }
  context.print(context.json ? JSON.stringify(comparison) : comparisonText(comparison))
}

function comparisonText({ drafts, differences, strongestHook }: Comparison): string {
  const lines = drafts
    .filter((draft) => 'overall' in draft)
    .map(
      (d) =>
        `${String(d.overall).padStart(3)}  hook ${d.hook.score ?? '–'}  content ${d.content.score ?? '–'}  call to action ${d.cta.score ?? '–'}  ${d.file}`,
    )
  for (const { file, overall, checks } of differences) {
    lines.push('', `${basename(file)} against the first: ${signed(overall.difference)}`)
    lines.push(
      ...checks
        .slice(0, 10)
        .map((c) => `  ${signed(Math.round(c.difference * 100)).padStart(5)} %  ${c.label}`),
    )
  }
  if (strongestHook) lines.push('', `Strongest opening: ${basename(strongestHook)}`)
  return lines.join('\n')
}

function signed(value: number | null): string {
  if (value === null) return 'not comparable'
  return value > 0 ? `+${value}` : String(value)
}
