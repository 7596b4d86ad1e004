/**
 * Builds the ffmpeg and ffprobe that installers carry, from pinned sources: they can do what Hookline asks of them and
 * nothing else. That is a fifth of the usual builds, and leaves a hostile file fewer parts to reach.
 *
 *     node scripts/packaging/build-programs.ts --target win32-x64 --out FOLDER [--sources FOLDER]
 *
 * Needs a C compiler, make, meson, ninja, nasm and pkg-config. Programs for Windows are built on Linux, with MinGW-w64.
 * `--sources` names a folder where downloads are kept, and taken from when they are there.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { basename, isAbsolute, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readableFormats } from '../../electron/media/confinement.ts'
import { ffmpegArguments } from './ffmpeg-arguments.ts'
import { fetchSource, type ProgramSource } from './program-sources.ts'

const targets = ['linux-x64', 'darwin-arm64', 'darwin-x64', 'win32-x64'] as const

const { values } = parseArgs({
  options: { target: { type: 'string' }, out: { type: 'string' }, sources: { type: 'string' } },
})
const target = targets.find((each) => each === values.target)
if (!target || values.out === undefined) {
  throw new Error(`Give --out FOLDER and --target, one of ${targets.join(', ')}.`)
}
const forWindows = target === 'win32-x64'
if (target !== `${process.platform}-${process.arch}` && !(forWindows && process.platform === 'linux')) {
  throw new Error(`Programs for ${target} can't be built on ${process.platform}-${process.arch}.`)
}
const out = resolve(values.out)
const work = mkdtempSync(join(tmpdir(), 'hookline-programs-'))
const prefix = join(work, 'built')
const crossPrefix = 'x86_64-w64-mingw32-'
const environment: NodeJS.ProcessEnv = {
  ...process.env,
  MACOSX_DEPLOYMENT_TARGET: '12.0',
  // Only what was built here, never a library of this machine that another would lack.
  PKG_CONFIG_LIBDIR: join(prefix, 'lib', 'pkgconfig'),
}

try {
  buildDav1d(await unpacked('dav1d'))
  buildX264(await unpacked('x264'))
  buildFfmpeg(await unpacked('ffmpeg'))
} finally {
  rmSync(work, { recursive: true, force: true })
}

function run(program: string, args: readonly string[], folder: string): void {
  execFileSync(program, args, { cwd: folder, env: environment, stdio: ['ignore', 'ignore', 'inherit'] })
}

function make(folder: string, ...args: string[]): void {
  run('make', [`-j${availableParallelism()}`, ...args], folder)
}

/** @returns the folder of the unpacked source */
async function unpacked(source: ProgramSource): Promise<string> {
  const kept = values.sources === undefined ? work : resolve(values.sources)
  const archive = await fetchSource(source, kept)
  const folder = join(work, source)
  mkdirSync(folder)
  run('tar', ['-xf', archive, '-C', folder, '--strip-components=1'], work)
  return folder
}

/** The decoder of AV1. */
function buildDav1d(folder: string): void {
  const cross = join('package', 'crossfiles', 'x86_64-w64-mingw32.meson')
  const options = [
    ...['--buildtype=release', '--default-library=static', `--prefix=${prefix}`, '--libdir=lib'],
    ...['-Denable_tools=false', '-Denable_tests=false', ...(forWindows ? ['--cross-file', cross] : [])],
  ]
  run('meson', ['setup', 'build', ...options], folder)
  run('ninja', ['-C', 'build', 'install'], folder)
}

/** The encoder of the small copies for playing. */
function buildX264(folder: string): void {
  const options = [
    ...[`--prefix=${prefix}`, '--enable-static', '--enable-pic', '--bit-depth=8', '--disable-cli'],
    ...['--disable-opencl', '--disable-avs', '--disable-swscale', '--disable-lavf'],
    ...(forWindows ? ['--host=x86_64-w64-mingw32', `--cross-prefix=${crossPrefix}`] : []),
  ]
  run('./configure', options, folder)
  make(folder, 'install')
}

function buildFfmpeg(folder: string): void {
  if (forWindows) {
    // Before the import library that lies beside it elsewhere: nothing may need a zlib of the machine.
    const zlib = execFileSync(`${crossPrefix}gcc`, ['-print-file-name=libz.a'], { encoding: 'utf8' }).trim()
    if (!isAbsolute(zlib)) throw new Error('MinGW-w64 has no zlib here (libz-mingw-w64-dev).')
    copyFileSync(zlib, join(prefix, 'lib', 'libz.a'))
  }
  run('./configure', ffmpegArguments({ target: target!, prefix, crossPrefix }), folder)
  make(folder, 'install')
  mkdirSync(out, { recursive: true })
  for (const path of [
    ...filesOf('bin', /^ff(mpeg|probe)|\.dll$/),
    ...filesOf('lib', /^lib\w+\.\d+\.dylib$/),
  ]) {
    copyFileSync(path, join(out, basename(path)))
    console.log(`${basename(path)}: ${(statSync(path).size / 1e6).toFixed(1)} MB`)
  }
  if (!forWindows) refuseUnable(join(out, 'ffmpeg'))
}

/** `configure` only warns of a name that it doesn't know. */
function refuseUnable(ffmpeg: string): void {
  const list = execFileSync(ffmpeg, ['-hide_banner', '-demuxers'], { encoding: 'utf8' })
  const known = new Set(list.split('\n').map((line) => line.trim().split(/\s+/)[1]))
  const lacking = readableFormats.filter((format) => !known.has(format))
  if (lacking.length > 0) throw new Error(`This ffmpeg can't read ${lacking.join('; ')}.`)
}

function filesOf(folder: string, wanted: RegExp): string[] {
  const path = join(prefix, folder)
  return readdirSync(path)
    .filter((name) => wanted.test(name))
    .map((name) => join(path, name))
}
