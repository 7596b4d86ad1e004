import { createStore, type StoreApi } from 'zustand/vanilla'
import type { EngineEvent } from '../../shared/contract/engine-events.ts'
import type { ConnectionState, Host } from '../host/host.ts'
import { goTo } from '../route.ts'
import { createCommandsStore, type Command, type CommandsStore } from './commands.ts'
import { createDraftsStore, type DraftsStore } from './drafts.ts'
import { createNoticesStore, type NoticesStore } from './notices.ts'
import { createPartsStore, type PartsStore } from './parts.ts'
import { createSettingsStore, type SettingsStore } from './settings.ts'
import { createUploadsStore, type UploadsStore } from './uploads.ts'

/** All that the screens show together, kept in step with the engine. */
export interface AppState {
  host: Host
  drafts: DraftsStore
  uploads: UploadsStore
  settings: SettingsStore
  commands: CommandsStore
  notices: NoticesStore
  parts: PartsStore
  connection: StoreApi<{ state: ConnectionState }>
  /** Performs a command, tells of it with a button that takes it back, and tells the error if it fails. */
  perform: (command: Command, told?: string) => Promise<boolean>
  undo: () => Promise<void>
  redo: () => Promise<void>
  /** Reads everything anew. */
  refresh: () => Promise<void>
}

/** Starts to listen to the engine; what is shown is read with each connection, for events may have been missed. */
export function createAppState(host: Host): AppState {
  const drafts = createDraftsStore()
  const settings = createSettingsStore()
  const commands = createCommandsStore()
  const notices = createNoticesStore()
  const parts = createPartsStore()
  const connection = createStore<{ state: ConnectionState }>(() => ({ state: 'connecting' }))

  const readDrafts = async (): Promise<void> => {
    const take = drafts.reading()
    take((await host.call('drafts', {})).drafts)
  }
  const readSettings = async (): Promise<void> => {
    // Each is taken as it comes: held back until all are there, it could overwrite a later event.
    await Promise.all([
      host.call('settings', {}).then((now) => settings.setState({ settings: now, known: true })),
      host.call('rubric', {}).then((rubric) => settings.setState({ rubric })),
      host.call('platforms', {}).then(({ platforms }) => settings.setState({ platforms })),
    ])
  }
  const refresh = async (): Promise<void> => {
    const results = await Promise.allSettled([readDrafts(), readSettings()])
    for (const result of results) if (result.status === 'rejected') notices.tellError(result.reason)
  }

  host.onConnection((state) => {
    connection.setState({ state })
    if (state === 'connected') void refresh()
  })
  host.onEvent((event) => take(event))

  function take(event: EngineEvent): void {
    switch (event.type) {
      case 'draft':
        drafts.changed(event.draft)
        break
      case 'draft-gone':
        drafts.gone(event.id)
        break
      case 'provisional':
        drafts.provisional(event.id, event.score)
        break
      case 'settings':
        settings.setState({ settings: event.settings, known: true })
        break
      case 'part':
        parts.changed(event.part)
        break
      case 'library-changed':
        void refresh()
        break
      case 'model-alert':
      case 'told':
        notices.tell(event.sentence)
        break
    }
  }

  /** Runs a step of the undo history and says what happened, or why it did not. */
  async function step(done: () => Promise<Command | null>, word: string, nothing: string): Promise<void> {
    try {
      const command = await done()
      notices.tell(command ? `${word}: ${command.label}` : nothing, { kind: command ? 'done' : 'told' })
    } catch (thrown) {
      notices.tellError(thrown)
    }
  }

  async function undoThis(command: Command): Promise<void> {
    await step(
      async () => ((await commands.undoThis(command)) ? command : null),
      'Undone',
      'That is undone already.',
    )
  }

  return {
    host,
    drafts,
    uploads: createUploadsStore(host, ({ draft, wasHere, isOnlyOne }) => {
      drafts.changed(draft)
      if (!wasHere) return
      const open = (): void => goTo({ screen: 'draft', id: draft.id })
      notices.tell(`This draft is already here: ${draft.name}`, {
        action: isOnlyOne ? null : { label: 'Open', run: open },
      })
      if (isOnlyOne) open()
    }),
    settings,
    commands,
    notices,
    parts,
    connection,
    async perform(command, told) {
      try {
        await commands.perform(command)
      } catch (thrown) {
        notices.tellError(thrown)
        return false
      }
      if (told)
        notices.tell(told, { kind: 'done', action: { label: 'Undo', run: () => void undoThis(command) } })
      return true
    },
    undo: () => step(() => commands.undo(), 'Undone', 'There is nothing to undo.'),
    redo: () => step(() => commands.redo(), 'Done again', 'There is nothing to redo.'),
    refresh,
  }
}
