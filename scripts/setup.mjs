// Makes a clone ready to run: packages, runtime, ffmpeg, build. Plain JavaScript without dependencies, because it runs
// before there are any, and under whatever Node the person has. All it says goes to standard error.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stateFolder = join(root, '.hookline')
const builtFrom = [
  'electron',
  'shared',
  'renderer',
  'resources',
  'models',
  'package.json',
  'electron.vite.config.ts',
]

/**
 * Brings the clone up to date; under a tenth of a second when there is nothing to do.
 *
 * @param {{ forTests?: boolean }} options forTests: also finds or installs Chromium, which the tests of the page drive
 * @returns {Promise<{ node: string, chromium: string | null }>} the Node 24 to run with, and Chromium if asked for
 */
export async function setUp({ forTests = false } = {}) {
  const release = needsWork() ? await lock() : () => undefined
  try {
    installPackages()
    const node = findNode()
    if (!findFfmpeg()) getFfmpeg()
    build(node)
    return { node, chromium: forTests ? (findChromium() ?? getChromium()) : null }
  } finally {
    release()
  }
}

/** A sentence for the person, without a stack trace. */
export class SetupError extends Error {}

function needsWork() {
  return packagesAreStale() || buildIsStale()
}

// --- Packages ---------------------------------------------------------------------------------------------------------

const packagesStamp = join(root, 'node_modules', '.hookline-packages')

function packagesAreStale() {
  return readIfThere(packagesStamp) !== lockFileHash()
}

function lockFileHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

function installPackages() {
  if (!packagesAreStale()) return
  say('Installing packages …')
  // On Windows a program that runs can't be deleted, and this one may run on the packages' own Node.
  const command = process.platform === 'win32' && existsSync(join(root, 'node_modules')) ? 'install' : 'ci'
  const result = npm([command, '--include=dev', '--loglevel=error', '--no-audit', '--no-fund'])
  if (result.status !== 0) {
    throw new SetupError(
      `The packages could not be installed (npm ${command} ended with ${result.status ?? result.signal}).\n` +
        'Check that the npm registry can be reached, then run the same command again.\n' +
        lastLines(result),
    )
  }
  writeFileSync(packagesStamp, lockFileHash())
}

function npm(args) {
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' }
  // A run under `npm run` would hand its own settings down.
  for (const name of Object.keys(env))
    if (/^npm_(config_loglevel|lifecycle|package|command)/i.test(name)) delete env[name]
  const script = process.env.npm_execpath
  if (script?.endsWith('.js')) {
    return spawnSync(process.env.npm_node_execpath ?? process.execPath, [script, ...args], {
      cwd: root,
      env,
      encoding: 'utf8',
    })
  }
  return spawnSync('npm', args, { cwd: root, env, encoding: 'utf8', shell: process.platform === 'win32' })
}

// --- Node ---------------------------------------------------------------------------------------------------------------

function findNode() {
  const packaged = join(
    root,
    'node_modules',
    'node',
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  if (existsSync(packaged)) return packaged
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 24 || (major === 24 && minor >= 0)) return process.execPath
  throw new SetupError(
    'The package `node`, which carries Node 24, is not installed for this system.\nInstall Node 24 or newer and run the same command again.',
  )
}

// --- ffmpeg -------------------------------------------------------------------------------------------------------------

function findFfmpeg() {
  const require = createRequire(join(root, 'package.json'))
  const packaged = attempt(() => require('ffmpeg-static'))
  const packagedProbe = attempt(() => require('@ffprobe-installer/ffprobe').path)
  const isThere = (path) => typeof path === 'string' && existsSync(path)
  const ffmpeg = isThere(process.env.FFMPEG_PATH) || isThere(packaged) || onPath(['ffmpeg'])
  const ffprobe = isThere(process.env.FFPROBE_PATH) || isThere(packagedProbe) || onPath(['ffprobe'])
  return Boolean(ffmpeg && ffprobe)
}

