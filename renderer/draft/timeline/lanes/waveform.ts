import type { Lane } from '../lane.ts'

/** The sound as it swings. wavesurfer.js draws it over this lane (waveform-picture.ts); here is what is said of it. */
export const waveformLane: Lane = {
  id: 'waveform',
  label: 'Waveform',
  legend: () => 'Least and greatest sample of all channels; the draft’s own peak fills the lane.',
  heightPx: 38,
  leastHeightPx: 20,
  missing: ({ measurement }) => (measurement.audio ? null : 'The draft has no sound'),
  draw: () => undefined,
  noteAt: () => null,
  marks: () => [],
}
