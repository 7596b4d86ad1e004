import type { Measurement, PictureSeries, Span, TextSpan } from '../../shared/contract/measurement.ts'
import { nothingFound } from './nothing-found.ts'

/** Measurement documents of drafts that were thought up, so that a test knows what a check has to say of them. */

export const rateHz = 10

/** A value for all of the draft, or by time. */
type Course = number | null | ((timeS: number) => number | null)

export interface DraftSketch {
  durationS: number
  /** Times of hard cuts. */
  cutsS?: readonly number[]
  motion?: Course
  cameraMotion?: Course
  brightness?: Course
  contrast?: Course
  shadowsClipped?: Course
  highlightsClipped?: Course
  saturation?: Course
  colourfulness?: Course
  sharpness?: Course
  black?: readonly Span[]
  /** null: no sound track. */
  momentaryLufs?: Course
  integratedLufs?: number | null
  sound?: boolean
  /** Anything else of the document. */
  rest?: Partial<Measurement>
}

/** A draft that has nothing against it: lively, sharp, loud enough, cut every 1.5 s, with a title and a held ending. */
export function goodDraft(durationS = 20): DraftSketch {
  const cutsS: number[] = []
  for (let timeS = 0.4; timeS < durationS - 2.5; timeS += cutsS.length % 2 === 0 ? 0.5 : 1.9)
    cutsS.push(timeS)
  const held = durationS - 1.9
  return {
    durationS,
    cutsS: [...cutsS.filter((cutS) => cutS < held - 0.9), held - 0.7],
    motion: (timeS) => (timeS < held ? 0.12 : 0),
    cameraMotion: (timeS) => (timeS < held ? 0.03 : 0),
    momentaryLufs: (timeS) => (timeS > durationS - 0.5 ? -34 : -14),
    rest: { text: [title(0, 0.3 * durationS)] },
  }
}

/** A title that nothing is wrong with. */
export function title(startS: number, endS: number): TextSpan {
  return {
    ...{ startS, endS, text: 'Stop scrolling now', box: [0.1, 0.3, 0.8, 0.05], confidence: 1 },
    ...{ kind: 'title', unread: null, lines: 1, heightShare: 0.05, contrast: 12, path: [] },
  }
}

export function measurementOf(sketch: DraftSketch): Measurement {
  const { durationS } = sketch
  const steps = Math.ceil(durationS * rateHz)
  const course = (given: Course | undefined, otherwise: number): (number | null)[] =>
    Array.from({ length: steps }, (_, i) => {
      if (typeof given === 'function') return given((i + 0.5) / rateHz)
      return given === undefined ? otherwise : given
    })
  const series: PictureSeries = {
    rateHz,
    motion: course(sketch.motion, 0.06),
    cameraMotion: course(sketch.cameraMotion, 0.01),
    subjectMotion: course(sketch.motion, 0.05),
    brightness: course(sketch.brightness, 0.45),
    contrast: course(sketch.contrast, 0.22),
    shadowsClipped: course(sketch.shadowsClipped, 0.01),
    highlightsClipped: course(sketch.highlightsClipped, 0.005),
    saturation: course(sketch.saturation, 0.4),
    colourfulness: course(sketch.colourfulness, 55),
    sharpness: course(sketch.sharpness, 0.9),
  }
  const fps = 30
  const bounds = [0, ...(sketch.cutsS ?? []), durationS]
  const hasSound = sketch.sound ?? true
  const integratedLufs = sketch.integratedLufs === undefined ? -14 : sketch.integratedLufs
  return {
    file: { path: '/drafts/sketch.mp4', sizeBytes: 12_000_000, sha256: '0'.repeat(64) },
    video: {
      codec: 'h264',
      width: 1080,
      height: 1920,
      displayWidth: 1080,
      displayHeight: 1920,
      rotation: 0,
      fps,
      variableFrameRate: false,
      frames: Math.round(durationS * fps),
      durationS,
      bitrateBps: 9_000_000,
      pixelFormat: 'yuv420p',
      hdr: null,
      startTimecode: null,
    },
    audio: hasSound ? { codec: 'aac', channels: 2, sampleRate: 48_000, durationS } : null,
    shots: bounds.slice(1).map((endS, i) => ({
      startS: bounds[i]!,
      endS,
      startFrame: Math.round(bounds[i]! * fps),
      endFrame: Math.round(endS * fps),
    })),
    transitions: (sketch.cutsS ?? []).map((cutS) => ({
      kind: 'cut',
      startS: cutS,
      endS: cutS,
      frame: Math.round(cutS * fps),
      confidence: 0.9,
    })),
    ...nothingFound,
    black: [...(sketch.black ?? [])],
    series,
    picture: { colourVariety: 0.7, noise: 0.005, shake: 0.005, letterbox: null },
    loudness: hasSound
      ? {
          integratedLufs,
          truePeakDbtp: integratedLufs === null ? null : -1.5,
          rangeLu: 6,
          momentaryLufs: course(sketch.momentaryLufs, integratedLufs ?? -70),
          momentaryRateHz: rateHz,
          shortTermLufs: course(sketch.momentaryLufs, integratedLufs ?? -70),
          samplePeakDbfs: integratedLufs === null ? null : -1.7,
        }
      : null,
    callsToAction: [askOf(durationS)],
    loop: {
      picture: { firstS: 0, lastS: Math.max(0, durationS - 1 / fps), difference: 0.02 },
      sound: hasSound ? { stepDb: 0, beatOff: null } : null,
    },
    timing: { totalS: 1, decodeS: 0.9 },
    ...sketch.rest,
  }
}

