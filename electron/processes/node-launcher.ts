import { fork, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Port } from '../../shared/channel.ts'
import { HooklineError } from '../../shared/contract/errors.ts'
import type { ExitReason, Launcher, OwnProcess } from './launcher.ts'

/**
 * A launcher for plain Node: the command line, the web host and the tests.
 *
 * @param entriesFolder where the build put `engine.js` and `worker.js`
 */
export function nodeLauncher(entriesFolder: string): Launcher {
  return {
    start(name, args) {
      const entry = join(entriesFolder, `${name}.js`)
      if (!existsSync(entry)) throw new Error(`${entry} is not built`)
      const child = fork(entry, args, {
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        // Nearly all that is made here lives for a moment: young objects need little room, whatever the machine has.
        execArgv: ['--no-warnings', '--max-semi-space-size=2'],
      })
      return {
        pid: child.pid,
        port: childPort(child),
        kill: () => child.kill('SIGKILL'),
        exited: exitOf(child),
      }
    },
  }
}

function childPort(child: ChildProcess): Port {
  return {
    post(message) {
      // A process that has just died is told by onClose; a message to it is lost like one to a dead worker.
      if (child.connected) child.send(message as object, () => undefined)
    },
    onMessage: (listener) => child.on('message', listener),
    onClose: (listener) => onceEither(child, ['disconnect', 'exit'], listener),
    close: () => {
      if (child.connected) child.disconnect()
    },
  }
}

function onceEither(child: ChildProcess, events: readonly string[], listener: () => void): void {
  let called = false
  for (const event of events) {
    child.once(event, () => {
      if (!called) listener()
      called = true
    })
  }
}

function exitOf(child: ChildProcess): Promise<ExitReason> {
  let lastWords = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-8192)
  })
  // 'close' never comes after this side has disconnected, so the end of standard error is waited for by itself.
  const errorsRead = new Promise<void>((resolve) => child.stderr?.once('close', resolve))
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ exitCode: null, signal: null, lastWords: error.message }))
    child.once('exit', (exitCode, signal) => {
      void errorsRead.then(() => resolve({ exitCode, signal, lastWords }))
    })
  })
}

/** This process as a child of plain Node. */
export function nodeProcess(entriesFolder: string): OwnProcess {
  return {
    port: ownPort(),
    launcher: nodeLauncher(entriesFolder),
    secrets: { encrypt: () => Promise.reject(noKey), decrypt: () => Promise.reject(noKey) },
    onPage: () => undefined, // a web host passes the calls of its pages on itself
  }
}

const noKey = new HooklineError(
  'not_allowed',
  'Secrets are kept by the Hookline app only, with a key that the system holds.',
  'Open the app and sign in there.',
)

/** The line from this process to the one that started it. */
function ownPort(): Port {
  if (!process.send) throw new Error('This is a part of Hookline that only Hookline itself starts.')
  return {
    post(message) {
      if (process.connected) process.send?.(message, undefined, undefined, () => undefined)
    },
    onMessage: (listener) => process.on('message', listener),
    onClose: (listener) => process.once('disconnect', listener),
    close: () => {
      if (process.connected) process.disconnect()
    },
  }
}
