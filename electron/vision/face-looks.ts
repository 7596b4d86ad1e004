import type { Measuring, StreamDetector } from '../media/detector.ts'
import type { StillFrame } from '../media/streams.ts'
import type { ScoredBox } from './boxes.ts'
import { faceNetwork, type FaceNetwork, type Picture } from './face-network.ts'

export interface FaceLooks {
  /** What was seen when a picture was looked at, in order of time; faces surest first. */
  looks: { timeS: number; faces: ScoredBox[] }[]
  /** Why faces could not be looked for. */
  failure: string | null
}

/** A less sure face is none by itself; tracking tells which of these are. */
export const leastConfidence = 0.4
/** Smaller ones (share of the height) are too few pixels to be sure of. */
const leastHeight = 0.03

/** Looks for faces in the stills: when, where, how sure. Nothing is tracked or judged here. */
export const faceLooks: StreamDetector<FaceLooks> = {
  kind: 'stream',
  id: 'face-looks',
  version: 2,
  streams: ['stills'],
  begin: () => new FaceLooking(),
}

/** Stills that lie less apart than this are not all looked at. */
const leastStepS = 0.9
/** The pattern by which a picture is told from the one before: mean levels of so many places. */
const patternSide = 16
/** Mean difference (of 255 levels) up to which it is the same picture, and shows the same faces. */
const sameUpTo = 1.5
/** But for so long at most. */
const sameForS = 3

/** Looks beside the decode, one still after the other. */
export class FaceLooking implements Measuring<FaceLooks> {
  private readonly looks: FaceLooks['looks'] = []
  private failure: string | null = null
  private work: Promise<void> = Promise.resolve()
  private lastS = -Infinity
  private lastPattern: Float32Array | null = null
  private lookedS = -Infinity
  private readonly load: () => Promise<FaceNetwork>

  constructor(load: () => Promise<FaceNetwork> = faceNetwork) {
    this.load = load
  }

  still(still: StillFrame): void {
    const { timeS, width, height } = still
    if (timeS - this.lastS < leastStepS) return
    this.lastS = timeS
    const pattern = patternOf(still)
    const isSame =
      this.lastPattern !== null &&
      timeS - this.lookedS < sameForS &&
      meanDifference(pattern, this.lastPattern) <= sameUpTo
    if (isSame) {
      this.enqueue(timeS, null)
      return
    }
    this.lastPattern = pattern
    this.lookedS = timeS
    this.enqueue(timeS, { rgb: still.rgb.slice(), width, height })
  }

  ready(): Promise<void> {
    return this.work
  }

  finish(): FaceLooks {
    return this.failure === null ? { looks: this.looks, failure: null } : { looks: [], failure: this.failure }
  }

  /** @param picture null for one that is the same as the last */
  private enqueue(timeS: number, picture: Picture | null): void {
    this.work = this.work.then(async () => {
      if (this.failure !== null) return
      try {
        const faces = picture ? await this.seen(picture) : (this.looks.at(-1)?.faces ?? [])
        this.looks.push({ timeS, faces })
      } catch (thrown) {
        this.failure = thrown instanceof Error ? thrown.message : String(thrown)
      }
    })
  }

  private async seen(picture: Picture): Promise<ScoredBox[]> {
    const found = await (await this.load())(picture, leastConfidence)
    return found.filter(({ box }) => box[3] >= leastHeight)
  }
}

function patternOf({ rgb, width, height }: StillFrame): Float32Array {
  const sums = new Float32Array(patternSide * patternSide)
  const counts = new Float32Array(patternSide * patternSide)
  for (let y = 0; y < height; y += 3) {
    const row = Math.floor((y * patternSide) / height) * patternSide
    for (let x = 0; x < width; x += 3) {
      const place = row + Math.floor((x * patternSide) / width)
      sums[place]! += rgb[3 * (y * width + x) + 1]!
      counts[place]!++
    }
  }
  return sums.map((sum, i) => sum / Math.max(1, counts[i]!))
}

function meanDifference(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - b[i]!)
  return sum / a.length
}
