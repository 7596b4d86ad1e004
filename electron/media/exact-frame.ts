import { HooklineError } from '../../shared/contract/errors.ts'
import { confinedInput } from './confinement.ts'
import { printTimes, upright } from './decode-arguments.ts'
import { TimeReader } from './frame-reader.ts'
import { JpegReader } from './jpeg-reader.ts'
import type { FfmpegPaths } from './locate.ts'
import type { DraftProbe } from './probe.ts'
import { defaultLimits, startProgram, stoppedFromOutside } from './program.ts'
import { stillSize } from './streams.ts'

export interface ExactFrameRequest {
  /** Absolute. */
  path: string
  probe: DraftProbe
  programs: FfmpegPaths
  /** The file's time of the frame, as the decode told it. */
  fileTimeS: number
  /** The file's time of the frame before it; null for the first one. */
  beforeS: number | null
  shortSidePx: number
  signal?: AbortSignal | undefined
}

/** Times that differ by less are the same one: containers keep them to a millisecond at worst. */
const sameTimeS = 0.0015
/** How far before the frame ffmpeg is sent: right away, and again where an index leads too far. Then it reads from the start. */
const runUpsS = [0, 10]
/** Containers that keep no presentation times (AVI, bare streams): what ffmpeg makes up after a jump is not what it makes up from the start. */
const withoutTimes = /^(avi|h264|hevc|m4v|mpegvideo|obu)$/

/**
 * One frame of a draft as JPEG, short side `shortSidePx` at most: upright, square pixels, standard range.
 *
 * ffmpeg is sent to the key frame before it and drops what comes earlier. The time of what came is compared with the one
 * asked for: an index may be wrong, or missing.
 *
 * @throws HooklineError `corrupt` when the frame can't be decoded, `timed_out`, `too_large`, `cancelled`, `ffmpeg_missing`,
 *   `ffmpeg_failed`
 */
export async function exactFrame(request: ExactFrameRequest): Promise<Uint8Array> {
  const { fileTimeS, beforeS } = request
  // Between the frame before and this one: neither rounding nor a clock of another base moves it past either.
  const betweenS = beforeS === null ? null : (beforeS + fileTimeS) / 2
  const seeks =
    betweenS === null || withoutTimes.test(request.probe.container)
      ? []
      : runUpsS.map((runUpS) => Math.max(0, betweenS - runUpS))
  for (const seekS of [...new Set(seeks), null]) {
    const found = await frameAt(request, seekS, betweenS ?? -Infinity)
    if (found && Math.abs(found.timeS - fileTimeS) < sameTimeS) return found.jpeg
  }
  throw new HooklineError(
    'corrupt',
    'This frame of the picture could not be decoded.',
    'Export the file again.',
  )
}

/** The first frame at or after a time, read from the key frame before `seekS`, or from the start. */
async function frameAt(
  { path, probe, programs, shortSidePx, signal }: ExactFrameRequest,
  seekS: number | null,
  notBeforeS: number,
): Promise<{ jpeg: Uint8Array; timeS: number } | null> {
  const { video } = probe
  const offsetS = seekS ?? 0
  const timesPipe = 3
  const filters = [
    ...(Number.isFinite(notBeforeS) ? [`select='gte(t\\,${(notBeforeS - offsetS).toFixed(6)})'`] : []),
    ...upright(video, stillSize(video.displayWidth, video.displayHeight, shortSidePx)),
    // By way of RGB: a JPEG is always BT.601 at full range, whatever the draft is.
    ...['format=rgb24', 'scale=out_color_matrix=bt601:out_range=pc', 'format=yuvj420p'],
    ...printTimes(timesPipe),
  ]
  const program = startProgram(
    programs.ffmpegPath,
    [
      ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-noautorotate'],
      ...(seekS === null ? [] : ['-ss', seekS.toFixed(6)]),
      ...confinedInput(path),
      ...['-map', `0:${video.streamIndex}`, '-vf', filters.join(','), '-fps_mode', 'passthrough'],
      ...['-frames:v', '1', '-c:v', 'mjpeg', '-q:v', '3', '-f', 'image2pipe', 'pipe:1'],
    ],
    { pipes: 2, limits: defaultLimits, signal },
  )
  const pictures = new JpegReader(program.pipes[0]!)
  const times = new TimeReader(program.pipes[1]!)
  const end = await program.done
  if (end.killedBy) throw stoppedFromOutside('ffmpeg', end)
  const jpeg = pictures.pictures[0]
  const timeS = times.timesS[0]
  return jpeg && timeS !== undefined ? { jpeg, timeS: timeS + offsetS } : null
}
