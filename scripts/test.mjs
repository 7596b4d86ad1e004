// `npm test`: sets the clone up, then types, lint, format and all tests. The last line is `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, setUp, SetupError } from './setup.mjs'

const only = process.argv.slice(2)
let passed = 0
let failed = 0

try {
  const { node, chromium } = await setUp({ forTests: true })
  const bin = (...path) => join(root, 'node_modules', ...path)
  const folder = mkdtempSync(join(tmpdir(), 'hookline-test-'))
  const counts = join(folder, 'counts.json')
  const env = {
    ...process.env,
    HOOKLINE_TEST_COUNTS: counts,
    ...(chromium ? { CHROMIUM_PATH: chromium } : {}),
  }
  if (only.length === 0) {
    const tsc = bin('typescript', 'bin', 'tsc')
    const prettier = bin('prettier', 'bin', 'prettier.cjs')
    // Linting takes as long as the rest together, and each of them one core.
    const besideEachOther = [
      [['Lint', bin('eslint', 'bin', 'eslint.js'), '.']],
      [
        ['Types', tsc, '--noEmit'],
        ['Types of the page', tsc, '--noEmit', '-p', 'renderer'],
        ['Types of the end-to-end tests', tsc, '--noEmit', '-p', 'test/e2e'],
        ['Format', prettier, '--check', '--log-level', 'warn', '.'],
      ],
    ]
    await Promise.all(
      besideEachOther.map(async (checks) => {
        for (const [name, ...args] of checks) {
          if (await check(name, node, args)) passed++
          else failed++
        }
      }),
    )
  }
  process.stdout.write('\nTests\n')
  const vitest = spawnSync(node, [bin('vitest', 'vitest.mjs'), 'run', ...only], {
    cwd: root,
    stdio: 'inherit',
    env,
  })
  const ok = vitest.status === 0
  const result = readCounts(counts)
  passed += result.passed
  failed += result.failed
  // A run that ended badly without a failing test (a crash, an error outside tests) must not read as success.
  if (!ok && result.failed === 0) failed++
  rmSync(folder, { recursive: true, force: true })
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  process.stderr.write(`${error.message}\n`)
  failed++
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 ? 1 : 0

function readCounts(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return { passed: 0, failed: 0 } // the run ended before it could count, and is counted as failed
  }
}

/** Runs one program on the whole project; what it says is printed under its name when it has ended. */
function check(name, program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (said += text))
    child.on('error', reject)
    child.on('close', (status) => {
      process.stdout.write(`\n${name}\n${said}`)
      resolve(status === 0)
    })
  })
}
