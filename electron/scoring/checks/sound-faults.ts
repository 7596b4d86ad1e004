import type { SoundFault } from '../../../shared/contract/measurement.ts'
import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { clampFraction } from '../ramps.ts'
import { clock } from '../wording.ts'

const remedy: Record<SoundFault['kind'], (where: string) => string> = {
  clipping: (where) => `Lower the clipped source by 3 dB before the limiter, or replace it, at ${where}.`,
  'silent-channel': (where) =>
    `Pan the sound to the centre or make it mono: one side carries nothing at ${where}.`,
  'inverted-phase': (where) =>
    `Invert the phase of one channel: the sides cancel each other on a phone's one speaker at ${where}.`,
  'dc-offset': (where) => `Put a high-pass filter at 20 Hz on the mix: it has a DC offset at ${where}.`,
}

export const soundFaults = defineCheck({
  id: 'sound-faults',
  part: 'content',
  label: 'Sound without faults',
  thresholds: ['clippingShare', 'silentChannelShare', 'invertedPhaseShare', 'dcOffsetShare'],
  judge({ measurement, sound, durationS }, t) {
    if (!sound || durationS === 0) return { notJudged: reason.noSound }
    const worstShare: Record<SoundFault['kind'], number> = {
      clipping: t.clippingShare,
      'silent-channel': t.silentChannelShare,
      'inverted-phase': t.invertedPhaseShare,
      'dc-offset': t.dcOffsetShare,
    }
    const found = measurement.soundFaults
      .map((fault) => ({
        ...fault,
        startS: Math.max(0, fault.startS),
        endS: Math.min(durationS, fault.endS),
      }))
      .filter((fault) => fault.endS > fault.startS)
      .map((fault) => ({
        fault,
        harm: clampFraction((fault.endS - fault.startS) / durationS / worstShare[fault.kind]),
      }))
    const worst = found.reduce<(typeof found)[number] | null>((a, b) => (a && a.harm >= b.harm ? a : b), null)
    return {
      grade: found.reduce((grade, { harm }) => grade * (1 - harm), 1),
      evidence: worst
        ? found.slice(0, 20).map(({ fault }) => at(fault, fault.detail))
        : [at({ startS: 0, endS: durationS }, 'No clipping, no channel fault')],
      fix: worst
        ? remedy[worst.fault.kind](`${clock(worst.fault.startS)}–${clock(worst.fault.endS)}`)
        : 'Repair the sound.',
    }
  },
})
