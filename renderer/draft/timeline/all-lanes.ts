import type { Lane } from './lane.ts'
import { beatsLane } from './lanes/beats.ts'
import { brightnessLane } from './lanes/brightness.ts'
import { evidenceLane } from './lanes/evidence.ts'
import { facesLane } from './lanes/faces.ts'
import { faultsLane } from './lanes/faults.ts'
import { loudnessLane } from './lanes/loudness.ts'
import { motionLane } from './lanes/motion.ts'
import { pictureLane } from './lanes/picture.ts'
import { shotsLane } from './lanes/shots.ts'
import { silenceLane } from './lanes/silence.ts'
import { speechLane } from './lanes/speech.ts'
import { textLane } from './lanes/text.ts'
import { transcriptLane } from './lanes/transcript.ts'
import { waveformLane } from './lanes/waveform.ts'

/** All lanes from top to bottom; the number keys show and hide them in this order. */
export const allLanes: readonly Lane[] = [
  evidenceLane,
  pictureLane,
  waveformLane,
  beatsLane,
  shotsLane,
  motionLane,
  brightnessLane,
  loudnessLane,
  speechLane,
  textLane,
  facesLane,
  transcriptLane,
  silenceLane,
  faultsLane,
]

/** The key that shows and hides a lane: 1 to 9 and 0 for the first ten, the same with Shift for those below. */
export function laneKey(lane: Lane): string {
  const place = allLanes.indexOf(lane)
  const digit = String((place + 1) % 10)
  return place < 10 ? digit : `Shift+${digit}`
}
