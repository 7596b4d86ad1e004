import type { Lane } from '../lane.ts'
import { drawCurve, valueAt } from './curve.ts'
import { valueNote } from './spans.ts'

/** How much moves: all of it as an area, what the camera does as a line. */
export const motionLane: Lane = {
  id: 'motion',
  label: 'Motion',
  legend: ({ fullMotion }) =>
    `Area: camera and subject together. Line: camera alone. Full height: ${fullMotion.toFixed(2)} frame diagonals a second.`,
  heightPx: 28,
  leastHeightPx: 18,
  missing: () => null,
  draw(surface, { curves, fullMotion, measurement }) {
    const { rateHz } = measurement.series
    // The square root keeps small movements in sight beside a whip pan.
    const heightOf = (value: number): number => Math.min(1, Math.sqrt(Math.max(0, value) / fullMotion))
    const common = { rateHz, firstS: 0.5 / rateHz, heightOf, colour: surface.colours.motion }
    drawCurve(surface, { ...common, values: curves.motion, fill: 0.4, line: 1 })
    drawCurve(surface, {
      ...common,
      values: curves.cameraMotion,
      colour: surface.colours.text,
      fill: 0,
      line: 1,
    })
  },
  noteAt: ({ timeS }, { measurement }) => {
    const { rateHz, motion, cameraMotion, subjectMotion } = measurement.series
    const at = (series: readonly (number | null)[]): string =>
      valueAt(series, rateHz, 0.5 / rateHz, timeS)?.toFixed(3) ?? 'not measured'
    return valueNote(
      timeS,
      `Motion ${at(motion)}`,
      `camera ${at(cameraMotion)}, subject ${at(subjectMotion)} frame diagonals a second`,
    )
  },
  marks: () => [],
}
