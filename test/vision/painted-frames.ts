import type { Measuring, StreamDetector } from '../../electron/media/detector.ts'
import type { DraftProbe } from '../../electron/media/probe.ts'
import { mulberry32 } from '../../shared/mulberry32.ts'
import type { SmallFrame } from '../../electron/media/streams.ts'

/** Frames painted from functions, whose movement, noise and colours are known exactly. */

/** Gaussian noise of standard deviation 1 (Box and Muller). */
export function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** A surface of waves of many lengths (6 to 80 px) and directions, amplitude growing with length; levels around 128. */
export function surface(seed: number, contrast = 40): (x: number, y: number) => number {
  const random = mulberry32(seed)
  const waves = Array.from({ length: 30 }, () => {
    const length = 6 * (80 / 6) ** random()
    const direction = 2 * Math.PI * random()
    const k = (2 * Math.PI) / length
    return {
      kx: k * Math.cos(direction),
      ky: k * Math.sin(direction),
      phase: 2 * Math.PI * random(),
      a: length ** 0.7,
    }
  })
  const power = Math.sqrt(waves.reduce((sum, { a }) => sum + (a * a) / 2, 0))
  return (x, y) => {
    let sum = 0
    for (const { kx, ky, phase, a } of waves) sum += a * Math.sin(kx * x + ky * y + phase)
    return 128 + (contrast * sum) / power
  }
}

export interface FilmSettings {
  width?: number
  height?: number
  fps?: number
  durationS?: number
  timesS?: readonly number[]
}

/** Grey frames whose level at a point is told by `levelAt(x, y, timeS)`; x and y from the middle of the picture, px. */
export function* film(
  levelAt: (x: number, y: number, timeS: number, index: number) => number,
  { width = 90, height = 160, fps = 30, durationS = 1, timesS }: FilmSettings = {},
): Generator<SmallFrame> {
  const times = timesS ?? Array.from({ length: Math.round(durationS * fps) }, (_, i) => i / fps)
  for (const [index, timeS] of times.entries()) {
    const rgb = new Uint8Array(width * height * 3)
    for (let y = 0, p = 0; y < height; y++) {
      for (let x = 0; x < width; x++, p += 3) {
        const level = levelAt(x - (width - 1) / 2, y - (height - 1) / 2, timeS, index)
        rgb.fill(Math.max(0, Math.min(255, Math.round(level))), p, p + 3)
      }
    }
    yield { index, timeS, width, height, rgb }
  }
}

/** What a detector of frames makes of a film that lasts `durationS`. */
export function measured<Facts>(
  detector: StreamDetector<Facts>,
  frames: Iterable<SmallFrame>,
  durationS: number,
): Facts {
  const measuring: Measuring<Facts> = detector.begin(anyProbe)
  for (const frame of frames) measuring.frame?.(frame)
  return measuring.finish({ originS: 0, durationS })
}

export const anyProbe: DraftProbe = {
  container: 'mov',
  durationS: null,
  bitrateBps: null,
  subtitles: [],
  startTimecode: null,
  otherStreams: [],
  audio: null,
  video: {
    streamIndex: 0,
    codec: 'h264',
    width: 1080,
    height: 1920,
    displayWidth: 1080,
    displayHeight: 1920,
    rotation: 0,
    mirrored: false,
    averageFps: 30,
    durationS: null,
    bitrateBps: null,
    pixelFormat: 'yuv420p',
    matrix: 'bt709',
    hdr: null,
  },
}

export function mean(values: ArrayLike<number>): number {
  const defined = Array.from(values).filter((value) => !Number.isNaN(value))
  return defined.reduce((sum, value) => sum + value, 0) / defined.length
}
