import type { Span } from '../../shared/contract/measurement.ts'
import type { DerivedDetector } from '../media/detector.ts'
import { frameDifferences, type FrameDifferences } from './frame-differences.ts'

/** Share of pixels under 24 of 255 that makes a frame black; ffmpeg's blackdetect asks for 0.98 under 25. */
const blackShare = 0.97

/** Stretches of black frames; ends exclusive. */
export const black: DerivedDetector<Span[]> = {
  kind: 'derived',
  id: 'black',
  version: 1,
  from: [frameDifferences],
  derive: (source) => blackSpans(source.get(frameDifferences)),
}

export function blackSpans(facts: FrameDifferences): Span[] {
  const { darkShare, timesS, durationS } = facts
  const spans: Span[] = []
  let startS: number | null = null
  for (let i = 0; i <= darkShare.length; i++) {
    const isBlack = i < darkShare.length && darkShare[i]! >= blackShare
    if (isBlack) startS ??= timesS[i]!
    else if (startS !== null) {
      spans.push({ startS, endS: timesS[i] ?? durationS })
      startS = null
    }
  }
  return spans
}
