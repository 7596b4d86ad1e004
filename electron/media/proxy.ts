import { HooklineError } from '../../shared/contract/errors.ts'
import { confinedInput } from './confinement.ts'
import { upright } from './decode-arguments.ts'
import type { FfmpegPaths } from './locate.ts'
import type { DraftProbe, VideoStreamProbe } from './probe.ts'
import { defaultLimits, startProgram, stoppedFromOutside, type ProgramEnd } from './program.ts'
import { soundOnTime } from './sound-clock.ts'
import { soundRateHz, stillSize } from './streams.ts'

/** Raise it whenever proxies of the same file could differ: those that are kept are then made anew. */
export const proxyVersion = 2

export interface ProxyRequest {
  /** Absolute. */
  path: string
  probe: DraftProbe
  programs: FfmpegPaths
  /** The file's time of the first frame shown: time 0 of the proxy. */
  originS: number
  /** From the first frame shown to the end of the last one. */
  durationS: number
  /** Absolute; what lies there is replaced. It is whole only when the promise resolves. */
  outPath: string
  signal?: AbortSignal | undefined
  /** Share done, 0 to 1. */
  onProgress?: (fraction: number) => void
}

/**
 * Renders a small copy that every browser plays and seeks in at once: MP4, H.264 with key frames only, short side 540 px
 * at most, upright, standard range, stereo AAC. Each frame keeps its time, counted from the first one, and the sound its
 * place against the picture.
 *
 * @throws HooklineError `disk_full`, `folder_not_writable`, `corrupt`, `timed_out`, `too_large`, `cancelled`,
 *   `ffmpeg_missing`, `ffmpeg_failed`
 */
export async function renderProxy(request: ProxyRequest): Promise<void> {
  const { programs, durationS, signal, onProgress } = request
  const program = startProgram(programs.ffmpegPath, proxyArguments(request), {
    pipes: 1,
    limits: { ...defaultLimits, timeS: Math.min(4 * 3_600, Math.max(defaultLimits.timeS, 20 * durationS)) },
    signal,
  })
  let rest = ''
  program.pipes[0]!.setEncoding('latin1').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const doneUs = /^out_time_us=(\d+)/.exec(line)?.[1]
      if (doneUs && durationS > 0) onProgress?.(Math.min(1, Number(doneUs) / 1e6 / durationS))
    }
  })
  const end = await program.done
  if (end.killedBy || end.exitCode === askedToEnd) throw stoppedFromOutside('ffmpeg', end)
  if (end.exitCode !== 0) throw renderFault(end)
}

/** With this exit code ffmpeg ends in good order when it is sent SIGTERM or SIGINT: with a part of the draft only. */
export const askedToEnd = 255
/** Divides the frame times of the usual rates, in frames a second of 24, 25, 30, 50, 60 and their 1000/1001. */
const ticksPerSecond = 120_000

function proxyArguments({ path, probe, originS, outPath }: ProxyRequest): string[] {
  const { video, audio } = probe
  // ffmpeg turns the picture itself here: told not to, it hands the display matrix on to the copy, which players turn again.
  const picture = [
    ...upright(
      { ...video, rotation: 0, mirrored: false },
      stillSize(video.displayWidth, video.displayHeight),
    ),
    ...toEightBit(video),
    `settb=1/${ticksPerSecond}`,
    'setpts=PTS-STARTPTS',
  ]
  const graph = [`[0:${video.streamIndex}]${picture.join(',')}[picture]`]
  if (audio) {
    const firstSample = Math.round(originS * soundRateHz)
    // What sounds before the first frame is cut off, what begins after it is led in by silence.
    const sound = [soundOnTime(audio.sampleRate, firstSample), `asetpts=PTS-${firstSample}`]
    graph.push(`[0:${audio.streamIndex}]${sound.join(',')}[sound]`)
  }
  return [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-y'],
    ...['-progress', 'pipe:1', '-stats_period', '0.2'],
    ...confinedInput(path),
    ...['-filter_complex', graph.join(';')],
    ...['-map', '[picture]', '-fps_mode', 'passthrough', '-enc_time_base', '-1'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '23', '-g', '1', '-bf', '0'],
    ...['-video_track_timescale', String(ticksPerSecond), ...colourTags(video)],
    ...(audio ? ['-map', '[sound]', '-c:a', 'aac', '-ac', '2', '-b:a', '160k'] : []),
    ...['-map_metadata', '-1', '-map_chapters', '-1', '-max_muxing_queue_size', '4096'],
    ...['-movflags', '+faststart', '-f', 'mp4', `file:${outPath}`],
  ]
}

/** 4:2:0 at studio range. What the tone mapping leaves is RGB; other pictures keep their matrix, which the tags name. */
export function toEightBit(video: VideoStreamProbe): string[] {
  const matrix = matrixOfProxy(video)
  return [`scale=out_range=tv:out_color_matrix=${matrix}:in_color_matrix=${matrix}`, 'format=yuv420p']
}

function matrixOfProxy({ hdr, matrix }: VideoStreamProbe): VideoStreamProbe['matrix'] {
  return hdr ? 'bt709' : matrix
}

export function colourTags(video: VideoStreamProbe): string[] {
  const space = { bt601: 'smpte170m', bt709: 'bt709', bt2020: 'bt2020nc' }[matrixOfProxy(video)]
  return [...['-colorspace', space, '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv']]
}

export function renderFault({ stderr }: ProgramEnd): HooklineError {
  if (/No space left on device|Disk quota exceeded|File too large/i.test(stderr)) {
    return new HooklineError(
      'disk_full',
      'The disk is full: the small copy for playing was not made.',
      'Free some space and try again.',
    )
  }
  if (/Permission denied|Read-only file system|No such file or directory/i.test(stderr)) {
    return new HooklineError(
      'folder_not_writable',
      "The small copy for playing can't be written to the library folder.",
      'Check the permissions of the library folder.',
    )
  }
  if (/Unknown encoder|No such filter|Unrecognized option|Option not found/i.test(stderr)) {
    return new HooklineError(
      'ffmpeg_failed',
      'This ffmpeg lacks a part that Hookline needs for the small copy.',
      'Run `hookline doctor`.',
    )
  }
  return new HooklineError(
    'corrupt',
    'The small copy for playing could not be made from this file.',
    'Export the file again.',
  )
}
