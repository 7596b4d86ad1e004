import type { DerivedDetector } from '../media/detector.ts'
import type { Box } from './boxes.ts'
import { borderFrame, leastStepUnseen } from './face-borders.ts'
import { faceLooks, type FaceLooks } from './face-looks.ts'
import { trackFaces, type FaceTrack } from './face-tracks.ts'
import { frameDifferences, type FrameDifferences } from './frame-differences.ts'
import { shots } from './shots.ts'

/** One face for as long as it is shown without a break. */
export interface FaceSpan {
  startS: number
  endS: number
  /** Where it is, fractions of the displayed frame: the look in the middle of its looks by size. */
  box: Box
  confidence: number
  /** Share of the frame's height at its largest. */
  height: number
  /** Where it was at each look. */
  path: { timeS: number; box: Box }[]
}

export interface FaceFacts {
  faces: FaceSpan[]
  /** Times at which a picture was looked at. */
  looksS: number[]
  /** Why faces could not be looked for. */
  failure: string | null
}

/** Faces tracked over the draft: the looks tell that they are there, every frame's small picture from when to when. */
export const faces: DerivedDetector<FaceFacts> = {
  kind: 'derived',
  id: 'faces',
  version: 1,
  from: [faceLooks, frameDifferences, shots],
  derive: (facts) =>
    faceSpans(
      facts.get(faceLooks),
      facts.get(frameDifferences),
      facts.get(shots).shots.map(({ startS }) => startS),
    ),
}

/** @param shotStartsS in order, the first being 0 */
export function faceSpans(
  { looks, failure }: FaceLooks,
  frames: FrameDifferences,
  shotStartsS: readonly number[],
): FaceFacts {
  const looksS = looks.map(({ timeS }) => timeS)
  const spans = trackFaces(looks, shotStartsS.slice(1)).map((track): FaceSpan => {
    const { seen } = track
    const byHeight = seen.toSorted((a, b) => a.box[3] - b.box[3])
    return {
      startS: startOf(track, looksS, frames, shotStartsS),
      endS: endOf(track, looksS, frames, shotStartsS),
      box: byHeight[seen.length >> 1]!.box,
      confidence: Math.max(...seen.map(({ confidence }) => confidence)),
      height: byHeight.at(-1)!.box[3],
      path: seen.map(({ timeS, box }) => ({ timeS, box })),
    }
  })
  return { faces: spans.sort((a, b) => a.startS - b.startS || b.height - a.height), looksS, failure }
}

function startOf(
  { seen }: FaceTrack,
  looksS: readonly number[],
  frames: FrameDifferences,
  shotStartsS: readonly number[],
): number {
  const first = seen[0]!
  const beforeS = looksS[first.look - 1]
  if (beforeS === undefined) return 0
  const border = borderFrame(frames, first.box, frameAt(frames, beforeS), frameAt(frames, first.timeS))
  if (border !== null) return toCut(frames.timesS[border]!, shotStartsS)
  return lastWithin(shotStartsS, beforeS, first.timeS) ?? (beforeS + first.timeS) / 2
}

function endOf(
  { seen }: FaceTrack,
  looksS: readonly number[],
  frames: FrameDifferences,
  shotStartsS: readonly number[],
): number {
  const last = seen.at(-1)!
  const afterS = looksS[last.look + 1]
  const lastFrame = frames.timesS.length - 1
  const without = afterS === undefined ? lastFrame : frameAt(frames, afterS)
  const cutS = shotStartsS.find((startS) => startS > last.timeS && startS <= (afterS ?? Infinity))
  const least = afterS === undefined ? leastStepUnseen : undefined
  const border = borderFrame(frames, last.box, without, frameAt(frames, last.timeS), least)
  if (border !== null) return toCut(frames.timesS[border + 1] ?? frames.durationS, shotStartsS)
  if (afterS === undefined) return frames.durationS
  return cutS ?? (last.timeS + afterS) / 2
}

/** A dissolve or a movement beside a cut moves a border by a few frames: the cut is where the face comes or goes. */
const besideCutS = 0.12

function toCut(timeS: number, shotStartsS: readonly number[]): number {
  return shotStartsS.find((startS) => Math.abs(startS - timeS) <= besideCutS) ?? timeS
}

/** The frame shown at a time. */
function frameAt({ timesS }: FrameDifferences, timeS: number): number {
  let [low, high] = [0, timesS.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (timesS[middle]! <= timeS + 1e-4) low = middle
    else high = middle - 1
  }
  return low
}

function lastWithin(timesS: readonly number[], afterS: number, untilS: number): number | undefined {
  return timesS.findLast((timeS) => timeS > afterS && timeS <= untilS)
}
