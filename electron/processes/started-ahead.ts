import type { LaunchedProcess, Launcher, ProcessName } from './launcher.ts'

/** A launcher whose first process of a kind has been starting since before it is asked for. */
export interface AheadLauncher extends Launcher {
  /** Ends the process that nobody asked for. */
  discard(): void
}

/** Starts a process now, for the first who asks `launcher` for one of that name without arguments. */
export function startedAhead(launcher: Launcher, name: ProcessName): AheadLauncher {
  let ahead: LaunchedProcess | null = launcher.start(name, [])
  // One that died meanwhile is not handed out: whoever got it would wait for its end, which was told already.
  ahead.port.onClose(() => (ahead = null))
  return {
    start(wanted, args) {
      const ready = wanted === name && args.length === 0 ? ahead : null
      if (!ready) return launcher.start(wanted, args)
      ahead = null
      return ready
    },
    discard() {
      ahead?.kill()
      ahead = null
    },
  }
}
