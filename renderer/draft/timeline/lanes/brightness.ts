import type { Lane } from '../lane.ts'
import { drawCurve, valueAt } from './curve.ts'
import { valueNote } from './spans.ts'

/** Mean brightness as an area, contrast as a line. */
export const brightnessLane: Lane = {
  id: 'brightness',
  label: 'Brightness',
  legend: () => 'Area: mean brightness, black to white. Line: contrast (standard deviation, up to 50 %).',
  heightPx: 24,
  leastHeightPx: 18,
  missing: () => null,
  draw(surface, { curves, measurement }) {
    const { rateHz } = measurement.series
    const common = { rateHz, firstS: 0.5 / rateHz }
    const { brightness, text } = surface.colours
    drawCurve(surface, {
      ...common,
      values: curves.brightness,
      heightOf: (v) => v,
      colour: brightness,
      fill: 0.4,
      line: 1,
    })
    drawCurve(surface, {
      ...common,
      values: curves.contrast,
      heightOf: (v) => v * 2,
      colour: text,
      fill: 0,
      line: 1,
    })
  },
  noteAt: ({ timeS }, { measurement }) => {
    const { rateHz, brightness, contrast } = measurement.series
    const percent = (series: readonly (number | null)[]): string => {
      const value = valueAt(series, rateHz, 0.5 / rateHz, timeS)
      return value === null ? 'not measured' : `${Math.round(value * 100)} %`
    }
    return valueNote(timeS, `Brightness ${percent(brightness)}`, `contrast ${percent(contrast)}`)
  },
  marks: () => [],
}
