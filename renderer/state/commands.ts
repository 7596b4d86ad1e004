import { createStore, type StoreApi } from 'zustand/vanilla'

/** Something that changes data and can be taken back. */
export interface Command {
  /** What it does, in the infinitive, for “Undo: …”. */
  label: string
  run(): Promise<void>
  /** Calls the engine such that all is as before `run`. */
  undo(): Promise<void>
}

export interface CommandsState {
  done: readonly Command[]
  undone: readonly Command[]
}

export interface CommandsStore extends StoreApi<CommandsState> {
  /** Runs a command and remembers it. @throws what `run` throws; the command is then not remembered */
  perform(command: Command): Promise<void>
  /** Takes the last command back. @returns it, or null when there is none. @throws what its `undo` throws */
  undo(): Promise<Command | null>
  redo(): Promise<Command | null>
  /** Takes one command back, wherever it stands. @returns false when it is not done (any more) */
  undoThis(command: Command): Promise<boolean>
  /** For what can't be taken back and ends everything before it. */
  forget(): void
}

const remembered = 100

/** Undo and redo. One step at a time: a second key press waits for the first. A step that fails is forgotten. */
export function createCommandsStore(): CommandsStore {
  const store = createStore<CommandsState>(() => ({ done: [], undone: [] }))
  let last: Promise<unknown> = Promise.resolve()

  function inTurn<Result>(step: () => Promise<Result>): Promise<Result> {
    const result = last.then(step)
    last = result.catch(() => undefined) // who asked for the step gets its error; the next step goes on
    return result
  }

  async function takeBack(command: Command): Promise<void> {
    store.setState(({ done }) => ({ done: done.filter((one) => one !== command) }))
    await command.undo()
    store.setState(({ undone }) => ({ undone: [...undone, command] }))
  }

  return Object.assign(store, {
    perform: (command: Command) =>
      inTurn(async () => {
        await command.run()
        store.setState(({ done }) => ({ done: [...done, command].slice(-remembered), undone: [] }))
      }),
    undo: () =>
      inTurn(async () => {
        const command = store.getState().done.at(-1) ?? null
        if (command) await takeBack(command)
        return command
      }),
    redo: () =>
      inTurn(async () => {
        const command = store.getState().undone.at(-1) ?? null
        if (!command) return null
        store.setState(({ undone }) => ({ undone: undone.slice(0, -1) }))
        await command.run()
        store.setState(({ done }) => ({ done: [...done, command] }))
        return command
      }),
    undoThis: (command: Command) =>
      inTurn(async () => {
        if (!store.getState().done.includes(command)) return false
        await takeBack(command)
        return true
      }),
    forget: () => store.setState({ done: [], undone: [] }),
  })
}
