import type { DerivedDetector } from '../media/detector.ts'
import { attention, attentionSide, type AttentionFacts, type AttentionLook } from './attention.ts'
import type { Box } from './boxes.ts'
import { faces, type FaceFacts } from './faces.ts'

export interface CompositionLook {
  timeS: number
  /** The largest face, else the place that stands out most; null in a plain picture. */
  subject: { kind: 'face' | 'salience'; x: number; y: number } | null
  /** From the subject to the nearest crossing of the thirds, and to the middle, as shares of the frame's width and height. */
  fromThirds: number | null
  fromCentre: number | null
  /** Above the largest face, share of the height; null without a face. */
  headroom: number | null
  /** How many places compete for the eye. */
  peaks: number
  /** Share of the picture with sharp changes. */
  clutter: number
}

/** What a vertical crop (9:16) of a wide draft would keep at its best place. */
export interface CropFacts {
  /** Left edge as a share of the width, and how wide it is. */
  x: number
  width: number
  /** Share of what stands out that lies within; the same for a crop in the middle. */
  keptSalience: number
  keptSalienceCentred: number
  /** Of the faces' looks the share whose middle lies within; null without faces. */
  keptFaces: number | null
}

export interface CompositionFacts {
  looks: CompositionLook[]
  /** Null for a draft that is not wider than 9:16. */
  crop: CropFacts | null
}

/** How the picture is laid out: subject, thirds, headroom, clutter, and what a vertical crop would keep. */
export const composition: DerivedDetector<CompositionFacts | null> = {
  kind: 'derived',
  id: 'composition',
  version: 1,
  from: [attention, faces],
  derive: (facts) => compositionOf(facts.get(attention), facts.get(faces)),
}

const tallAspect = 9 / 16

export function compositionOf({ aspect, looks }: AttentionFacts, seen: FaceFacts): CompositionFacts {
  const faceBoxes = looks.map(({ timeS }) => facesAt(seen, timeS))
  return {
    looks: looks.map((look, i) => layout(look, faceBoxes[i]!)),
    crop: aspect > tallAspect * 1.02 ? cropOf(looks, faceBoxes, tallAspect / aspect) : null,
  }
}

/** Boxes of the faces at a look; a face is looked at as often as what stands out. */
function facesAt({ faces: spans }: FaceFacts, timeS: number): Box[] {
  return spans.flatMap(({ path }) => {
    const place = path.find((one) => Math.abs(one.timeS - timeS) < 0.05)
    return place ? [place.box] : []
  })
}

function layout({ timeS, peaks, clutter }: AttentionLook, boxes: Box[]): CompositionLook {
  const largest = boxes.toSorted((a, b) => b[3] - a[3])[0]
  const peak = peaks[0]
  const subject: CompositionLook['subject'] = largest
    ? { kind: 'face', x: largest[0] + largest[2] / 2, y: largest[1] + largest[3] / 2 }
    : peak
      ? { kind: 'salience', x: peak.x, y: peak.y }
      : null
  const crossings = [1 / 3, 2 / 3].flatMap((x) => [1 / 3, 2 / 3].map((y) => [x, y] as const))
  return {
    timeS,
    subject,
    fromThirds: subject && Math.min(...crossings.map(([x, y]) => Math.hypot(subject.x - x, subject.y - y))),
    fromCentre: subject && Math.hypot(subject.x - 0.5, subject.y - 0.5),
    headroom: largest ? largest[1] : null,
    peaks: peaks.length,
    clutter,
  }
}

/** The place of a crop is looked for in steps of this share of the width. */
const step = 0.01

function cropOf(looks: readonly AttentionLook[], boxes: readonly Box[][], width: number): CropFacts {
  const columns = new Float64Array(attentionSide)
  for (const { map } of looks) {
    for (let i = 0; i < map.length; i++) columns[i % attentionSide]! += map[i]! / Math.max(1, looks.length)
  }
  const total = columns.reduce((sum, value) => sum + value, 0)
  const middles = boxes.flat().map(([x, , w]) => x + w / 2)
  const kept = (x: number): { salience: number; faces: number | null } => ({
    salience: total > 0 ? within(columns, x, x + width) / total : 0,
    faces:
      middles.length > 0
        ? middles.filter((middle) => middle >= x && middle <= x + width).length / middles.length
        : null,
  })
  const centred = (1 - width) / 2
  let best = { x: centred, worth: -Infinity }
  for (let x = 0; x <= 1 - width + 1e-9; x += step) {
    const { salience, faces: facesKept } = kept(x)
    // A face counts for more than anything else; of equals the one nearest to the middle.
    const worth = 2 * (facesKept ?? 0) + salience - 1e-3 * Math.abs(x - centred)
    if (worth > best.worth) best = { x, worth }
  }
  return {
    x: best.x,
    width,
    keptSalience: kept(best.x).salience,
    keptSalienceCentred: kept(centred).salience,
    keptFaces: kept(best.x).faces,
  }
}

/** What columns hold between two shares of the width. */
function within(columns: Float64Array, from: number, to: number): number {
  let sum = 0
  for (const [i, value] of columns.entries()) {
    const left = Math.max(from, i / attentionSide)
    const right = Math.min(to, (i + 1) / attentionSide)
    if (right > left) sum += value * (right - left) * attentionSide
  }
  return sum
}
