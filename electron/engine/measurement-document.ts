import type { Measurement } from '../../shared/contract/measurement.ts'
import { decodeFactsId, type DecodeFacts, type StoredFacts } from '../processes/measure-draft.ts'

/** The document that `hookline measure --json` prints, from the facts of all detectors. */
export function measurementDocument(
  file: Measurement['file'],
  facts: StoredFacts,
  timing: { totalS: number; decodeS: number },
): Measurement {
  const decoded = facts[decodeFactsId] as DecodeFacts
  const { probe, frameTimesS, clock } = decoded
  const frames = frameTimesS.length
  return {
    file: { path: file.path, sizeBytes: file.sizeBytes, sha256: file.sha256 },
    video: {
      codec: probe.video.codec,
      width: probe.video.width,
      height: probe.video.height,
      displayWidth: probe.video.displayWidth,
      displayHeight: probe.video.displayHeight,
      rotation: probe.video.rotation,
      fps: clock.durationS > 0 ? round(frames / clock.durationS, 1e-4) : null,
      variableFrameRate: isVariable(frameTimesS),
      frames,
      durationS: time(clock.durationS),
      bitrateBps: probe.video.bitrateBps ?? probe.bitrateBps,
      pixelFormat: probe.video.pixelFormat,
      hdr: probe.video.hdr,
      startTimecode: probe.startTimecode,
    },
    audio: probe.audio
      ? {
          codec: probe.audio.codec,
          channels: probe.audio.channels,
          sampleRate: probe.audio.sampleRate,
          durationS: time(decoded.soundSamples / 48_000),
        }
      : null,
    shots: [],
    transitions: [],
    flashes: [],
    black: [],
    frozen: [],
    series: {
      rateHz: 10,
      motion: [],
      cameraMotion: [],
      subjectMotion: [],
      brightness: [],
      contrast: [],
      shadowsClipped: [],
      highlightsClipped: [],
      saturation: [],
      colourfulness: [],
      sharpness: [],
    },
    picture: { colourVariety: null, noise: null, shake: null, letterbox: null },
    loudness: null,
    silence: [],
    soundFaults: [],
    onsets: [],
    tempo: null,
    beats: [],
    audioSegments: [],
    sync: [],
    text: [],
    faces: [],
    warnings: decoded.warnings,
    timing: { totalS: round(timing.totalS, 1e-3), decodeS: round(timing.decodeS, 1e-3) },
  }
}

/** Whether the time between frames differs by more than a millisecond beyond rounding: 2 % of frames may be off. */
function isVariable(timesS: Float64Array): boolean {
  if (timesS.length < 3) return false
  const steps = timesS.subarray(1).map((timeS, i) => timeS - timesS[i]!)
  const middle = steps.toSorted()[steps.length >> 1]!
  const off = steps.reduce((count, step) => count + (Math.abs(step - middle) > 0.0015 ? 1 : 0), 0)
  return off > 0.02 * steps.length
}

function time(valueS: number): number {
  return round(valueS, 1e-4)
}

function round(value: number, step: number): number {
  return Math.round(value / step) / Math.round(1 / step)
}
