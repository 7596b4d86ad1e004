import type { Port } from '../../shared/channel.ts'

/** Processes of Hookline that a launcher can start; each is an entry of the build. */
export type ProcessName = 'engine' | 'worker'

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
