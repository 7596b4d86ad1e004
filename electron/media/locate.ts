import { execFile } from 'node:child_process'
import { accessSync, constants, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { HooklineError } from '../../shared/contract/errors.ts'

/** Where the ffmpeg and ffprobe in use are. */
export interface FfmpegPaths {
  ffmpegPath: string
  ffprobePath: string
}

/** The ffmpeg and ffprobe in use. `version` is part of the key under which measurements are stored. */
export interface FfmpegPrograms extends FfmpegPaths {
  version: string
}

const oldestMajor = 5
const run = promisify(execFile)

/**
 * Finds ffmpeg and ffprobe, and asks whether ffmpeg runs and is new enough.
 *
 * @param cacheFile where the version of a program is remembered by its path, size and time, so that it need not be
 *   started to be asked; null remembers nothing
 * @param chosen as in `findFfmpeg`
 * @throws HooklineError `ffmpeg_missing` when one isn't there, doesn't run or is older than 5.0
 */
export async function locateFfmpeg(
  cacheFile: string | null = null,
  chosen: string | null = null,
): Promise<FfmpegPrograms> {
  const paths = findFfmpeg(chosen)
  return { ...paths, version: await rememberedVersion(paths.ffmpegPath, cacheFile) }
}

/**
 * Finds ffmpeg (FFMPEG_PATH, then the installed app's own, the package ffmpeg-static, the PATH) and ffprobe
 * (FFPROBE_PATH, beside ffmpeg, the package @ffprobe-installer/ffprobe, the PATH), without starting either.
 *
 * @param chosen the ffmpeg that a person chose: it is taken, or there is none
 * @throws HooklineError `ffmpeg_missing` when one isn't there
 */
export function findFfmpeg(chosen: string | null): FfmpegPaths {
  const ffmpegPath = firstExecutable(
    chosen === null
      ? [process.env.FFMPEG_PATH, installedFfmpeg(), packagedFfmpeg(), ...onPath('ffmpeg')]
      : [chosen],
  )
  if (!ffmpegPath) throw chosen === null ? missing('ffmpeg') : notThere(chosen)
  const ffprobePath = firstExecutable([
    process.env.FFPROBE_PATH,
    ffmpegPath.replace(/ffmpeg(\.exe)?$/, 'ffprobe$1'),
    packagedFfprobe(),
    ...onPath('ffprobe'),
  ])
  if (!ffprobePath || ffprobePath === ffmpegPath) throw missing('ffprobe')
  return { ffmpegPath, ffprobePath }
}

async function rememberedVersion(path: string, cacheFile: string | null): Promise<string> {
  const { size, mtimeMs } = statSync(path)
  const identity = `${path} ${size} ${mtimeMs}`
  const known = cacheFile ? readCache(cacheFile) : null
  if (known?.identity === identity) return known.version
  const version = await askVersion(path)
  if (cacheFile) writeCache(cacheFile, { identity, version })
  return version
}

async function askVersion(path: string): Promise<string> {
  const output = await run(path, ['-hide_banner', '-version'], { timeout: 10_000, windowsHide: true }).catch(
    (cause: unknown) => {
      throw new HooklineError('ffmpeg_missing', `ffmpeg was found at ${path} but does not run.`, remedy, {
        cause,
      })
    },
  )
  const version = /^ffmpeg version (\S+)/.exec(output.stdout)?.[1]
  if (!version) throw new HooklineError('ffmpeg_missing', `The program at ${path} is not ffmpeg.`, remedy)
  // Builds from a repository's head call themselves N-12345: they are newer than any release number tells.
  const major = /^n?(\d+)\./.exec(version)?.[1]
  if (major && Number(major) < oldestMajor) {
    throw new HooklineError(
      'ffmpeg_missing',
      `ffmpeg ${version} is too old: Hookline needs ${oldestMajor}.1 or newer.`,
      remedy,
    )
  }
  return version
}

const remedy = 'Install ffmpeg 5.1 or newer, or set FFMPEG_PATH (and FFPROBE_PATH) to one.'

function missing(program: string): HooklineError {
  return new HooklineError('ffmpeg_missing', `${program} was not found.`, remedy)
}

function notThere(chosen: string): HooklineError {
  return new HooklineError(
    'ffmpeg_missing',
    `There is no program ${chosen}, which was chosen as ffmpeg in the settings.`,
    'Choose another one, or none to let Hookline look for it.',
  )
}

/** The installed app has both programs in one folder beside its archive; elsewhere there is no such folder. */
function installedFfmpeg(): string | undefined {
  const { resourcesPath } = process as { resourcesPath?: string }
  return resourcesPath && join(resourcesPath, 'programs', fileNameOf('ffmpeg'))
}

function packagedFfmpeg(): string | undefined {
  return fromPackage('ffmpeg-static', (exported) => (typeof exported === 'string' ? exported : undefined))
}

function packagedFfprobe(): string | undefined {
  return fromPackage('@ffprobe-installer/ffprobe', (exported) => (exported as { path?: string }).path)
}

/** A package that is not installed on this system is not there: that is a normal answer, not a failure. */
function fromPackage(name: string, pick: (exported: unknown) => string | undefined): string | undefined {
  try {
    return pick(createRequire(import.meta.url)(name))
  } catch {
    return undefined
  }
}

function onPath(program: string): string[] {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, fileNameOf(program)))
}

function fileNameOf(program: string): string {
  return process.platform === 'win32' ? `${program}.exe` : program
}

function firstExecutable(candidates: readonly (string | undefined)[]): string | undefined {
  return candidates.find((path): path is string => {
    if (!path) return false
    try {
      accessSync(path, constants.X_OK)
      return statSync(path).isFile()
    } catch {
      return false
    }
  })
}

interface CachedVersion {
  identity: string
  version: string
}

function readCache(file: string): CachedVersion | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as CachedVersion
  } catch {
    return null // not there yet, or half-written by a run that was killed: asked again
  }
}

function writeCache(file: string, entry: CachedVersion): void {
  try {
    writeFileSync(file, JSON.stringify(entry))
  } catch {
    // Only a cache: a folder that can't be written is reported by the library, which needs it.
  }
}
