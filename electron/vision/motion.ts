import type { DraftClock, Measuring, StreamDetector } from '../media/detector.ts'
import type { SmallFrame } from '../media/streams.ts'
import { GlobalMotionEstimator, type GlobalMotion } from './global-motion.ts'
import { GrowingNumbers } from './growing-columns.ts'
import { LocalMotionEstimator } from './local-motion.ts'
import { lumaOf } from './luma.ts'
import { MotionPicture } from './motion-picture.ts'
import { SimdMemory } from './simd/simd-memory.ts'
import { seriesOf, seriesRateHz } from './series.ts'
import { hasPulldown, shakeOf, withoutPulldown } from './shake.ts'

/** All speeds in frame diagonals per second; NaN where two pictures can't be compared (a cut, a flash). */
export interface MotionFacts {
  rateHz: number
  /** Mean speed of what is seen, over the whole picture: camera and subject together. */
  motion: Float32Array
  /** Mean speed over the whole picture of the camera's motion (shift, zoom and turn). */
  cameraMotion: Float32Array
  /** Mean over the whole picture of the speed against the camera's motion: area that moves × its speed. */
  subjectMotion: Float32Array
  /** The camera's shift to the right and downwards; the picture's content moves so. */
  cameraRight: Float32Array
  cameraDown: Float32Array
  /** The camera's zoom: relative growth of the picture a second. */
  cameraZoom: Float32Array
  /** RMS of the camera's shift that half a second of smoothing removes; null for drafts too short for it. */
  shake: number | null
}

/** Where nothing moves, a picture is kept to compare with for so long: slow motion adds up and noise doesn't. */
const longestWaitS = 0.25
/** Movement below this, px of half size, waits; so does movement below three times its standard error. */
const waitBelowPx = 0.1
const errorFactor = 3
/** Across a cut this share of blocks has nothing that it came from. */
const cutFromShare = 0.45

/** Camera and subject motion between frames, at their real times. */
export const motion: StreamDetector<MotionFacts> = {
  kind: 'stream',
  id: 'motion',
  version: 2,
  streams: ['frames'],
  begin: () => new MotionMeasuring(),
}

class MotionMeasuring implements Measuring<MotionFacts> {
  private earlier: MotionPicture | null = null
  private later: MotionPicture | null = null
  private global: GlobalMotionEstimator | null = null
  private local: LocalMotionEstimator | null = null
  private diagonalPx = 1
  /** Until then nothing has moved since the earlier picture. */
  private waitedUntilS = 0
  // One entry per stretch of time with one speed: from its start to the next start.
  private readonly startsS = new GrowingNumbers()
  private readonly seen = new GrowingNumbers()
  private readonly camera = new GrowingNumbers()
  private readonly subject = new GrowingNumbers()
  private readonly right = new GrowingNumbers()
  private readonly down = new GrowingNumbers()
  private readonly zoom = new GrowingNumbers()

  frame(frame: SmallFrame): void {
    if (!this.earlier || !this.later || !this.global || !this.local) {
      this.begin(frame)
      return
    }
    const { earlier, later } = this
    later.fill(lumaOf(frame), frame.timeS)
    const elapsedS = later.timeS - earlier.timeS
    if (elapsedS <= 0) return
    const camera = this.global.estimate(earlier, later)
    const local = this.local.estimate(earlier, later, camera)
    const unsure = local.cameraPx < Math.max(waitBelowPx, errorFactor * camera.errorPx)
    if (unsure && local.changedShare === 0) {
      this.waitedUntilS = later.timeS
      if (elapsedS < longestWaitS) return
      this.note(earlier.timeS, 0, 0, 0, still)
    } else if (local.unexplainedShare > cutFromShare) {
      this.global.forget()
      if (this.waitedUntilS > earlier.timeS) this.note(earlier.timeS, 0, 0, 0, still)
      this.note(Math.max(earlier.timeS, this.waitedUntilS), NaN, NaN, NaN, unknown)
    } else {
      const perPx = 1 / (this.diagonalPx * elapsedS)
      if (local.cameraPx < errorFactor * camera.errorPx) {
        this.note(earlier.timeS, local.subjectPx * perPx, 0, local.subjectPx * perPx, still)
      } else {
        this.note(earlier.timeS, local.seenPx * perPx, local.cameraPx * perPx, local.subjectPx * perPx, {
          ...camera,
          shiftX: camera.shiftX * perPx,
          shiftY: camera.shiftY * perPx,
          zoom: camera.zoom / elapsedS,
        })
      }
    }
    later.findGradients()
    this.earlier = later
    this.later = earlier
  }

  private begin(frame: SmallFrame): void {
    const { width, height } = frame
    const memory = new SimdMemory(
      3 * MotionPicture.bytes(width, height) + LocalMotionEstimator.bytes(width, height),
    )
    this.earlier = new MotionPicture(width, height, memory)
    this.later = new MotionPicture(width, height, memory)
    this.global = new GlobalMotionEstimator(new MotionPicture(width, height, memory))
    this.local = new LocalMotionEstimator(this.earlier, memory)
    this.diagonalPx = Math.hypot(width, height) / 2
    this.earlier.fill(lumaOf(frame), frame.timeS)
    this.earlier.findGradients()
  }

  finish({ durationS }: DraftClock): MotionFacts {
    const startsS = this.startsS.doubles()
    const untilS = this.earlier?.timeS ?? 0
    const repeats = hasPulldown(this.seen.doubles(), this.right.doubles(), this.down.doubles(), startsS)
    const smooth = (column: GrowingNumbers): Float64Array =>
      repeats ? withoutPulldown(column.doubles(), startsS, untilS) : column.doubles()
    // The last picture stands as long as it is shown with the speed that led to it.
    const series = (column: GrowingNumbers): Float32Array => seriesOf(smooth(column), startsS, durationS)
    return {
      rateHz: seriesRateHz,
      motion: series(this.seen),
      cameraMotion: series(this.camera),
      subjectMotion: series(this.subject),
      cameraRight: series(this.right),
      cameraDown: series(this.down),
      cameraZoom: series(this.zoom),
      shake: shakeOf(smooth(this.right), smooth(this.down), startsS, untilS),
    }
  }

  private note(startS: number, seen: number, camera: number, subject: number, motion: CameraSpeed): void {
    this.startsS.push(startS)
    this.seen.push(seen)
    this.camera.push(camera)
    this.subject.push(subject)
    this.right.push(motion.shiftX)
    this.down.push(motion.shiftY)
    this.zoom.push(motion.zoom)
  }
}

type CameraSpeed = Pick<GlobalMotion, 'shiftX' | 'shiftY' | 'zoom'>
const still: CameraSpeed = { shiftX: 0, shiftY: 0, zoom: 0 }
const unknown: CameraSpeed = { shiftX: NaN, shiftY: NaN, zoom: NaN }
