import { basename, dirname, extname } from 'node:path'
import type { DraftOrigin } from '../../../shared/contract/drafts.ts'

/**
 * What exporters, systems and people append to the name of a new version. A bare number is none: it counts episodes and
 * takes as often as versions. Words need a separator before them, so that `tv2` and `semifinal` stay whole.
 */
const versionEndings: readonly RegExp[] = [
  /[\s_.-]+(v|ver|version|rev|revision|r)[\s_.-]?\d+(\.\d+)*$/u,
  /[\s_.-]+(final|fin|copy|kopie|copie|export|exported|render|draft|new|latest)([\s_.-]?\d{1,3})?$/u,
  /\s*[([]\s*(\d{1,4}|final|copy)\s*[)\]]$/u,
  /[\s_.-]+(19|20)\d\d[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])([\s_.tT-]+([01]\d|2[0-3])[-_.:h]?[0-5]\d([-_.:]?[0-5]\d)?)?$/u,
  /[\s_.-]+(0?[1-9]|[12]\d|3[01])[-_.](0?[1-9]|1[0-2])[-_.](19|20)\d\d$/u,
]
const trailingSeparators = /[\s_.-]+$/u

/**
 * The name that all exports of a film share: the file's name without its extension and without the endings that tell
 * versions apart (`_v2`, ` - final`, ` (3)`, a date), in lower case. What would leave nothing is kept.
 */
export function exportName(fileName: string): string {
  // Capitals first: some small letters are one only by their capital.
  let name = withoutExtension(fileName).toUpperCase().toLowerCase().normalize('NFC').trim()
  for (;;) {
    const shorter = shortened(name)
    if (shorter === name) return name
    name = shorter
  }
}

function shortened(name: string): string {
  for (const ending of [trailingSeparators, ...versionEndings]) {
    const rest = name.replace(ending, '')
    if (rest !== name && /[\p{L}\p{N}]/u.test(rest)) return rest
  }
  return name
}

/** Only what looks like the ending of a media file: `cut v1.2` has none. */
function withoutExtension(fileName: string): string {
  const extension = extname(fileName)
  if (!/^\.[a-z0-9]{2,4}$/i.test(extension) || !/[a-z]/i.test(extension)) return fileName
  return basename(fileName, extension).trim() === '' ? fileName : basename(fileName, extension)
}

/**
 * What exports of the same film have in common: their folder and export name. What a browser sends has no folder, so
 * uploads are known by their name alone.
 */
export function exportKey(path: string, origin: DraftOrigin): string {
  const name = exportName(basename(path))
  return origin === 'upload' ? `upload\n${name}` : `${dirname(path)}\n${name}`
}
