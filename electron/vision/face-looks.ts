import type { Measuring, StreamDetector } from '../media/detector.ts'
import type { StillFrame } from '../media/streams.ts'
import type { ScoredBox } from './boxes.ts'
import type { FaceNetwork } from './face-network.ts'
import { ModelMissing } from './network-session.ts'
import { openFaceNetwork } from './seeing.ts'

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
  begin: () => new FaceLooking(openFaceNetwork()),
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
  /** The faces of each look, as they will be known; those of a picture that is the same as the last are that one's. */
  private readonly looks: { timeS: number; faces: Promise<ScoredBox[]> }[] = []
  private found: FaceLooks['looks'] = []
  private failure: string | null = null
  private lastS = -Infinity
  private lastPattern: Float32Array | null = null
  private lookedS = -Infinity
  private readonly network: FaceNetwork

  /** @param network takes a picture before it returns */
  constructor(network: FaceNetwork) {
    this.network = network
  }

  still(still: StillFrame): void {
    const { timeS } = still
    if (timeS - this.lastS < leastStepS) return
    this.lastS = timeS
    const pattern = patternOf(still)
    const last = this.looks.at(-1)
    const isSame =
      this.lastPattern !== null &&
      timeS - this.lookedS < sameForS &&
      meanDifference(pattern, this.lastPattern) <= sameUpTo
    if (isSame && last) {
      this.looks.push({ timeS, faces: last.faces })
      return
    }
    this.lastPattern = pattern
    this.lookedS = timeS
    const faces = this.seen(still)
    // What went wrong is asked for in `ready`.
    faces.catch(() => undefined)
    this.looks.push({ timeS, faces })
  }

  async ready(): Promise<void> {
    try {
      for (const { timeS, faces } of this.looks) this.found.push({ timeS, faces: await faces })
    } catch (thrown) {
      if (!(thrown instanceof ModelMissing)) throw thrown
      this.found = []
      this.failure = thrown.message
    }
  }

  finish(): FaceLooks {
    return { looks: this.found, failure: this.failure }
  }

  private async seen(still: StillFrame): Promise<ScoredBox[]> {
    const found = await this.network(still, leastConfidence)
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
