import { join } from 'node:path'
import { MessageChannelMain, utilityProcess, type UtilityProcess } from 'electron'
import type { ExitReason, LaunchedProcess, Launcher, ProcessName, Secrets } from '../processes/launcher.ts'
import { linePort, type ToUtility } from '../processes/utility-messages.ts'
import { serveBroker } from './broker.ts'

export interface UtilityLauncherOptions {
  /** Where the build put `engine.js` and `worker.js`. */
  entriesFolder: string
  secrets: Secrets
  /** Gets each engine as it starts, to hand it lines to pages. */
  onEngine?: (engine: UtilityProcess) => void
}

/** A process that was forked, without a line yet. */
export interface ForkedProcess {
  process: UtilityProcess
  /** Ends it at once; before it has begun, as soon as it has. */
  kill: () => void
  exited: Promise<ExitReason>
}

/** A launcher for the app: utility processes, which have Node without its executable. Electron must be ready. */
export function utilityLauncher({ entriesFolder, secrets, onEngine }: UtilityLauncherOptions): Launcher {
  const fork = (name: ProcessName, args: readonly string[]): ForkedProcess =>
    forkUtility(join(entriesFolder, `${name}.js`), name, args)
  return {
    start(name, args): LaunchedProcess {
      const { process, kill, exited } = fork(name, args)
      const { port1, port2 } = new MessageChannelMain()
      process.postMessage({ type: 'line', from: 'starter' } satisfies ToUtility, [port1])
      if (name === 'engine') {
        serveBroker(process, fork, secrets)
        onEngine?.(process)
      }
      return {
        get pid() {
          return process.pid
        },
        port: linePort(port2),
        kill,
        exited,
      }
    },
  }
}

const keptWords = 8192

function forkUtility(entry: string, name: ProcessName, args: readonly string[]): ForkedProcess {
  const forked = utilityProcess.fork(entry, [...args], {
    serviceName: `Hookline ${name}`,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let lastWords = ''
  forked.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-keptWords)
  })
  const end = (): void => {
    if (forked.pid !== undefined) process.kill(forked.pid, 'SIGKILL')
  }
  return {
    process: forked,
    kill: () => (forked.pid === undefined ? forked.once('spawn', end) : end()),
    exited: new Promise((resolve) =>
      forked.once('exit', (exitCode) => resolve({ exitCode, signal: null, lastWords })),
    ),
  }
}
