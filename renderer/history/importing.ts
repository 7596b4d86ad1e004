import { createStore } from 'zustand/vanilla'
import type { CallInput } from '../../shared/contract/calls.ts'
import type { HistoryImport } from '../../shared/contract/history.ts'
import { goTo } from '../route.ts'
import type { AppState } from '../state/app-state.ts'
import { plural } from '../ui/wording.ts'

/** What the person says about an export that its file doesn't. */
export type ToldOfExport = Pick<
  CallInput<'importHistory'>,
  'platform' | 'account' | 'asOf' | 'dateOrder' | 'mapping'
>

/** The export that is looked at before it is imported; null: none. */
export const offered = createStore<{ file: File | null }>(() => ({ file: null }))

/** Whether a file is a table, by its name: others are drafts. */
export function isTable({ name, type }: File): boolean {
  return /\.(csv|tsv|txt)$/i.test(name) || type === 'text/csv'
}

/** Shows what a table would bring, wherever it was dropped. */
export function offerTable(file: File): void {
  offered.setState({ file })
  goTo({ screen: 'history' })
}

/** @throws HooklineError */
export async function askToImport(
  { host }: Pick<AppState, 'host'>,
  file: File,
  told: ToldOfExport,
  lookOnly: boolean,
): Promise<HistoryImport> {
  const sent = {
    name: file.name,
    base64: await base64Of(file),
    modifiedAt: new Date(file.lastModified).toISOString(),
  }
  return host.call('importHistory', { sent, ...told, lookOnly })
}

/** Imports with a way back. @returns whether it was done */
export async function performImport(state: AppState, file: File, told: ToldOfExport): Promise<boolean> {
  let done: HistoryImport | null = null
  const label = `Import “${file.name}”`
  const command = {
    label,
    async run() {
      done = await askToImport(state, file, told, false)
    },
    async undo() {
      if (done?.importId) await state.host.call('undoImport', { id: done.importId })
    },
  }
  if (!(await state.perform(command))) return false
  const { added, updated, unchanged } = (done as HistoryImport | null)!.posts
  state.notices.tell(
    `${file.name}: ${plural(added, 'new post')}, ${updated} with new figures, ${unchanged} known already.`,
    { kind: 'done', action: { label: 'Undo', run: () => void state.undo() } },
  )
  return true
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  // In pieces: all at once are more arguments than a call takes.
  const step = 0x8000
  let text = ''
  for (let at = 0; at < bytes.length; at += step)
    text += String.fromCharCode(...bytes.subarray(at, at + step))
  return btoa(text)
}
