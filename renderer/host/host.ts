import type { CallEvent, CallInput, CallName, CallOutput } from '../../shared/contract/calls.ts'
import type { Draft } from '../../shared/contract/drafts.ts'
import type { EngineEvent } from '../../shared/contract/engine-events.ts'
import type { Progress } from '../../shared/contract/progress.ts'
import type { ShellEvent } from '../../shared/contract/shell.ts'
import type { Resource } from '../../shared/contract/resources.ts'

export interface HostCallOptions {
  signal?: AbortSignal
  onEvent?: (event: CallEvent) => void
}

/** `lost`: the engine or the server went away; the host tries again by itself. */
export type ConnectionState = 'connecting' | 'connected' | 'lost'

/** What the person chose outside the page for the page to do. */
export type ShellCommand = Exclude<ShellEvent, { type: 'told' }>

/** All that the page knows of the world outside it. In a browser a web server is behind it, in the app the shell. */
export interface Host {
  /** @throws HooklineError */
  call<Name extends CallName>(
    name: Name,
    input: CallInput<Name>,
    options?: HostCallOptions,
  ): Promise<CallOutput<Name>>
  /** @returns how to stop listening */
  onEvent(listener: (event: EngineEvent) => void): () => void
  onConnection(listener: (state: ConnectionState) => void): () => void
  /**
   * Makes a draft of a file that was dropped or chosen: by its path in the app, by sending it in a browser.
   *
   * @returns the draft; `wasHere` when the same file was added before
   * @throws HooklineError
   */
  addFile(
    file: File,
    options: { signal?: AbortSignal; onProgress?: (progress: Progress) => void },
  ): Promise<{ draft: Draft; wasHere: boolean }>
  /** The system's dialog for a folder, which answers null when none is chosen; a browser has none that tells a path. */
  chooseFolder: ((title: string) => Promise<string | null>) | null
  /** @param listener gets what the person chose in the app's own menu; there is none in a browser */
  onShellCommand(listener: (command: ShellCommand) => void): void
  /** Where a player, an image or fetch finds a resource. */
  addressOf(resource: Resource): string
}
