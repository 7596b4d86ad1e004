import { decodeVersion } from '../media/decode-arguments.ts'
import type { Detector, StreamDetector } from '../media/detector.ts'
import { beatDetector } from '../sound/beats.ts'
import { channelFaultDetector } from '../sound/channel-faults.ts'
import { clippingDetector } from '../sound/clipping.ts'
import { fingerprintDetector } from '../sound/fingerprint.ts'
import { loopSound } from '../sound/loop-sound.ts'
import { loudnessDetector } from '../sound/loudness.ts'
import { onsetDetector } from '../sound/onsets.ts'
import { silenceDetector } from '../sound/silence.ts'
import { spectral } from '../sound/spectral.ts'
import { musicCharacter } from '../sound/music-character.ts'
import { soundKinds } from '../sound/sound-kinds.ts'
import { soundTexture } from '../sound/sound-texture.ts'
import { waveform } from '../sound/waveform.ts'
import { attention } from '../vision/attention.ts'
import { black } from '../vision/black.ts'
import { colour } from '../vision/colour.ts'
import { composition } from '../vision/composition.ts'
import { endCard } from '../vision/end-card.ts'
import { exposure } from '../vision/exposure.ts'
import { faceLooks } from '../vision/face-looks.ts'
import { faces } from '../vision/faces.ts'
import { flashes } from '../vision/flashes.ts'
import { frameDifferences } from '../vision/frame-differences.ts'
import { frozen } from '../vision/frozen.ts'
import { letterbox } from '../vision/letterbox.ts'
import { loopPicture } from '../vision/loop-picture.ts'
import { motion } from '../vision/motion.ts'
import { noise } from '../vision/noise.ts'
import { sharpness } from '../vision/sharpness.ts'
import { shots } from '../vision/shots.ts'
import { text } from '../vision/text.ts'
import { textSightings } from '../vision/text-sightings.ts'
import { thumbnails } from '../vision/thumbnails.ts'

/** Every detector, those that others build on first. */
export const detectors: readonly Detector[] = [
  frameDifferences,
  shots,
  flashes,
  black,
  motion,
  exposure,
  colour,
  frozen,
  letterbox,
  sharpness,
  noise,
  textSightings,
  text,
  endCard,
  loopPicture,
  thumbnails,
  faceLooks,
  faces,
  attention,
  composition,
  loudnessDetector,
  silenceDetector,
  clippingDetector,
  channelFaultDetector,
  waveform,
  spectral,
  onsetDetector,
  beatDetector,
  soundTexture,
  loopSound,
  soundKinds,
  musicCharacter,
  fingerprintDetector,
]

/** What can be told from key frames and the beginning of the sound. */
export const glanceDetectors: readonly StreamDetector<unknown>[] = [
  exposure,
  colour,
  letterbox,
  sharpness,
  loudnessDetector,
  silenceDetector,
  clippingDetector,
  channelFaultDetector,
]

/** The version under which a detector's facts are kept: its own and those of all it builds on, the decode included. */
export function versionOf(detector: Detector): string {
  const below =
    detector.kind === 'stream'
      ? [`decode@${decodeVersion}`]
      : detector.from.map((source) => `${source.id}@${versionOf(source)}`)
  return `${detector.version}(${below.join(',')})`
}
