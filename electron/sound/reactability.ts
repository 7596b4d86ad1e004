import type { Measurement } from '../../shared/contract/measurement.ts'

/**
 * How much of what is heard is somebody speaking, against music alone: who reacts to a video talks about what is said in it.
 * 1: all speech; 0: music only; null where neither is heard.
 */
export function reactability(segments: Measurement['audioSegments']): Measurement['reactability'] {
  const lasting = (wanted: (kind: string) => boolean): number =>
    segments.filter(({ kind }) => wanted(kind)).reduce((sum, { startS, endS }) => sum + endS - startS, 0)
  const speechS = lasting((kind) => kind.includes('speech'))
  const musicOnlyS = lasting((kind) => kind === 'music')
  if (speechS + musicOnlyS === 0) return null
  return { score: speechS / (speechS + musicOnlyS), speechS, musicOnlyS }
}
