import { HooklineError } from '../../shared/contract/errors.ts'
import type { Score } from '../../shared/contract/score.ts'
import type { Thumbnail } from '../media/streams.ts'
import { checksByGain } from './checks-by-gain.ts'
import { evidenceKey, type ReportPicture } from './report-document.ts'

/** Pictures that a report shows of its evidence: of one check, and in all. */
const mostOfCheck = 3
const mostInAll = 18

export interface PictureSource {
  frameTimesS: Float64Array
  thumbnails: readonly Thumbnail[]
  /** @throws HooklineError when the file is not there any more, or the frame can't be decoded */
  frame(index: number): Promise<Uint8Array>
}

/**
 * The pictures of a score's evidence, by `evidenceKey`: the exact frame at which it begins; where the file is not there
 * any more, the thumbnail that was kept nearest to it. What would gain most is pictured first.
 */
export async function reportPictures(
  score: Score,
  source: PictureSource,
): Promise<Map<string, ReportPicture>> {
  const wanted = checksByGain(score)
    .flatMap(({ check }) =>
      check.evidence.slice(0, mostOfCheck).map(({ startS }, index) => ({
        key: evidenceKey(check.id, index),
        frame: frameAt(startS, source.frameTimesS),
      })),
    )
    .slice(0, mostInAll)
  const frames = [...new Set(wanted.map(({ frame }) => frame))]
  const pictures = new Map(
    await Promise.all(frames.map(async (frame) => [frame, await pictureAt(frame, source)] as const)),
  )
  return new Map(
    wanted.flatMap(({ key, frame }) => {
      const picture = pictures.get(frame)
      return picture ? [[key, picture] as const] : []
    }),
  )
}

/** The exact frame, or the thumbnail that was kept nearest to it; null when there is neither. */
export async function pictureAt(frame: number, source: PictureSource): Promise<ReportPicture | null> {
  const timeS = source.frameTimesS[frame]!
  try {
    return { timeS, jpeg: await source.frame(frame) }
  } catch (thrown) {
    const replaceable = ['file_missing', 'file_changed', 'file_unreadable', 'corrupt']
    if (!(thrown instanceof HooklineError && replaceable.includes(thrown.code))) throw thrown
    return nearest(source.thumbnails, timeS)
  }
}

/** The frame that is shown at a time. */
export function frameAt(timeS: number, frameTimesS: Float64Array): number {
  // Times of evidence are rounded to 0.1 ms.
  const later = frameTimesS.findIndex((frameTimeS) => frameTimeS > timeS + 1e-4)
  return Math.max(0, (later < 0 ? frameTimesS.length : later) - 1)
}

function nearest(thumbnails: readonly Thumbnail[], timeS: number): Thumbnail | null {
  const off = (thumbnail: Thumbnail): number => Math.abs(thumbnail.timeS - timeS)
  return thumbnails.reduce<Thumbnail | null>(
    (best, thumbnail) => (best === null || off(thumbnail) < off(best) ? thumbnail : best),
    null,
  )
}
