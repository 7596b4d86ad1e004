import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

interface PinnedSource {
  /** As the licence list names it. */
  name: string
  url: string
  sha256: string
}

/**
 * What the programs of the installers are built from. ffmpeg and dav1d are their makers' releases, checked against their
 * signatures when they were pinned; x264 makes no releases, and its sources (commit 31e19f9) are Debian's.
 */
export const programSources = {
  ffmpeg: {
    name: 'FFmpeg 5.1.9',
    url: 'https://ffmpeg.org/releases/ffmpeg-5.1.9.tar.xz',
    sha256: 'd9b593bb2ba93d4b50f74177e0cdcd41747e708596367deed0c30348a71dd176',
  },
  x264: {
    name: 'x264 0.164.3108',
    url: 'https://snapshot.debian.org/file/5c7733d7122f3a76d88235c635e2ddd8233643a0',
    sha256: '41606cb8e788a7f8c4514290646d4ba5c7bc68d9e1ccd1a73f446a90546913eb',
  },
  dav1d: {
    name: 'dav1d 1.5.1',
    url: 'https://downloads.videolan.org/pub/videolan/dav1d/1.5.1/dav1d-1.5.1.tar.xz',
    sha256: '401813f1f89fa8fd4295805aa5284d9aed9bc7fc1fdbe554af4292f64cbabe21',
  },
} as const satisfies Record<string, PinnedSource>
export type ProgramSource = keyof typeof programSources

/**
 * Fetches a source, unless the folder has it.
 *
 * @returns the path of its archive, whose content is what was pinned
 * @throws Error when it can't be had or is another
 */
export async function fetchSource(source: ProgramSource, folder: string): Promise<string> {
  const { url, sha256 } = programSources[source]
  const path = join(folder, basename(url))
  if (!existsSync(path)) {
    const answer = await fetch(url)
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`)
    writeFileSync(path, new Uint8Array(await answer.arrayBuffer()))
  }
  const found = createHash('sha256').update(readFileSync(path)).digest('hex')
  if (found !== sha256) throw new Error(`${path} has the checksum ${found} instead of ${sha256}.`)
  return path
}
