import type { Library } from './library.ts'
import type { FactsKey } from './measurements.ts'

/** Sealed facts about music tracks; one version of each is kept. */
export interface TrackStore {
  /** Null where they are not there in this version. */
  load(key: FactsKey, version: string): Uint8Array | null
  /** Whether a content is a track that has been measured, in whatever version. */
  has(sha256: string): boolean
  save(key: FactsKey, version: string, facts: Uint8Array): void
  forget(key: FactsKey): void
}

export function trackStore({ database }: Library): TrackStore {
  const select = database.prepare<[string, string, string], { facts: Buffer }>(
    'SELECT facts FROM tracks WHERE sha256 = ? AND ffmpeg_version = ? AND version = ?',
  )
  const insert = database.prepare(
    'INSERT OR REPLACE INTO tracks (sha256, ffmpeg_version, version, facts, measured_at) VALUES (?, ?, ?, ?, ?)',
  )
  const find = database.prepare('SELECT 1 FROM tracks WHERE sha256 = ?')
  const drop = database.prepare('DELETE FROM tracks WHERE sha256 = ? AND ffmpeg_version = ?')
  return {
    load: ({ sha256, ffmpegVersion }, version) => select.get(sha256, ffmpegVersion, version)?.facts ?? null,
    has: (sha256) => find.get(sha256) !== undefined,
    save: ({ sha256, ffmpegVersion }, version, facts) =>
      void insert.run(sha256, ffmpegVersion, version, facts, new Date().toISOString()),
    forget: ({ sha256, ffmpegVersion }) => void drop.run(sha256, ffmpegVersion),
  }
}
