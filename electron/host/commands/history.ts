import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { CallInput } from '../../../shared/contract/calls.ts'
import { HooklineError } from '../../../shared/contract/errors.ts'
import {
  columnMappingSchema,
  type ColumnMapping,
  type History,
  type HistoryImport,
} from '../../../shared/contract/history.ts'
import type { CommandContext } from '../command-context.ts'

export interface HistoryImportOptions {
  platform?: NonNullable<CallInput<'importHistory'>['platform']>
  account?: string
  asOf?: string
  dates?: NonNullable<CallInput<'importHistory'>['dateOrder']>
  mapping?: string
  lookOnly?: boolean
}

/** `hookline history import FILE.csv`: takes an export of posts into the history. */
export async function historyImportCommand(
  context: CommandContext,
  file: string,
  { platform, account, asOf, dates, mapping, lookOnly = false }: HistoryImportOptions,
): Promise<void> {
  const result = await context.call(
    'importHistory',
    {
      path: resolve(file),
      ...{ platform, account, asOf, lookOnly },
      dateOrder: dates,
      mapping: mapping === undefined ? undefined : await readMapping(mapping),
    },
    basename(file),
  )
  context.print(context.json ? JSON.stringify(result) : importText(result))
}

/** `hookline history list`: accounts, imports and posts. */
export async function historyListCommand(context: CommandContext): Promise<void> {
  const history = await context.call('history', {}, 'history')
  context.print(context.json ? JSON.stringify(history) : historyText(history))
}

/** `hookline history undo IMPORT`: forgets what that import alone told. */
export async function historyUndoCommand(context: CommandContext, id: string): Promise<void> {
  await context.call('undoImport', { id }, 'history')
  context.print(context.json ? JSON.stringify({ undone: id }) : `Taken back: ${id}`)
}

/** @throws HooklineError `usage` */
async function readMapping(path: string): Promise<ColumnMapping> {
  const hint =
    'It is an object such as {"Aufrufe": "views", "Notiz": null}; see `hookline schema history-mapping`.'
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new HooklineError('usage', `The mapping in ${path} could not be read.`, 'Check its name.', {
      cause,
    })
  })
  try {
    return columnMappingSchema.parse(JSON.parse(text))
  } catch (cause) {
    throw new HooklineError('usage', `The mapping in ${path} is not one.`, hint, { cause })
  }
}

function importText(result: HistoryImport): string {
  const { file, source, accounts, rows, posts, leftOut, notes, columns, asOf, importId } = result
  const whose = accounts.map(({ name, isNew }) => `${name}${isNew ? ' (new)' : ''}`).join(', ')
  const used = columns.filter(({ field }) => field !== null)
  return [
    `${file}: ${source}, ${whose}, as of ${asOf.date}`,
    `  posts    ${posts.added} new, ${posts.updated} with new figures, ${posts.unchanged} known already`,
    `  rows     ${rows.total}, of which ${rows.posts} posts, ${rows.totals} totals, ${rows.repeated} repeated, ${rows.unreadable} not readable`,
    `  columns  ${used.map(({ column, field }) => `${column} → ${field!}`).join(', ')}`,
    ...leftOut.map(
      ({ row, column, reason }) => `  row ${row}${column === null ? '' : `, ${column}`}: ${reason}`,
    ),
    ...notes.map(({ message }) => `  Note: ${message}`),
    ...(importId === null ? [] : [`  To take it back: hookline history undo ${importId}`]),
  ].join('\n')
}

function historyText({ accounts, imports, posts }: History): string {
  if (posts.length === 0)
    return 'There is no history yet. Import an export of your posts: hookline history import FILE.csv'
  return [
    'Accounts',
    ...accounts.map(
      ({ name, platform, posts: count, externalId }) =>
        `  ${name} (${platform}${externalId ? `, ${externalId}` : ''}): ${count} posts`,
    ),
    'Imports',
    ...imports.map((one) => `  ${one.id}  ${one.file}, ${one.source}, as of ${one.asOf}, ${one.posts} posts`),
    'Newest posts',
    ...posts
      .slice(0, 20)
      .map(
        ({ publishedOn, title, latest }) =>
          `  ${publishedOn ?? '          '}  ${String(latest?.metrics.views ?? '–').padStart(10)}  ${title.slice(0, 70)}`,
      ),
  ].join('\n')
}
