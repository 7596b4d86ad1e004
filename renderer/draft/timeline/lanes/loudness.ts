import type { DrawnCurve } from '../drawn-curves.ts'
import type { Lane } from '../lane.ts'
import { drawConvention, drawCurve, valueAt } from './curve.ts'
import { valueNote } from './spans.ts'

/** What is commonly mastered for; no platform publishes a target. */
const conventionLufs = -14
const [lowestLufs, highestLufs] = [-50, 0]
const heightOf = (lufs: number): number =>
  Math.max(0, Math.min(1, (lufs - lowestLufs) / (highestLufs - lowestLufs)))

/** Momentary loudness as an area, short-term as a line, and the level that is commonly mastered for. */
export const loudnessLane: Lane = {
  id: 'loudness',
  label: 'Loudness',
  legend: () =>
    'Area: momentary (0.4 s). Line: short-term (3 s). From −50 to 0 LUFS; −14 LUFS is a convention, not a platform’s rule. Beside the name: whole draft and true peak.',
  figure: ({ measurement: { loudness } }) =>
    loudness?.integratedLufs == null
      ? null
      : `${level(loudness.integratedLufs)} LUFS · ${level(loudness.truePeakDbtp)} dBTP`,
  heightPx: 38,
  leastHeightPx: 24,
  missing: ({ measurement }) => (measurement.loudness ? null : 'The draft has no sound'),
  draw(surface, { curves }) {
    if (curves) {
      const { momentaryLufs, shortTermLufs } = curves
      const common = { firstS: endOfStepS(momentaryLufs), heightOf, colour: surface.colours.loudness }
      drawCurve(surface, { ...common, of: momentaryLufs, fill: 0.35, line: 0 })
      drawCurve(surface, { ...common, of: shortTermLufs, fill: 0, line: 1.5 })
    }
    drawConvention(surface, heightOf(conventionLufs), '−14 LUFS')
  },
  noteAt({ timeS }, { curves, measurement: { loudness } }) {
    if (!loudness || !curves) return null
    const at = (curve: DrawnCurve): string => level(valueAt(curve, endOfStepS(curve), timeS))
    const { momentaryLufs, shortTermLufs } = curves
    return valueNote(
      timeS,
      `Loudness ${at(momentaryLufs)} LUFS`,
      `short-term ${at(shortTermLufs)} LUFS; whole draft ${level(loudness.integratedLufs)} LUFS, true peak ${level(loudness.truePeakDbtp)} dBTP`,
    )
  },
  marks: () => [],
}

/** A value belongs to the window that ends at its time. */
function endOfStepS({ rateHz }: DrawnCurve): number {
  return 1 / rateHz
}

function level(value: number | null): string {
  return value === null ? '–' : value.toFixed(1).replace('-', '−')
}
