import { basename, extname, resolve } from 'node:path'
import { readFile } from 'node:fs/promises'
import { parseDetails } from '../../../shared/contract/details.ts'
import { errorToData, HooklineError } from '../../../shared/contract/errors.ts'
import type { ReportFormat } from '../../../shared/contract/resources.ts'
import type { DraftDetails, Score, ScoreFailure } from '../../../shared/contract/score.ts'
import type { CommandContext } from '../command-context.ts'
import type { ScoringOptions } from '../command-line.ts'
import { scoreText } from '../score-text.ts'
import { writeResult } from '../write-result.ts'

/** `hookline score FILE…`: one document for one file, `{"drafts":[…]}` for several. */
export async function scoreCommand(
  context: CommandContext,
  files: readonly string[],
  options: ScoringOptions & { report?: string; captions?: string },
): Promise<void> {
  const report = options.report === undefined ? null : wantedReport(options.report, files)
  const details = options.details === undefined ? null : await readDetails(options.details)
  const captions = options.captions === undefined ? undefined : captionsForOne(options.captions, files)
  const scoreOne = (file: string): Promise<Score> =>
    context.call(
      'score',
      { path: resolve(file), platform: options.platform, details, captions },
      basename(file),
    )

  if (files.length === 1) {
    const score = await scoreOne(files[0]!)
    if (report) {
      const { platform } = options
      const { path } = await context.call(
        'report',
        { path: resolve(files[0]!), platform, details, captions, format: report.format },
        basename(report.out),
      )
      await writeResult(report.out, await readFile(path))
    }
    context.print(context.json ? JSON.stringify(score) : scoreText(score))
    if (report && !context.json) context.tell(`Wrote ${report.out}`)
    return
  }
  const drafts = await Promise.all(files.map((file) => settled(context, file, scoreOne)))
  if (context.json) context.print(JSON.stringify({ drafts }))
  else for (const draft of drafts) if ('overall' in draft) context.print(`${scoreText(draft)}\n`)
}

/** @throws HooklineError `usage`: what is said in one draft is not said in another */
function captionsForOne(path: string, files: readonly string[]): string {
  if (files.length === 1) return resolve(path)
  throw new HooklineError(
    'usage',
    'A captions file is for one draft.',
    'Put each beside its draft under the same name: DRAFT.srt is read by itself.',
  )
}

/** @throws HooklineError `usage` for a report on several drafts, or one of another kind */
function wantedReport(out: string, files: readonly string[]): { out: string; format: ReportFormat } {
  if (files.length > 1) {
    throw new HooklineError('usage', 'A report is about one draft.', 'Score one file with --report.')
  }
  const ending = extname(out).toLowerCase()
  const format = ending === '.pdf' ? 'pdf' : /^\.html?$/.test(ending) ? 'html' : null
  if (!format) {
    throw new HooklineError(
      'usage',
      `${out} ends neither in .html nor in .pdf.`,
      'Name the report by what it should be.',
    )
  }
  return { out, format }
}

/** A draft that fails doesn't stop the others; Ctrl-C stops all. */
async function settled(
  context: CommandContext,
  file: string,
  scoreOne: (file: string) => Promise<Score>,
): Promise<Score | ScoreFailure> {
  try {
    return await scoreOne(file)
  } catch (thrown) {
    const error = errorToData(thrown)
    if (error.code === 'cancelled') throw thrown
    context.fail(error, file)
    return { file: resolve(file), error }
  }
}

export async function readDetails(path: string): Promise<DraftDetails> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new HooklineError(
      'usage',
      `The details in ${path} could not be read.`,
      'Check the name and its permissions.',
      { cause },
    )
  })
  return parseDetails(text, path)
}
