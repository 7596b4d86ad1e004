import { HooklineError } from '../../../shared/contract/errors.ts'
import type { Part, PartId } from '../../../shared/contract/parts.ts'
import type { CommandContext } from '../command-context.ts'

export type PartsAction = 'list' | 'download' | 'remove'

/** `hookline parts list`, `… download PART`, `… remove PART`: what is not shipped and can be fetched. */
export async function partsCommand(
  context: CommandContext,
  action: PartsAction,
  id: PartId | undefined,
): Promise<void> {
  const parts = action === 'list' ? await listed(context) : [await changed(context, action, id)]
  context.print(context.json ? JSON.stringify({ parts }) : parts.map(partText).join('\n'))
}

async function listed(context: CommandContext): Promise<Part[]> {
  return (await context.call('parts', {}, 'parts')).parts
}

function changed(
  context: CommandContext,
  action: Exclude<PartsAction, 'list'>,
  id: PartId | undefined,
): Promise<Part> {
  if (id === undefined)
    throw new HooklineError('usage', 'Name the part.', '`hookline parts list` tells which there are.')
  return action === 'download'
    ? context.call('downloadPart', { id, wait: true }, id)
    : context.call('removePart', { id }, id)
}

const states: Readonly<Record<Part['state'], string>> = {
  absent: 'not fetched',
  begun: 'begun',
  downloading: 'coming',
  installed: 'there',
}

function partText(part: Part): string {
  const { id, name, purpose, model, languages, sizeBytes, licence, source, state, doneBytes } = part
  const megabytes = (count: number): string => `${(count / 1e6).toFixed(1)} MB`
  const done = state === 'begun' || state === 'downloading' ? `, ${megabytes(doneBytes)} of it` : ''
  return [
    `${id}: ${name}, ${states[state]}${done}`,
    `  ${purpose}`,
    `  ${model}; ${languages.length} languages`,
    `  ${megabytes(sizeBytes)} from ${source.url} (${source.revision.slice(0, 7)}), every file checked by its SHA-256`,
    `  Licence: ${licence.name}, ${licence.url}`,
    `  ${licence.note}`,
  ].join('\n')
}
