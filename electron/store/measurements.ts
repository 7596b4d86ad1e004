import { deserialize, serialize } from 'node:v8'
import type { Library } from './library.ts'

/** Under which facts are kept: a better detector or another ffmpeg does not discard the rest. */
export interface FactsKey {
  sha256: string
  ffmpegVersion: string
}

export interface MeasurementStore {
  /** Facts of the given detectors, by id, as far as they are there in that version. */
  load(key: FactsKey, versions: ReadonlyMap<string, string>): Record<string, unknown>
  /**
   * All facts about a content as far as one ffmpeg measured them in full: the newest such set, or null. Each detector's
   * are read when they are first looked at: some are large and few want all.
   */
  recall(sha256: string, versions: ReadonlyMap<string, string>): Record<string, unknown> | null
  /** Keeps facts of several detectors at once, all or none; older versions of theirs are dropped. */
  save(key: FactsKey, versions: ReadonlyMap<string, string>, facts: Record<string, unknown>): void
}

export function measurementStore({ database }: Library): MeasurementStore {
  const select = database.prepare<
    [string, string],
    { detector: string; detector_version: string; facts: Buffer }
  >('SELECT detector, detector_version, facts FROM measurements WHERE sha256 = ? AND ffmpeg_version = ?')
  const drop = database.prepare(
    'DELETE FROM measurements WHERE sha256 = ? AND ffmpeg_version = ? AND detector = ? AND detector_version <> ?',
  )
  const insert = database.prepare(
    `INSERT OR REPLACE INTO measurements (sha256, detector, detector_version, ffmpeg_version, facts, measured_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  )
  const complete = database.prepare<
    [{ sha256: string; wanted: string; count: number }],
    { ffmpegVersion: string }
  >(
    `SELECT ffmpeg_version AS ffmpegVersion FROM measurements JOIN json_each(@wanted) AS wanted
       ON detector = wanted.key AND detector_version = wanted.value
     WHERE sha256 = @sha256 GROUP BY ffmpeg_version HAVING count(*) = @count
     ORDER BY max(measured_at) DESC LIMIT 1`,
  )
  const selectOne = database.prepare<[string, string, string, string], { facts: Buffer }>(
    `SELECT facts FROM measurements
     WHERE sha256 = ? AND ffmpeg_version = ? AND detector = ? AND detector_version = ?`,
  )

  function lazily(key: FactsKey, versions: ReadonlyMap<string, string>): Record<string, unknown> {
    const facts: Record<string, unknown> = {}
    for (const [detector, version] of versions) {
      const read = (): unknown => {
        const row = selectOne.get(key.sha256, key.ffmpegVersion, detector, version)
        if (!row) throw new Error(`the facts of ${detector} were deleted while they were read`)
        return deserialize(row.facts)
      }
      const get = (): unknown => {
        const value = read()
        Object.defineProperty(facts, detector, { value, enumerable: true })
        return value
      }
      Object.defineProperty(facts, detector, { get, enumerable: true, configurable: true })
    }
    return facts
  }

  return {
    recall(sha256, versions) {
      const wanted = JSON.stringify(Object.fromEntries(versions))
      const found = complete.get({ sha256, wanted, count: versions.size })
      return found ? lazily({ sha256, ffmpegVersion: found.ffmpegVersion }, versions) : null
    },
    load({ sha256, ffmpegVersion }, versions) {
      const rows = select
        .all(sha256, ffmpegVersion)
        .filter((row) => versions.get(row.detector) === row.detector_version)
      // The serialization of v8 is made for storing and reads what older versions wrote; it keeps typed arrays.
      return Object.fromEntries(rows.map((row) => [row.detector, deserialize(row.facts) as unknown]))
    },
    save: database.transaction(
      (key: FactsKey, versions: ReadonlyMap<string, string>, facts: Record<string, unknown>) => {
        const now = new Date().toISOString()
        for (const [detector, value] of Object.entries(facts)) {
          const version = versions.get(detector)
          if (version === undefined) throw new Error(`facts of an unknown detector: ${detector}`)
          drop.run(key.sha256, key.ffmpegVersion, detector, version)
          insert.run(key.sha256, detector, version, key.ffmpegVersion, serialize(value), now)
        }
      },
    ),
  }
}
