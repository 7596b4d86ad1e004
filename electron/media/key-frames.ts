import { confinedInput } from './confinement.ts'
import type { FfmpegPaths } from './locate.ts'
import type { DraftProbe } from './probe.ts'
import { defaultLimits, startProgram, stoppedFromOutside } from './program.ts'

/** How the frames of a file lie, from its packets alone. */
export interface KeyFrames {
  /** The file's own time of the first frame shown (ffmpeg's, with the start of the file left in). */
  firstFrameS: number
  /** The longest way from one key frame to the next, or to the end; at least `stopAtS` when the reading ended there. */
  longestGapS: number
}

/** Most of the frames that a frame can be moved by between decoding and showing it. */
const reorderDepth = 64

/**
 * Reads the packets of the picture, without decoding, until two key frames are further apart than `stopAtS`.
 *
 * @returns null when the file has no packet with a time
 * @throws HooklineError `timed_out`, `too_large`, `cancelled`, `ffmpeg_missing`, `ffmpeg_failed`
 */
export async function readKeyFrames(
  path: string,
  probe: DraftProbe,
  programs: FfmpegPaths,
  { stopAtS, signal }: { stopAtS: number; signal?: AbortSignal | undefined },
): Promise<KeyFrames | null> {
  const program = startProgram(
    programs.ffprobePath,
    [
      ...['-hide_banner', '-v', 'error', '-select_streams', String(probe.video.streamIndex)],
      ...['-show_entries', 'packet=pts_time,flags', '-of', 'csv=p=0', ...confinedInput(path)],
    ],
    { pipes: 1, limits: { ...defaultLimits, timeS: 600 }, signal },
  )
  let firstFrameS = Infinity
  let lastKeyS = NaN
  let lastS = -Infinity
  let longestGapS = 0
  let packets = 0
  const reading = { stopped: false }
  let rest = ''
  program.pipes[0]!.setEncoding('latin1').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const [time, flags] = line.split(',')
      const timeS = Number(time)
      // A packet that an edit list drops has the flag D; it is decoded, not shown.
      if (!time || !flags || !Number.isFinite(timeS) || flags.includes('D')) continue
      packets++
      if (packets <= reorderDepth) firstFrameS = Math.min(firstFrameS, timeS)
      lastS = Math.max(lastS, timeS)
      const sinceS =
        (flags.startsWith('K') ? timeS : lastS) - (Number.isNaN(lastKeyS) ? firstFrameS : lastKeyS)
      longestGapS = Math.max(longestGapS, sinceS)
      if (flags.startsWith('K')) lastKeyS = timeS
    }
    if (longestGapS > stopAtS && packets > reorderDepth && !reading.stopped) {
      reading.stopped = true
      program.stop()
    }
  })
  const end = await program.done
  if (end.killedBy && !reading.stopped) throw stoppedFromOutside('ffprobe', end)
  return packets > 0 ? { firstFrameS, longestGapS } : null
}
