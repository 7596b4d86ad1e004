import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from '../setup.mjs'

/** Where ffmpeg and ffprobe wait to be packed. */
export const stagedPrograms = join(root, 'out', 'packaging', 'programs')

/**
 * Copies ffmpeg and ffprobe to where electron-builder takes them: from the packages, or those that
 * HOOKLINE_PACKAGE_FFMPEG and HOOKLINE_PACKAGE_FFPROBE name.
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
  const ffprobePackage = fromPackage('@ffprobe-installer/ffprobe') as { path?: string } | null
  const ffmpeg = stage('ffmpeg', process.env.HOOKLINE_PACKAGE_FFMPEG ?? fromPackage('ffmpeg-static'))
  const ffprobe = stage('ffprobe', process.env.HOOKLINE_PACKAGE_FFPROBE ?? ffprobePackage?.path)
  return (
    'ffmpeg and ffprobe are programs of their own that Hookline starts; no part of them is linked into it.\n' +
    'They are under the GNU General Public License, version 2 or later (https://www.gnu.org/licenses/gpl-2.0.html),\n' +
    'and their source is at https://ffmpeg.org. How they were built:\n\n' +
    [ffmpeg, ffprobe].map(versionOf).join('\n\n')
  )
}

function stage(name: string, source: unknown): string {
  if (typeof source !== 'string' || !existsSync(source)) {
    throw new Error(
      `There is no ${name} to pack. Run \`npm rebuild ffmpeg-static\` with a connection to the internet, or set ` +
        `HOOKLINE_PACKAGE_${name.toUpperCase()} to a ${name} of the target system.`,
    )
  }
  const path = join(stagedPrograms, process.platform === 'win32' ? `${name}.exe` : name)
  copyFileSync(source, path)
  chmodSync(path, 0o755)
  return path
}

function versionOf(program: string): string {
  return execFileSync(program, ['-hide_banner', '-version'], { encoding: 'utf8' }).trim()
}
