import { resolve } from 'node:path'
import type { CallInput, CallOutput } from '../../../shared/contract/calls.ts'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { IntentionalMark } from '../../../shared/contract/intentional.ts'
import type { CommandContext } from '../command-context.ts'

export interface IntentionalOptions {
  draft?: string
  brand?: string
}

/** `hookline intentional mark|unmark CHECK --draft FILE | --brand NAME`, `… undo`, `… redo`, `… list`. */
export async function intentionalCommand(
  context: CommandContext,
  action: CallInput<'intentional'>['action'],
  checkId: string | undefined,
  options: IntentionalOptions,
): Promise<void> {
  const input: CallInput<'intentional'> =
    action === 'mark' || action === 'unmark' ? { action, mark: markOf(checkId, options) } : { action }
  const output = await context.call('intentional', input, 'intentional')
  context.print(context.json ? JSON.stringify(output) : outputText(output, action))
}

function markOf(checkId: string | undefined, { draft, brand }: IntentionalOptions): IntentionalMark {
  if (checkId === undefined)
    throw new HooklineError('usage', 'Name the check.', 'Its id is in `score --json`.')
  if ((draft === undefined) === (brand === undefined)) {
    throw new HooklineError('usage', 'Say for what: --draft FILE or --brand NAME.')
  }
  return draft === undefined
    ? { scope: 'brand', subject: brand!, checkId }
    : { scope: 'draft', subject: resolve(draft), checkId }
}

function outputText({ changed, marks }: CallOutput<'intentional'>, action: string): string {
  const lines = marks.map((mark) => `  ${mark.checkId}  ${mark.scope} ${mark.subject}`)
  const list = lines.length > 0 ? ['Marked intentional:', ...lines] : ['Nothing is marked intentional.']
  if (action === 'list') return list.join('\n')
  if (!changed) return ['Nothing to change.', ...list].join('\n')
  const taken = action === 'undo' ? 'Taken back: ' : ''
  const what = changed.intentional ? 'marked intentional' : 'no longer marked'
  return [`${taken}${changed.checkId} ${what} for the ${changed.scope} ${changed.subject}.`, ...list].join(
    '\n',
  )
}
