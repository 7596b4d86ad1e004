import { stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { HooklineError } from '../../../shared/contract/errors.ts'
import { fileError } from '../../media/file-error.ts'
import { beforeSilence } from '../../media/silence.ts'
import type { StoredDraft } from '../../store/drafts.ts'

/** The files of drafts themselves, as long as they are what was added. */
export interface Sources {
  /** @throws HooklineError `draft_unknown`, `file_missing`, `file_unreadable`, `file_changed`, `timed_out` */
  whole(id: string): Promise<{ path: string; mediaType: string }>
}

export function createSources({ draft }: { draft: (id: string) => StoredDraft }): Sources {
  return {
    async whole(id) {
      const { path, sizeBytes, modifiedNs } = draft(id)
      const info = await beforeSilence(() => stat(path, { bigint: true })).catch((thrown: unknown) => {
        throw fileError(thrown, path)
      })
      if (Number(info.size) !== sizeBytes || String(info.mtimeNs) !== modifiedNs) {
        throw new HooklineError(
          'file_changed',
          'The file is another one than was measured.',
          'Add it again: it becomes a draft of its own.',
        )
      }
      return { path, mediaType: mediaTypeOf(path) }
    },
  }
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.mov': 'video/quicktime',
  '.webm': 'video/webm',
  '.mkv': 'video/x-matroska',
  '.avi': 'video/x-msvideo',
  '.ts': 'video/mp2t',
  '.mts': 'video/mp2t',
  '.mxf': 'application/mxf',
}

function mediaTypeOf(path: string): string {
  return mediaTypes[extname(path).toLowerCase()] ?? 'application/octet-stream'
}
