import type { DrawnCurve } from '../drawn-curves.ts'
import type { Lane } from '../lane.ts'
import { drawCurve, middleOfStepS, valueAt } from './curve.ts'
import { valueNote } from './spans.ts'

/** How much moves: all of it as an area, what the camera does as a line. */
export const motionLane: Lane = {
  id: 'motion',
  label: 'Motion',
  legend: ({ curves }) =>
    `Area: camera and subject together. Line: camera alone.${curves ? ` Full height: ${Math.round(curves.fullMotion * 100)} % of the picture’s diagonal a second.` : ''}`,
  heightPx: 28,
  leastHeightPx: 18,
  missing: () => null,
  draw(surface, { curves }) {
    if (!curves) return
    const { motion, cameraMotion, fullMotion } = curves
    // The square root keeps small movements in sight beside a whip pan.
    const heightOf = (value: number): number => Math.min(1, Math.sqrt(Math.max(0, value) / fullMotion))
    const common = { firstS: middleOfStepS(motion), heightOf }
    drawCurve(surface, { ...common, of: motion, colour: surface.colours.motion, fill: 0.4, line: 1 })
    drawCurve(surface, { ...common, of: cameraMotion, colour: surface.colours.text, fill: 0, line: 1 })
  },
  noteAt({ timeS }, { curves }) {
    if (!curves) return null
    const at = (curve: DrawnCurve): string => {
      const value = valueAt(curve, middleOfStepS(curve), timeS)
      return value === null ? 'not measured' : `${(value * 100).toFixed(1)} %`
    }
    const { motion, cameraMotion, subjectMotion } = curves
    return valueNote(
      timeS,
      `Motion ${at(motion)}`,
      `camera ${at(cameraMotion)}, subject ${at(subjectMotion)}, of the picture’s diagonal a second`,
    )
  },
  marks: () => [],
}
