import { readFile } from 'node:fs/promises'
import { parseDetails } from '../../shared/contract/details.ts'
import { HooklineError } from '../../shared/contract/errors.ts'
import type { DraftDetails } from '../../shared/contract/score.ts'
import { beforeSilence } from '../media/silence.ts'

/**
 * The details that lie beside a draft as FILE.hookline.json; null where there are none.
 *
 * @throws HooklineError `usage` when the file is there but isn't what it should be: silence would score without them
 */
export async function sidecarDetails(path: string): Promise<DraftDetails | null> {
  const sidecar = `${path}.hookline.json`
  let text: string
  try {
    text = await beforeSilence(() => readFile(sidecar, 'utf8'))
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null
    if (thrown instanceof HooklineError) throw thrown
    throw new HooklineError(
      'usage',
      `The details in ${sidecar} could not be read.`,
      'Check its permissions.',
      { cause: thrown },
    )
  }
  return parseDetails(text, sidecar)
}
