import type { EngineConnection } from '../host/engine-connection.ts'

/** Endings that the system opens with Hookline, and that the dialog offers; what is dropped is judged by its content. */
export const videoExtensions = ['mp4', 'mov', 'm4v', 'mkv', 'webm'] as const

/**
 * Makes drafts of files.
 *
 * @returns the screen that shows them, the files that became drafts, and a sentence for each that did not
 */
export async function addFiles(
  engine: Pick<EngineConnection, 'call'>,
  files: readonly string[],
): Promise<{ hash: string; added: string[]; refused: string[] }> {
  const { drafts, refused } = await engine.call('addDrafts', { paths: [...files], origin: 'file' })
  return {
    hash: drafts.length === 1 ? `#/draft/${drafts[0]!.id}` : '#/library',
    added: drafts.map(({ path }) => path),
    refused: refused.map(({ error: { message, hint } }) => (hint ? `${message} ${hint}` : message)),
  }
}
