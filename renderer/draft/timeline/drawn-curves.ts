import type { Curve, Curves } from '../../../shared/contract/curves.ts'
import { extremesOf, type Extremes } from './extremes.ts'

export type DrawnCurveId =
  'motion' | 'cameraMotion' | 'subjectMotion' | 'brightness' | 'contrast' | 'momentaryLufs' | 'shortTermLufs'

/** A curve with what it takes to draw it at any zoom. */
export interface DrawnCurve extends Curve {
  extremes: Extremes
}

export interface DrawnCurves extends Readonly<Record<DrawnCurveId, DrawnCurve>> {
  /** Motion is drawn up to here, frame diagonals a second. */
  fullMotion: number
}

/** The aim of the motion checks is always in sight. */
const livelyMotion = 0.12

export function drawnCurves(curves: Curves): DrawnCurves {
  const drawn = (id: DrawnCurveId): DrawnCurve => ({
    ...curves[id],
    extremes: extremesOf(curves[id].values),
  })
  return {
    motion: drawn('motion'),
    cameraMotion: drawn('cameraMotion'),
    subjectMotion: drawn('subjectMotion'),
    brightness: drawn('brightness'),
    contrast: drawn('contrast'),
    momentaryLufs: drawn('momentaryLufs'),
    shortTermLufs: drawn('shortTermLufs'),
    fullMotion: Math.max(2 * livelyMotion, 1.1 * quantile(curves.motion.values, 0.97)),
  }
}

/** 0 where nothing was measured. */
function quantile(values: Float32Array, share: number): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
