import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MemoryWatch } from './process-tree.ts'

const entry = fileURLToPath(new URL('../../out/main/command-line.js', import.meta.url))

export interface Run {
  wallS: number
  stdout: string
  /** Seconds after the start at which a line with these words came on standard error. */
  saidAtS: (words: RegExp) => number | null
  peakBytes: number
}

/** Runs a program to its end. */
export function runProgram(path: string, args: readonly string[], watchMemory = false): Promise<Run> {
  const startedAt = performance.now()
  const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const memory = watchMemory ? new MemoryWatch(child.pid!) : null
  const lines: { text: string; atS: number }[] = []
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    lines.push({ text, atS: (performance.now() - startedAt) / 1000 })
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      const peakBytes = memory?.stop() ?? 0
      if (code !== 0) {
        reject(
          new Error(`${path} ${args.join(' ')} ended with ${code}: ${lines.map((l) => l.text).join('')}`),
        )
        return
      }
      resolve({
        wallS: (performance.now() - startedAt) / 1000,
        stdout,
        peakBytes,
        saidAtS: (words) => lines.find((line) => words.test(line.text))?.atS ?? null,
      })
    })
  })
}

/** Runs a command of Hookline in a library of its own, or in a given one. */
export async function runHookline(
  args: readonly string[],
  options: { library?: string; watchMemory?: boolean } = {},
): Promise<Run> {
  const own = options.library ?? mkdtempSync(join(tmpdir(), 'hookline-bench-'))
  try {
    return await runProgram(process.execPath, [entry, ...args, '--library', own], options.watchMemory)
  } finally {
    if (!options.library) rmSync(own, { recursive: true, force: true })
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Runs two things in turn, so that a machine whose speed drifts is fair to both; ratios a / b of the pairs. */
export async function alternate(
  times: number,
  a: () => Promise<number>,
  b: () => Promise<number>,
): Promise<{ a: number; b: number; ratio: number; ratios: number[] }> {
  const pairs: { a: number; b: number }[] = []
  for (let i = 0; i < times; i++) pairs.push({ a: await a(), b: await b() })
  const ratios = pairs.map((pair) => pair.a / pair.b)
  return { a: median(pairs.map((p) => p.a)), b: median(pairs.map((p) => p.b)), ratio: median(ratios), ratios }
}
