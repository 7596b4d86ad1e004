// Runs a command of Hookline from a clone, after setting the clone up.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { getElectron } from './electron.mjs'
import { root, setUp, SetupError } from './setup.mjs'

const args = process.argv.slice(2)
// npm runs scripts in the project's folder; file names are meant from where the person stands.
const standing = process.env.INIT_CWD ?? process.cwd()

try {
  const { node } = await setUp()
  const electron = args[0] === 'start' ? electronFor(args.slice(1)) : null
  if (electron) await openApp(electron)
  else await run(node, join(root, 'out', 'main', 'command-line.js'))
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 4
}

/** Electron for `npm start`, or null where the page is to be opened in a browser instead: one line says why. */
function electronFor(options) {
  const ofServer = ['--port', '--no-open', '--json', '--help']
  if (process.env.HOOKLINE_NO_BROWSER || options.some((one) => ofServer.includes(one.split('=')[0])))
    return null
  const hasScreen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  const electron = hasScreen ? getElectron() : null
  if (electron) return electron
  const reason = hasScreen ? 'Electron could not be fetched' : 'There is no screen for a window'
  process.stderr.write(`${reason}: Hookline opens in a browser instead.\n`)
  return null
}

async function openApp(electron) {
  // Chromium's sandbox doesn't work for root.
  const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const entry = join(root, 'out', 'main', 'main.js')
  await spawned(electron, [...switches, entry, ...args])
}

async function run(node, entry) {
  if (node === process.execPath) {
    process.chdir(standing)
    process.argv = [node, entry, ...args]
    await import(pathToFileURL(entry).href)
    return
  }
  await spawned(node, [entry, ...args])
}

async function spawned(program, programArgs) {
  const child = spawn(program, programArgs, { cwd: standing, stdio: 'inherit' })
  // A terminal sends Ctrl-C to the child as well, which decides what it means; other senders reach this process alone.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.exitCode = await new Promise((resolve) =>
    child.on('close', (code, signal) => resolve(code ?? (signal ? 1 : 0))),
  )
}
