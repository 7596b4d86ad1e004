import type { FfmpegCommand } from 'fluent-ffmpeg'
import type { FfmpegPaths } from './locate.ts'
import type { DraftProbe } from './probe.ts'
import { colourTags, toEightBit } from './proxy.ts'
import { render, renderCommand, withStereoSound } from './render.ts'
import { upright } from './decode-arguments.ts'
import { soundOnTime } from './sound-clock.ts'
import { soundRateHz, stillSize } from './streams.ts'

/** Raise it whenever previews of the same cut could differ. */
export const cutPreviewVersion = 1

/**
 * A cut and where it is moved to, all in s of the file's time. An export has no frames beyond its cuts: the shot that grows is
 * slowed down between the cut and `stretchS`, at most a second away, so that it fills the room; the other one loses its frames.
 */
export interface MovedCut {
  /** The first frame of the window and the end of it. */
  startS: number
  endS: number
  cutS: number
  movedS: number
  /** Before the cut when it is moved later, behind it when it is moved earlier. */
  stretchS: number
}

export interface CutPreviewRequest {
  /** Absolute. */
  path: string
  probe: DraftProbe
  programs: FfmpegPaths
  moved: MovedCut
  fps: number
  /** The time of the frame before the window; null when it begins with the first. */
  beforeS: number | null
  /** Absolute; what lies there is replaced. It is whole only when the promise resolves. */
  outPath: string
  signal?: AbortSignal | undefined
}

/** Seconds of picture around a cut. */
export const previewAroundS = 2

/**
 * The cut at `frame` moved by `by` frames, and the window around it.
 *
 * @param timesS presentation times in s of the file
 * @param cuts first frames of all shots, rising
 * @returns null when the cut would reach another one or an end
 */
export function movedCut(
  timesS: ArrayLike<number>,
  endS: number,
  cuts: readonly number[],
  frame: number,
  by: number,
): MovedCut | null {
  const before = cuts.findLast((cut) => cut < frame) ?? 0
  const after = cuts.find((cut) => cut > frame) ?? timesS.length
  const target = frame + by
  if (frame <= 0 || frame >= timesS.length || target <= before || target >= after) return null
  const cutS = timesS[frame]!
  const timeOf = (index: number): number => (index < timesS.length ? timesS[index]! : endS)
  let from = frame
  while (from > 0 && timesS[from - 1]! >= cutS - previewAroundS) from--
  const isLater = by > 0
  return {
    startS: timesS[from]!,
    endS: Math.min(endS, cutS + previewAroundS),
    cutS,
    movedS: timesS[target]!,
    stretchS: isLater
      ? Math.max(timesS[from]!, timesS[before]!, cutS - stretchAtMostS)
      : Math.min(timeOf(after), cutS + stretchAtMostS),
  }
}

const stretchAtMostS = 1

/**
 * Renders a cut moved by some frames against the untouched sound: MP4 that every browser plays.
 *
 * @throws HooklineError as `render`
 */
export async function renderCutPreview(request: CutPreviewRequest): Promise<void> {
  const { programs, signal } = request
  await render(previewCommand(request), { programs, signal, timeS: 60 })
}

function previewCommand(request: CutPreviewRequest): FfmpegCommand {
  const { path, probe, moved, fps, beforeS, outPath } = request
  const { video, audio } = probe
  // Between two frames, so that neither rounding nor another clock base loses the first one.
  const seekS = beforeS === null ? 0 : Math.max(0, (beforeS + moved.startS) / 2)
  const zeroS = moved.startS - seekS
  const size = stillSize(video.displayWidth, video.displayHeight)
  const picture = [
    ...movedFrames(moved, zeroS, 0.5 / fps),
    `fps=${fps}:start_time=0`,
    ...upright({ ...video, rotation: 0, mirrored: false }, size),
    ...toEightBit(video),
  ]
  const graph = [`[0:${video.streamIndex}]${picture.join(',')}[picture]`]
  if (audio) {
    const firstSample = Math.round(zeroS * soundRateHz)
    graph.push(
      `[0:${audio.streamIndex}]${soundOnTime(audio.sampleRate, firstSample)},asetpts=PTS-${firstSample}[sound]`,
    )
  }
  const command = renderCommand(path, outPath, seekS)
    .complexFilter(graph.join(';'), audio ? ['[picture]', '[sound]'] : ['[picture]'])
    .videoCodec('libx264')
    .outputOptions('-preset', 'ultrafast', '-crf', '23', '-bf', '0', ...colourTags(video))
    .duration((moved.endS - moved.startS).toFixed(6))
  return audio ? withStereoSound(command) : command
}

/** Filters that drop the frames of the shot that is cut shorter and spread those of the one that grows. */
function movedFrames(
  { startS, cutS, movedS, stretchS }: MovedCut,
  zeroS: number,
  halfFrameS: number,
): string[] {
  const at = (timeS: number): string => (timeS - startS + zeroS).toFixed(6)
  const first = `(PTS-${zeroS.toFixed(6)}/TB)`
  if (movedS === cutS) return [`setpts='${first}'`]
  const isLater = movedS > cutS
  const [gapStartS, gapEndS] = isLater ? [cutS, movedS] : [movedS, cutS]
  const kept = `lt(t,${at(gapStartS - halfFrameS)})+gte(t,${at(gapEndS - halfFrameS)})`
  // Within the stretch time runs from the same place to the moved cut, or from the moved cut to the same place.
  const [fromS, toS] = isLater ? [stretchS, cutS] : [cutS, stretchS]
  const slower = isLater ? (movedS - stretchS) / (cutS - stretchS) : (stretchS - movedS) / (stretchS - cutS)
  const anchorS = stretchS
  const isStretched = `gte(T,${at(fromS - halfFrameS)})*lt(T,${at(toS - halfFrameS)})`
  const stretched = `(${at(anchorS)}+(T-${at(anchorS)})*${slower.toFixed(9)}-${zeroS.toFixed(6)})/TB`
  return [`select='${kept}'`, `setpts='if(${isStretched},${stretched},${first})'`]
}
