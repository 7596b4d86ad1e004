import type { Measurement } from '../../shared/contract/measurement.ts'

/** Measurements that were looked at last, so that scoring them anew again and again reads nothing. */
export interface RecentMeasurements {
  get(sha256: string): Measurement | null
  keep(measurement: Measurement): void
  forget(sha256: string): void
  clear(): void
}

/** Seconds of draft that are kept: about 40 MB. */
const mostS = 4 * 3600

export function recentMeasurements(): RecentMeasurements {
  const kept = new Map<string, Measurement>()
  let keptS = 0

  function forget(sha256: string): void {
    keptS -= kept.get(sha256)?.video.durationS ?? 0
    kept.delete(sha256)
  }

  return {
    get: (sha256) => kept.get(sha256) ?? null,
    keep(measurement) {
      const { sha256 } = measurement.file
      forget(sha256)
      kept.set(sha256, measurement)
      keptS += measurement.video.durationS
      for (const oldest of kept.keys()) {
        if (keptS <= mostS || oldest === sha256) break
        forget(oldest)
      }
    },
    forget,
    clear() {
      kept.clear()
      keptS = 0
    },
  }
}
