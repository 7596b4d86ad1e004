import { overlap, type Box, type ScoredBox } from './boxes.ts'
import type { FaceLooks } from './face-looks.ts'

/** One face followed from look to look. */
export interface FaceTrack {
  seen: { look: number; timeS: number; box: Box; confidence: number }[]
}

/** A track is a face when its surest look is at least this sure. */
const sureFrom = 0.55
/** Or when it was seen so often, this sure in the middle. */
const oftenLooks = 3
const oftenSure = 0.48
/** A face of half the height is seen surely or is none: those measured were 0.82 at least, animals up to 0.77. */
const large = 0.45
const sureFromLarge = 0.8
/** Looks in a row in which a face may be missed: turned away, behind a hand. */
const mostMissed = 1
/** Least overlap of a face with itself at the next look, within a shot and over a cut. */
const leastOverlap = 0.15
const leastOverlapOverCut = 0.5
/** Within a shot a face may also move up to so many of its own widths, keeping about its size. */
const mostMoved = 2
const mostResized = 1.5

/**
 * Faces from look to look: each look's faces go to the tracks they continue best, greedily by overlap and nearness; the
 * others begin new ones. Over a cut only a face that stays in its place goes on.
 *
 * @param cutsS times at which a new shot begins, in order
 * @returns those that are sure enough, in order of their first look
 */
export function trackFaces(looks: FaceLooks['looks'], cutsS: readonly number[]): FaceTrack[] {
  const tracks: FaceTrack[] = []
  for (const [look, { timeS, faces }] of looks.entries()) {
    const open = tracks.filter((track) => look - track.seen.at(-1)!.look <= mostMissed + 1)
    const pairs = open
      .flatMap((track) => {
        const last = track.seen.at(-1)!
        const isCut = cutsS.some((cutS) => cutS > last.timeS && cutS <= timeS)
        return faces.map((face) => ({ track, face, fit: fitOf(last.box, face, isCut) }))
      })
      .filter(({ fit }) => fit > 0)
      .sort((a, b) => b.fit - a.fit)
    const continued = new Set<FaceTrack>()
    const placed = new Set<ScoredBox>()
    for (const { track, face } of pairs) {
      if (continued.has(track) || placed.has(face)) continue
      continued.add(track)
      placed.add(face)
      track.seen.push({ look, timeS, ...face })
    }
    for (const face of faces) if (!placed.has(face)) tracks.push({ seen: [{ look, timeS, ...face }] })
  }
  return tracks.filter(isFace)
}

/** How well a face continues one seen before: 0 not at all. */
function fitOf(before: Box, { box }: ScoredBox, isCut: boolean): number {
  const shared = overlap(before, box)
  if (isCut) return shared >= leastOverlapOverCut ? shared : 0
  if (shared >= leastOverlap) return 1 + shared
  const resized = Math.max(before[3] / box[3], box[3] / before[3])
  const dx = (before[0] + before[2] / 2 - box[0] - box[2] / 2) / Math.max(before[2], box[2])
  const dy = (before[1] + before[3] / 2 - box[1] - box[3] / 2) / Math.max(before[3], box[3])
  const moved = Math.hypot(dx, dy)
  return moved <= mostMoved && resized <= mostResized ? 1 - moved / (mostMoved + 0.01) : 0
}

function isFace({ seen }: FaceTrack): boolean {
  const isLarge = seen.every(({ box }) => box[3] >= large)
  const sure = seen.map(({ confidence }) => confidence).sort((a, b) => b - a)
  if (sure[0]! >= (isLarge ? sureFromLarge : sureFrom)) return true
  return !isLarge && seen.length >= oftenLooks && sure[seen.length >> 1]! >= oftenSure
}
