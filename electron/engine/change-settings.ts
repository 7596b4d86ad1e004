import { access, constants, stat } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import { HooklineError } from '../../shared/contract/errors.ts'
import { scorePartIds } from '../../shared/contract/score.ts'
import { settingsSchema, type Settings, type SettingsPatch } from '../../shared/contract/settings.ts'
import { locateFfmpeg } from '../media/locate.ts'
import { beforeSilence } from '../media/silence.ts'
import { withWeights } from '../scoring/weights.ts'
import { allChecks } from '../scoring/all-checks.ts'
import type { SettingsStore } from '../store/settings.ts'

/**
 * Keeps what a person set, after a look at whether it can work.
 *
 * @returns how the settings stand now
 * @throws HooklineError `usage` (a check that isn't there, nothing that counts), `file_missing`, `not_a_file`,
 *   `file_unreadable` (a folder to watch), `ffmpeg_missing`
 */
export async function changeSettings(patch: SettingsPatch, store: SettingsStore): Promise<Settings> {
  const before = store.get()
  const wanted = settingsSchema.parse({ ...before, ...patch })
  refuseWeights(wanted)
  const known = new Set(before.watchedFolders)
  for (const folder of wanted.watchedFolders) if (!known.has(folder)) await refuseFolder(folder)
  if (patch.ffmpegPath != null) await locateFfmpeg(null, patch.ffmpegPath)
  store.set({
    ...patch,
    ...(patch.watchedFolders && { watchedFolders: [...new Set(patch.watchedFolders)] }),
  })
  return store.get()
}

function refuseWeights({ platform, partWeights, checkWeights }: Settings): void {
  const unknown = Object.keys(checkWeights).find((id) => !allChecks.some((check) => check.id === id))
  if (unknown !== undefined) {
    throw new HooklineError('usage', `There is no check ${unknown}.`, 'The ids are in `score --json`.')
  }
  const { rubric } = withWeights(platform, { partWeights, checkWeights })
  if (scorePartIds.every((part) => rubric.parts[part].weight === 0)) {
    throw new HooklineError(
      'usage',
      'One of hook, content and call to action has to count.',
      'Give one of them a weight above 0.',
    )
  }
}

async function refuseFolder(folder: string): Promise<void> {
  if (!isAbsolute(folder)) {
    throw new HooklineError(
      'usage',
      `${folder} is no full path.`,
      'Give the folder from the root of its drive.',
    )
  }
  let isFolder: boolean
  try {
    isFolder = (await beforeSilence(() => stat(folder))).isDirectory()
    if (isFolder) await access(folder, constants.R_OK | constants.X_OK)
  } catch (thrown) {
    if (thrown instanceof HooklineError) throw thrown
    const isThere = (thrown as NodeJS.ErrnoException).code === 'EACCES'
    throw isThere
      ? new HooklineError(
          'file_unreadable',
          `The folder ${folder} may not be read.`,
          'Check its permissions.',
        )
      : new HooklineError(
          'file_missing',
          `There is no folder ${folder}.`,
          'Check the name, or make the folder.',
        )
  }
  if (!isFolder) {
    throw new HooklineError(
      'not_a_file',
      `${folder} is a file, not a folder.`,
      'Give the folder of the exports.',
    )
  }
}
