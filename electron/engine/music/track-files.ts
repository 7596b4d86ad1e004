import { readdir } from 'node:fs/promises'
import { extname, isAbsolute, join } from 'node:path'
import { HooklineError } from '../../../shared/contract/errors.ts'
import { fileError } from '../../media/file-error.ts'
import { beforeSilence } from '../../media/silence.ts'

const soundEndings: ReadonlySet<string> = new Set([
  '.mp3',
  '.m4a',
  '.aac',
  '.wav',
  '.w64',
  '.flac',
  '.ogg',
  '.oga',
  '.opus',
  '.aif',
  '.aiff',
  '.aifc',
  '.caf',
])
const mostTracks = 500

/**
 * The sound files of a folder and of those within it, by name.
 *
 * @throws HooklineError `usage` for what is no folder or holds too many, `file_missing`, `file_unreadable`, `timed_out`
 */
export async function trackFiles(folder: string): Promise<string[]> {
  if (!isAbsolute(folder)) {
    throw new HooklineError('usage', `“${folder}” is no full path.`, 'Give the full path of the folder.')
  }
  const entries = await beforeSilence(() => readdir(folder, { recursive: true, withFileTypes: true })).catch(
    (thrown: unknown) => {
      const { code } = thrown as NodeJS.ErrnoException
      if (code === 'ENOENT')
        throw new HooklineError('file_missing', `There is no folder ${folder}.`, 'Check its path.')
      if (code === 'ENOTDIR')
        throw new HooklineError('usage', `${folder} is no folder.`, 'Give the folder that holds the music.')
      throw fileError(thrown, folder)
    },
  )
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .filter(({ name }) => soundEndings.has(extname(name).toLowerCase()))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
  if (paths.length > mostTracks) {
    throw new HooklineError(
      'usage',
      `${folder} holds ${paths.length} tracks; ${mostTracks} are ranked at a time.`,
      'Choose a folder within it.',
    )
  }
  return paths
}
