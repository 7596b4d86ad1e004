import type { Lane } from './lane.ts'
import { brightnessLane } from './lanes/brightness.ts'
import { evidenceLane } from './lanes/evidence.ts'
import { faultsLane } from './lanes/faults.ts'
import { loudnessLane } from './lanes/loudness.ts'
import { motionLane } from './lanes/motion.ts'
import { pictureLane } from './lanes/picture.ts'
import { shotsLane } from './lanes/shots.ts'
import { silenceLane } from './lanes/silence.ts'
import { waveformLane } from './lanes/waveform.ts'

/** All lanes from top to bottom; the number keys show and hide them in this order. */
export const allLanes: readonly Lane[] = [
  evidenceLane,
  pictureLane,
  waveformLane,
  shotsLane,
  motionLane,
  brightnessLane,
  loudnessLane,
  silenceLane,
  faultsLane,
]
