import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from '../setup.mjs'
import { programSources } from './program-sources.ts'

/** Where ffmpeg and ffprobe wait to be packed. */
export const stagedPrograms = join(root, 'out', 'packaging', 'programs')

/**
 * Copies ffmpeg and ffprobe to where electron-builder takes them: all of the folder that HOOKLINE_PACKAGE_PROGRAMS names
 * (`build-programs.ts` fills one), those that HOOKLINE_PACKAGE_FFMPEG and HOOKLINE_PACKAGE_FFPROBE name, or those of the
 * packages, which are several times as large.
 *
 * @returns what the list of licences says of them
 * @throws Error when one isn't there: a package without them could measure nothing
 */
export function stagePrograms(): string {
  rmSync(stagedPrograms, { recursive: true, force: true })
  mkdirSync(stagedPrograms, { recursive: true })
  const require = createRequire(import.meta.url)
  const fromPackage = (name: string): unknown => {
    try {
      return require(name)
    } catch {
      return null // an optional package that is not installed here: reported below with what helps
    }
  }
  const built = process.env.HOOKLINE_PACKAGE_PROGRAMS
  if (built !== undefined) cpSync(built, stagedPrograms, { recursive: true })
  const inBuilt = (name: string): string | undefined => built && join(built, fileNameOf(name))
  const ffprobePackage = fromPackage('@ffprobe-installer/ffprobe') as { path?: string } | null
  const { HOOKLINE_PACKAGE_FFMPEG, HOOKLINE_PACKAGE_FFPROBE } = process.env
  const programs = [
    stage('ffmpeg', inBuilt('ffmpeg') ?? HOOKLINE_PACKAGE_FFMPEG ?? fromPackage('ffmpeg-static')),
    stage('ffprobe', inBuilt('ffprobe') ?? HOOKLINE_PACKAGE_FFPROBE ?? ffprobePackage?.path),
  ]
  return (
    'ffmpeg and ffprobe are programs of their own that Hookline starts; no part of them is linked into it.\n' +
    'They are under the GNU General Public License, version 2 or later (https://www.gnu.org/licenses/gpl-2.0.html),\n' +
    `and their source is at ${built === undefined ? 'https://ffmpeg.org' : sourcesOfBuilt()}. How they were built:\n\n` +
    programs.map(versionOf).join('\n\n')
  )
}

function sourcesOfBuilt(): string {
  return Object.values(programSources)
    .map(({ name, url }) => `${url} (${name})`)
    .join(', ')
}

function fileNameOf(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name
}

function stage(name: string, source: unknown): string {
  if (typeof source !== 'string' || !existsSync(source)) {
    throw new Error(
      `There is no ${name} to pack. Run \`npm rebuild ffmpeg-static\` with a connection to the internet, or set ` +
        `HOOKLINE_PACKAGE_${name.toUpperCase()} to a ${name} of the target system.`,
    )
  }
  const path = join(stagedPrograms, fileNameOf(name))
  copyFileSync(source, path)
  chmodSync(path, 0o755)
  return path
}

function versionOf(program: string): string {
  return execFileSync(program, ['-hide_banner', '-version'], { encoding: 'utf8' }).trim()
}
