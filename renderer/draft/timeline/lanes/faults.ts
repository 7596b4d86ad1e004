import type { MeasurementOutline, SoundFault } from '../../../../shared/contract/measurement.ts'
import type { Lane, LaneNote } from '../lane.ts'
import { markOf, spanAt, visibleSpans, type SpanOfTime } from './spans.ts'

const soundFaultLabels: Readonly<Record<SoundFault['kind'], string>> = {
  clipping: 'Clipping',
  'silent-channel': 'One channel is silent',
  'inverted-phase': 'Channels cancel in mono',
  'dc-offset': 'DC offset',
}

interface Fault extends LaneNote {
  kind: 'black' | 'frozen' | 'flash' | 'sound'
}

const faultsOfMeasurement = new WeakMap<MeasurementOutline, Fault[]>()

/** Black and frozen picture, flashes, and faults of the sound. */
export const faultsLane: Lane = {
  id: 'faults',
  label: 'Faults',
  legend: () => 'Block: black picture. Hatched: frozen picture. Line: flash. Lower edge: fault of the sound.',
  figure: ({ measurement }) => {
    const { length } = faultsOf(measurement)
    return length > 0 ? String(length) : null
  },
  heightPx: 14,
  leastHeightPx: 12,
  missing: ({ measurement }) => (faultsOf(measurement).length === 0 ? 'None' : null),
  draw(surface, { measurement }) {
    const { ctx, heightPx, colours } = surface
    for (const { span: fault, x, width } of visibleSpans(surface, faultsOf(measurement), 3)) {
      ctx.fillStyle =
        fault.kind === 'black' ? colours.text : fault.kind === 'flash' ? colours.brightness : colours.poor
      if (fault.kind === 'sound') ctx.fillRect(x, heightPx - 5, width, 3)
      else if (fault.kind === 'frozen') {
        for (let at = x; at < x + width; at += 5)
          ctx.fillRect(at, 3, Math.min(2.5, x + width - at), heightPx - 6)
      } else ctx.fillRect(x, 3, width, heightPx - 6)
    }
  },
  noteAt: (place, { measurement }) => spanAt(faultsOf(measurement), place),
  marks: ({ measurement }) => faultsOf(measurement),
}

/** All of them as marks, in the order of their times. */
function faultsOf(measurement: MeasurementOutline): Fault[] {
  const known = faultsOfMeasurement.get(measurement)
  if (known) return known
  const lasting = ({ startS, endS }: SpanOfTime): string => `${(endS - startS).toFixed(1)} s`
  const faults: Fault[] = [
    ...measurement.black.map((span) => ({ ...markOf(span, 'Black', lasting(span)), kind: 'black' as const })),
    ...measurement.frozen.map((span) => ({
      ...markOf(span, 'Frozen picture', lasting(span)),
      kind: 'frozen' as const,
    })),
    ...measurement.flashes.map(({ timeS }) => ({
      ...markOf({ startS: timeS, endS: timeS }, 'Flash'),
      kind: 'flash' as const,
    })),
    ...measurement.soundFaults.map((fault) => ({
      ...markOf(fault, soundFaultLabels[fault.kind], fault.detail),
      kind: 'sound' as const,
    })),
  ].sort((a, b) => a.startS - b.startS)
  faultsOfMeasurement.set(measurement, faults)
  return faults
}
