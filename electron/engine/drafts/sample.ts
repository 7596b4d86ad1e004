import { join } from 'node:path'
import type { Draft } from '../../../shared/contract/drafts.ts'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { AddDrafts } from './add-drafts.ts'

/**
 * Makes a draft of the sample that ships; there is one at most.
 *
 * @param resourcesFolder where resources/ of the project lies
 * @throws HooklineError `file_missing` when the installation is not whole
 */
export async function addSample(adding: AddDrafts, resourcesFolder: string): Promise<Draft> {
  const { drafts, refused } = await adding.add([join(resourcesFolder, 'sample', 'sample.mp4')], 'sample')
  if (refused[0]) throw HooklineError.fromData(refused[0].error)
  return drafts[0]!
}
