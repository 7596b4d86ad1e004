// Runs a command of Hookline from a clone, after setting the clone up.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root, setUp, SetupError } from './setup.mjs'

const args = process.argv.slice(2)
// npm runs scripts in the project's folder; file names are meant from where the person stands.
const standing = process.env.INIT_CWD ?? process.cwd()

try {
  const { node } = await setUp()
  await run(node, join(root, 'out', 'main', 'command-line.js'))
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 4
}

async function run(node, entry) {
  if (node === process.execPath) {
    process.chdir(standing)
    process.argv = [node, entry, ...args]
    await import(pathToFileURL(entry).href)
    return
  }
  const child = spawn(node, [entry, ...args], { cwd: standing, stdio: 'inherit' })
  // A terminal sends Ctrl-C to the child as well, which decides what it means; other senders reach this process alone.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.exitCode = await new Promise((resolve) =>
    child.on('close', (code, signal) => resolve(code ?? (signal ? 1 : 0))),
  )
}