/** An ask that stands long enough, after what the viewer came for. */
function askOf(durationS: number): Measurement['callsToAction'][number] {
  const startS = durationS * 0.6
  return {
    kind: 'save',
    by: 'shown',
    language: 'en',
    text: 'Save this',
    startS,
    endS: startS + durationS * 0.3,
    shownIn: null,
  }
}

/** The same draft after `leadS` seconds of black and silence. */
export function withBlackLead(measurement: Measurement, leadS: number): Measurement {
  const steps = Math.round(leadS * measurement.series.rateHz)
  const late = <T extends Span>(span: T): T => ({
    ...span,
    startS: span.startS + leadS,
    endS: span.endS + leadS,
  })
  const lead = (value: number | null): (number | null)[] => Array.from({ length: steps }, () => value)
  const { series, loudness } = measurement
  const quiet = lead(-70)
  const dark = Object.fromEntries(
    Object.entries(series).map(([name, values]) => [
      name,
      Array.isArray(values) ? [...lead(0), ...values] : values,
    ]),
  ) as unknown as PictureSeries
  return {
    ...measurement,
    video: { ...measurement.video, durationS: measurement.video.durationS + leadS },
    shots: [
      { startS: 0, endS: leadS, startFrame: 0, endFrame: Math.round(leadS * 30) },
      ...measurement.shots.map(late),
    ],
    transitions: measurement.transitions.map(late),
    black: [{ startS: 0, endS: leadS }, ...measurement.black.map(late)],
    frozen: [{ startS: 0, endS: leadS }, ...measurement.frozen.map(late)],
    flashes: measurement.flashes.map((flash) => ({ ...flash, timeS: flash.timeS + leadS })),
    silence: [{ startS: 0, endS: leadS }, ...measurement.silence.map(late)],
    soundFaults: measurement.soundFaults.map(late),
    series: dark,
    loudness: loudness && {
      ...loudness,
      momentaryLufs: [...quiet, ...loudness.momentaryLufs],
      shortTermLufs: [...quiet, ...loudness.shortTermLufs],
    },
  }
}

/** Ten seconds of black without a sound. */
export function blackSilent(durationS = 10): Measurement {
  return measurementOf({
    durationS,
    sound: false,
    motion: 0,
    cameraMotion: 0,
    brightness: 0,
    contrast: 0,
    saturation: 0,
    colourfulness: 0,
    sharpness: 0,
    shadowsClipped: 1,
    black: [{ startS: 0, endS: durationS }],
    rest: {
      frozen: [{ startS: 0, endS: durationS }],
      picture: { colourVariety: null, noise: 0, shake: 0, letterbox: null },
      callsToAction: [],
    },
  })
}
