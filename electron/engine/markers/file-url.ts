import { pathToFileURL } from 'node:url'

/**
 * The file: address of an absolute path, percent-encoded, whichever system the path is from: file:///media/a%20b.mp4.
 */
export function fileUrl(path: string): string {
  const windows = /^(?:[A-Za-z]:[\\/]|\\\\)/.test(path)
  return pathToFileURL(path.toWellFormed(), { windows }).href
}
