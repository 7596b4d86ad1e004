import type { Detector } from '../media/detector.ts'

/** Every detector, those that others build on first. */
export const detectors: readonly Detector[] = []

/** The version under which a detector's facts are kept: its own and those of all it builds on. */
export function versionOf(detector: Detector): string {
  const below = detector.kind === 'derived' ? detector.from.map((d) => `${d.id}@${versionOf(d)}`) : []
  return below.length > 0 ? `${detector.version}(${below.join(',')})` : String(detector.version)
}
