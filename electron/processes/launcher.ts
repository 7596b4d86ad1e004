import type { Port } from '../../shared/channel.ts'

/** Processes of Hookline that a launcher can start; each is an entry of the build. */
export type ProcessName = 'engine' | 'worker' | 'trainer'

export interface ExitReason {
  exitCode: number | null
  signal: string | null
  /** The last lines that the process wrote to standard error. */
  lastWords: string
}

export interface LaunchedProcess {
  pid: number | undefined
  port: Port
  /** Ends it at once, in mid-work. */
  kill(): void
  exited: Promise<ExitReason>
}

/** Starts processes: child processes under Node, utility processes in the app. All else is the same in both. */
export interface Launcher {
  start(name: ProcessName, args: readonly string[]): LaunchedProcess
}

/** Keeps words of the person safe with a key that the system holds. Only the app has one. */
export interface Secrets {
  /** @throws HooklineError `not_allowed` where nothing holds a key */
  encrypt(text: string): Promise<Uint8Array>
  /** @throws HooklineError `not_allowed`, also for what another user or machine encrypted */
  decrypt(sealed: Uint8Array): Promise<string>
}

/** What a process of Hookline knows of the one that started it. */
export interface OwnProcess {
  /** The line to whoever started it. */
  port: Port
  launcher: Launcher
  secrets: Secrets
  /** @param listener gets a line to each page that asks for one; in the app only */
  onPage(listener: (port: Port) => void): void
}
