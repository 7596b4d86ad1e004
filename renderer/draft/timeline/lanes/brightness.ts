import type { DrawnCurve } from '../drawn-curves.ts'
import type { Lane } from '../lane.ts'
import { drawCurve, middleOfStepS, valueAt } from './curve.ts'
import { valueNote } from './spans.ts'

/** Mean brightness as an area, contrast as a line. */
export const brightnessLane: Lane = {
  id: 'brightness',
  label: 'Brightness',
  legend: () => 'Area: mean brightness, black to white. Line: contrast (standard deviation, up to 50 %).',
  heightPx: 24,
  leastHeightPx: 18,
  missing: () => null,
  draw(surface, { curves }) {
    if (!curves) return
    const { brightness, contrast } = curves
    const { colours } = surface
    drawCurve(surface, {
      of: brightness,
      firstS: middleOfStepS(brightness),
      heightOf: (v) => v,
      colour: colours.brightness,
      fill: 0.4,
      line: 1,
    })
    drawCurve(surface, {
      of: contrast,
      firstS: middleOfStepS(contrast),
      heightOf: (v) => v * 2,
      colour: colours.text,
      fill: 0,
      line: 1,
    })
  },
  noteAt({ timeS }, { curves }) {
    if (!curves) return null
    const percent = (curve: DrawnCurve): string => {
      const value = valueAt(curve, middleOfStepS(curve), timeS)
      return value === null ? 'not measured' : `${Math.round(value * 100)} %`
    }
    const { brightness, contrast } = curves
    return valueNote(timeS, `Brightness ${percent(brightness)}`, `contrast ${percent(contrast)}`)
  },
  marks: () => [],
}
