// `npm test`: sets the clone up, then types, lint, format and all tests. The last line is `N passed, N failed`.
import { spawnSync } from 'node:child_process'
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
  const run = (name, args) => {
    process.stdout.write(`\n${name}\n`)
    const env = {
      ...process.env,
      HOOKLINE_TEST_COUNTS: counts,
      ...(chromium ? { CHROMIUM_PATH: chromium } : {}),
    }
    return spawnSync(node, args, { cwd: root, stdio: 'inherit', env }).status === 0
  }
  const count = (ok) => (ok ? passed++ : failed++)
  if (only.length === 0) {
    count(run('Types', [bin('typescript', 'bin', 'tsc'), '--noEmit']))
    count(run('Types of the page', [bin('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'renderer']))
    count(
      run('Types of the end-to-end tests', [bin('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'test/e2e']),
    )
    count(run('Lint', [bin('eslint', 'bin', 'eslint.js'), '.']))
    count(run('Format', [bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.']))
  }
  const ok = run('Tests', [bin('vitest', 'vitest.mjs'), 'run', ...only])
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
