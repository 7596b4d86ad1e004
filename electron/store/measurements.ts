import type { Library } from './library.ts'

/** Under which facts are kept: a better detector or another ffmpeg does not discard the rest. */
export interface FactsKey {
  sha256: string
  ffmpegVersion: string
}

export interface MeasurementStore {
  /** Which of the given detectors have facts in the given version. */
  has(key: FactsKey, versions: ReadonlyMap<string, string>): ReadonlySet<string>
  /** Sealed facts of the named detectors, as far as they are there in the given version. */
  load(
    key: FactsKey,
    versions: ReadonlyMap<string, string>,
    detectors: Iterable<string>,
  ): Record<string, Uint8Array>
  /** Under which all given detectors have facts of a content: the newest such key, or null. */
  completeKey(sha256: string, versions: ReadonlyMap<string, string>): FactsKey | null
  /** Lets the facts of a detector be measured again. */
  forget(key: FactsKey, detector: string): void
  /** Keeps facts of several detectors at once, all or none; older versions of theirs are dropped. */
  save(key: FactsKey, versions: ReadonlyMap<string, string>, facts: Record<string, Uint8Array>): void
}

export function measurementStore({ database }: Library): MeasurementStore {
  const list = database.prepare<[string, string], { detector: string; detector_version: string }>(
    'SELECT detector, detector_version FROM measurements WHERE sha256 = ? AND ffmpeg_version = ?',
  )
  const select = database.prepare<[string, string, string, string], { facts: Buffer }>(
    `SELECT facts FROM measurements
     WHERE sha256 = ? AND ffmpeg_version = ? AND detector = ? AND detector_version = ?`,
  )
  const drop = database.prepare(
    'DELETE FROM measurements WHERE sha256 = ? AND ffmpeg_version = ? AND detector = ? AND detector_version <> ?',
  )
  const forget = database.prepare(
    'DELETE FROM measurements WHERE sha256 = ? AND ffmpeg_version = ? AND detector = ?',
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
  return {
    completeKey(sha256, versions) {
      const wanted = JSON.stringify(Object.fromEntries(versions))
      const found = complete.get({ sha256, wanted, count: versions.size })
      return found ? { sha256, ffmpegVersion: found.ffmpegVersion } : null
    },
    has({ sha256, ffmpegVersion }, versions) {
      const rows = list.all(sha256, ffmpegVersion)
      return new Set(
        rows.filter((row) => versions.get(row.detector) === row.detector_version).map((row) => row.detector),
      )
    },
    load({ sha256, ffmpegVersion }, versions, detectors) {
      const facts: Record<string, Uint8Array> = {}
      for (const detector of detectors) {
        const row = select.get(sha256, ffmpegVersion, detector, versions.get(detector) ?? '')
        if (row) facts[detector] = row.facts
      }
      return facts
    },
    forget: ({ sha256, ffmpegVersion }, detector) => void forget.run(sha256, ffmpegVersion, detector),
    save: database.transaction(
      (key: FactsKey, versions: ReadonlyMap<string, string>, facts: Record<string, Uint8Array>) => {
        const now = new Date().toISOString()
        for (const [detector, value] of Object.entries(facts)) {
          const version = versions.get(detector)
          if (version === undefined) throw new Error(`facts of an unknown detector: ${detector}`)
          drop.run(key.sha256, key.ffmpegVersion, detector, version)
          insert.run(key.sha256, detector, version, key.ffmpegVersion, value, now)
        }
      },
    ),
  }
}