function getFfmpeg() {
  if (installWithApt('ffmpeg') && findFfmpeg()) return
  say(
    'ffmpeg was not found: drafts can not be measured until it is there.\n' +
      (process.platform === 'linux'
        ? 'Install it with your package manager (for example `apt-get install ffmpeg`), or set FFMPEG_PATH.'
        : 'Run `npm rebuild ffmpeg-static` with a connection to the internet, or install ffmpeg and set FFMPEG_PATH.'),
  )
}

// --- Chromium -----------------------------------------------------------------------------------------------------------

function findChromium() {
  if (process.env.CHROMIUM_PATH && existsSync(process.env.CHROMIUM_PATH)) return process.env.CHROMIUM_PATH
  return onPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'])
}

function getChromium() {
  if (installWithApt('chromium')) return findChromium()
  say('Chromium was not found: tests of what it shows are skipped. Install it or set CHROMIUM_PATH.')
  return null
}

// --- Debian -------------------------------------------------------------------------------------------------------------

/** Whether the package could be installed: only as root on a system with apt. */
function installWithApt(name) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !onPath(['apt-get'])) return false
  say(`Installing ${name} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (args) =>
    spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], { env, encoding: 'utf8' })
  apt(['update'])
  const result = apt(['install', '-y', '--no-install-recommends', name])
  if (result.status !== 0) say(`${name} could not be installed:\n${lastLines(result)}`)
  return result.status === 0
}

// --- Build --------------------------------------------------------------------------------------------------------------

const buildStamp = join(root, 'out', '.built-from')

function buildIsStale() {
  return readIfThere(buildStamp) !== sourcesFingerprint()
}

/** Names, sizes and times of all sources: hashing contents would take longer than it saves. */
function sourcesFingerprint() {
  const hash = createHash('sha256')
  const visit = (path) => {
    const info = statSync(path, { throwIfNoEntry: false })
    if (!info) return
    if (info.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name))
    else hash.update(`${path} ${info.size} ${info.mtimeMs}\n`)
  }
  for (const name of builtFrom) visit(join(root, name))
  return hash.digest('hex')
}

function build(node) {
  if (!buildIsStale()) return
  say('Building …')
  const fingerprint = sourcesFingerprint()
  const script = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  // Tests set NODE_ENV to `test`, which would put React's development build into the page.
  const env = { ...process.env, NODE_ENV: 'production' }
  const result = spawnSync(node, [script, 'build', '--logLevel', 'error'], {
    cwd: root,
    env,
    encoding: 'utf8',
  })
  if (result.status !== 0) throw new SetupError(`The build failed.\n${lastLines(result)}`)
  writeFileSync(buildStamp, fingerprint)
}

// --- One at a time ------------------------------------------------------------------------------------------------------

/** Two commands in a fresh clone must not install at the same time. A lock whose holder has ended is taken over. */
async function lock() {
  const folder = join(stateFolder, 'setup.lock')
  const holderFile = join(folder, 'pid')
  mkdirSync(stateFolder, { recursive: true })
  for (let told = false; ;) {
    try {
      mkdirSync(folder)
      writeFileSync(holderFile, String(process.pid))
      return () => rmSync(folder, { recursive: true, force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    const holder = Number(readIfThere(holderFile))
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (holder ? !isRunning(holder) : age > 5_000) {
      rmSync(folder, { recursive: true, force: true })
      continue
    }
    if (!told) say('Waiting for another Hookline that is setting this folder up …')
    told = true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

// --- Small parts --------------------------------------------------------------------------------------------------------

function onPath(names) {
  const ending = process.platform === 'win32' ? '.exe' : ''
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return (
    folders
      .flatMap((folder) => names.map((name) => join(folder, name + ending)))
      .find((path) => existsSync(path)) ?? null
  )
}

function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

function attempt(get) {
  try {
    return get()
  } catch {
    return undefined // an optional package that this system doesn't have
  }
}

function lastLines({ stdout, stderr }) {
  return `${stdout ?? ''}${stderr ?? ''}`.trim().split('\n').slice(-15).join('\n')
}

function say(text) {
  process.stderr.write(`${text}\n`)
}
