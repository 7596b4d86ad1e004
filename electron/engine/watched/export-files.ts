import { extname } from 'node:path'
import type { DraftProbe } from '../../media/probe.ts'

/** Endings under which exports are written, in lower case. */
const exportEndings: ReadonlySet<string> = new Set([
  '.mp4',
  '.m4v',
  '.mov',
  '.mkv',
  '.webm',
  '.avi',
  '.mxf',
  '.ts',
  '.m2ts',
  '.mts',
  '.mpg',
  '.mpeg',
  '.wmv',
  '.flv',
  '.ogv',
  '.3gp',
])
/** Names under which programs write what is not finished. */
const unfinished = /^[.~]|^(tmp|temp)[\s_.-]|[\s_.-](tmp|temp|part|partial|crdownload|download)\.[^.]+$/i

/** Whether a file of a watched folder may be an export, by its name. */
export function isExportName(name: string): boolean {
  return exportEndings.has(extname(name).toLowerCase()) && !unfinished.test(name)
}

/**
 * Whether a file that can be probed is a film and not a part of one: exporters write the bare picture beside the sound
 * before they join them.
 */
export function isFilm({ container }: DraftProbe): boolean {
  return !/^(m4v|h264|hevc|obu|ivf|mpegvideo|yuv4mpegpipe)$/.test(container)
}
