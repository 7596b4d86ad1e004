import { fork, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { constants } from 'node:os'
import type { ForkOptions, MessagePortMain, UtilityProcess } from 'electron'
import { app } from './app.ts'
import { giveAway, type PortDouble } from './port.ts'
import { fromBytes, toBytes } from './structured-clone.ts'
import { switchboard, unsettle, type Place } from './switchboard.ts'
import type { FromChild, ToChild } from './utility-messages.ts'

const childRuntime = new URL('utility-child.ts', import.meta.url).href

/** A utility process as a child of Node that has a `parentPort` and nothing else of its parent. */
class UtilityDouble
  extends EventEmitter
  implements Pick<UtilityProcess, 'kill' | 'postMessage' | 'pid' | 'stdout' | 'stderr'>
{
  #child: ChildProcess | null
  #wasKilled = false
  readonly #place: Place

  constructor(modulePath: string, args: readonly string[], options: ForkOptions) {
    super()
    const stdio = stdioOf(options.stdio)
    const child = fork(modulePath, args, {
      serialization: 'advanced',
      execArgv: ['--no-warnings', '--import', childRuntime],
      stdio: ['ignore', stdio[1]!, stdio[2]!, 'ipc'],
      ...(options.env && { env: options.env as NodeJS.ProcessEnv }),
      ...(options.cwd !== undefined && { cwd: options.cwd }),
    })
    this.#child = child
    const tell = (message: ToChild): void => {
      if (child.connected) child.send(message, () => undefined)
    }
    this.#place = {
      deliver: (end, message, ports) => tell({ kind: 'port', end, message, ports }),
      ended: (end) => tell({ kind: 'ended', end }),
    }
    child.on('message', (message) => this.#take(message as FromChild))
    child.once('spawn', () => this.emit('spawn'))
    child.once('exit', (code, signal) => {
      // What it wrote last is read before, or nobody would.
      setImmediate(() => this.#ended(code, signal))
    })
    this.#tell = tell
  }
  readonly #tell: (message: ToChild) => void

  get pid(): number | undefined {
    return this.#child?.pid
  }
  get stdout(): NodeJS.ReadableStream | null {
    return this.#child?.stdout ?? null
  }
  get stderr(): NodeJS.ReadableStream | null {
    return this.#child?.stderr ?? null
  }

  postMessage(message: unknown, transfer: readonly (MessagePortMain | PortDouble)[] = []): void {
    if (!this.#child) return
    const ports = giveAway(transfer)
    for (const port of ports) unsettle(port)
    this.#tell({ kind: 'parent', message: toBytes(message), ports })
  }

  kill(): boolean {
    if (!this.#child) return false
    this.#wasKilled = this.#child.kill('SIGTERM')
    return this.#wasKilled
  }

  #take(message: FromChild): void {
    switch (message.kind) {
      case 'parent':
        this.emit('message', fromBytes(message.message))
        return
      case 'port':
        switchboard.send(message.end, message.message, message.ports)
        return
      case 'took':
        switchboard.settle(message.end, this.#place)
        return
      case 'close':
        switchboard.close(message.end)
    }
  }

  /** Electron gives the number of a signal as the code, and 0 for its own `kill`. */
  #ended(code: number | null, signal: NodeJS.Signals | null): void {
    this.#child = null
    switchboard.leave(this.#place)
    const number = signal === null ? (code ?? 0) : constants.signals[signal]
    const isOwn = this.#wasKilled && (signal === 'SIGTERM' || signal === 'SIGKILL')
    this.emit('exit', isOwn ? 0 : number)
  }
}

type Stdio = 'pipe' | 'ignore' | 'inherit'

function stdioOf(stdio: ForkOptions['stdio']): readonly Stdio[] {
  if (stdio === undefined) return ['ignore', 'inherit', 'inherit']
  if (typeof stdio === 'string') return ['ignore', stdio as Stdio, stdio as Stdio]
  if (stdio[0] !== 'ignore') throw new Error('stdin value other than ignore is not supported.')
  return stdio
}

export const utilityProcess = {
  fork(modulePath: string, args: readonly string[] = [], options: ForkOptions = {}): UtilityDouble {
    if (!app.isReady()) throw new TypeError('utilityProcess cannot be created before app is ready.')
    if (!modulePath) throw new Error('Missing UtilityProcess entry script.')
    return new UtilityDouble(modulePath, args, options)
  },
}
