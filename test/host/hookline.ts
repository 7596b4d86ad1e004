import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url))
const entry = join(projectRoot, 'out', 'main', 'command-line.js')

export interface CommandResult {
  exitCode: number | null
  stdout: string
  stderr: string
  /** Wall time, milliseconds. */
  tookMs: number
}

export interface RunningCommand {
  child: ChildProcess
  finished: Promise<CommandResult>
}

/** Starts the built command line, as a person would; `through` is a program that runs it, with that program's arguments. */
export function startHookline(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  through: readonly string[] = [],
): RunningCommand {
  const startedAt = performance.now()
  const [program, ...programArgs] = [...through, process.execPath, entry, ...args] as [string, ...string[]]
  const child = spawn(program, programArgs, {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const finished = new Promise<CommandResult>((resolve) => {
    child.on('close', (exitCode) =>
      resolve({ exitCode, stdout, stderr, tookMs: performance.now() - startedAt }),
    )
  })
  return { child, finished }
}

export function hookline(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CommandResult> {
  return startHookline(args, env).finished
}

/** A folder of its own for a test, removed by `remove`. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'hookline-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export interface SystemProcess {
  pid: number
  parent: number
  commandLine: string
}

/** Processes below one, at any depth (Linux). */
export function descendantsOf(pid: number): SystemProcess[] {
  const all = runningProcesses()
  const found: SystemProcess[] = []
  const visit = (parent: number): void => {
    for (const child of all.filter((candidate) => candidate.parent === parent)) {
      found.push(child)
      visit(child.pid)
    }
  }
  visit(pid)
  return found
}

/** All processes (Linux); one that ends while it is looked at is left out. */
export function runningProcesses(): SystemProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        if (state === 'Z') return []
        const commandLine = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ')
        return [{ pid: Number(name), parent: Number(parent), commandLine }]
      } catch {
        return []
      }
    })
}

/** Waits until a condition holds; fails loudly when it never does. */
export async function eventually<Value>(
  look: () => Value | null | undefined | false,
  withinMs = 20_000,
): Promise<Value> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const value = look()
    if (value) return value
    if (performance.now() > deadline)
      throw new Error(`did not happen within ${withinMs} ms: ${look.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
