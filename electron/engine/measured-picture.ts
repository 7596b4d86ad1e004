import type { PictureSeries, PictureSummary, VideoFacts } from '../../shared/contract/measurement.ts'
import type { FactSource } from '../media/detector.ts'
import type { DecodeFacts } from '../processes/measure-draft.ts'
import { colour } from '../vision/colour.ts'
import { exposure } from '../vision/exposure.ts'
import { letterbox } from '../vision/letterbox.ts'
import { motion } from '../vision/motion.ts'
import { noise } from '../vision/noise.ts'
import { seriesRateHz } from '../vision/series.ts'
import { sharpness } from '../vision/sharpness.ts'
import { numbers, round, roundOrNull, time } from './rounding.ts'

/** What the file says of its picture, with the frames that were really there. */
export function videoFacts({ probe, frameTimesS, clock }: DecodeFacts): VideoFacts {
  const { video } = probe
  const frames = frameTimesS.length
  return {
    codec: video.codec,
    width: video.width,
    height: video.height,
    displayWidth: video.displayWidth,
    displayHeight: video.displayHeight,
    rotation: video.rotation,
    fps: clock.durationS > 0 ? round(frames / clock.durationS, 3) : null,
    variableFrameRate: hasVariableRate(frameTimesS),
    frames,
    durationS: time(clock.durationS),
    bitrateBps: video.bitrateBps ?? probe.bitrateBps,
    pixelFormat: video.pixelFormat,
    hdr: video.hdr,
    startTimecode: probe.startTimecode,
  }
}

/** What is seen along the draft, one value a step of `seriesRateHz`. */
export function pictureSeries(facts: FactSource): PictureSeries {
  const moving = facts.get(motion)
  const light = facts.get(exposure)
  const colours = facts.get(colour)
  return {
    rateHz: seriesRateHz,
    motion: numbers(moving.motion, 4),
    cameraMotion: numbers(moving.cameraMotion, 4),
    subjectMotion: numbers(moving.subjectMotion, 4),
    brightness: numbers(light.brightness, 4),
    contrast: numbers(light.contrast, 4),
    shadowsClipped: numbers(light.shadowsClipped, 4),
    highlightsClipped: numbers(light.highlightsClipped, 4),
    saturation: numbers(colours.saturation, 4),
    colourfulness: numbers(colours.colourfulness, 2),
    sharpness: numbers(facts.get(sharpness).sharpness, 4),
  }
}

/** What is true of the picture as a whole. */
export function pictureSummary(facts: FactSource): PictureSummary {
  const bars = facts.get(letterbox)
  return {
    colourVariety: roundOrNull(facts.get(colour).colourVariety, 3),
    noise: roundOrNull(facts.get(noise).noise, 5),
    shake: roundOrNull(facts.get(motion).shake, 5),
    letterbox: bars && {
      top: round(bars.top, 3),
      bottom: round(bars.bottom, 3),
      left: round(bars.left, 3),
      right: round(bars.right, 3),
    },
  }
}

/** Whether the time between frames varies beyond rounding: more than a fiftieth of the steps are off the usual one. */
function hasVariableRate(timesS: Float64Array): boolean {
  if (timesS.length < 3) return false
  const steps = timesS.subarray(1).map((timeS, i) => timeS - timesS[i]!)
  const usual = steps.toSorted()[steps.length >> 1]!
  // Containers with a clock of milliseconds round every step.
  const off = steps.reduce((count, step) => count + (Math.abs(step - usual) > 0.0015 ? 1 : 0), 0)
  return off > 0.02 * steps.length
}
