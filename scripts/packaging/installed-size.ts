import { readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

/** What of an installed app belongs to which part, by its path in the app's folder; the first that fits. */
const parts: readonly [string, RegExp][] = [
  ['ffmpeg and ffprobe', /(^|\/)resources\/programs\//i],
  ['ONNX Runtime', /(^|\/)resources\/app\.asar\.unpacked\/node_modules\/onnxruntime-node\//i],
  ['SQLite', /(^|\/)resources\/app\.asar\.unpacked\/node_modules\/better-sqlite3\//i],
  ['Hookline', /(^|\/)resources\/(app\.asar|licences\.txt$|icon|[^/]+\.icns$)|(^|\/)bin\/hookline\.cmd$/i],
]

/**
 * What an unpacked app takes on a disk, part by part, the largest first.
 *
 * @param folder of the app, as it is installed
 */
export function installedSize(folder: string): { part: string; bytes: number }[] {
  const sizes = new Map<string, number>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const name = relative(folder, path).replaceAll('\\', '/')
    const part = parts.find(([, pattern]) => pattern.test(name))?.[0] ?? 'Electron'
    sizes.set(part, (sizes.get(part) ?? 0) + statSync(path).size)
  }
  return [...sizes].map(([part, bytes]) => ({ part, bytes })).toSorted((a, b) => b.bytes - a.bytes)
}

/** The same as lines for a person. */
export function sizeTable(sizes: readonly { part: string; bytes: number }[]): string {
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  return [...sizes, { part: 'in all', bytes: total }]
    .map(({ part, bytes }) => `  ${part.padEnd(20)} ${(bytes / 1e6).toFixed(1).padStart(6)} MB`)
    .join('\n')
}
