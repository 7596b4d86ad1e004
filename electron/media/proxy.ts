import type { FfmpegCommand } from 'fluent-ffmpeg'
import { upright } from './decode-arguments.ts'
import type { FfmpegPaths } from './locate.ts'
import type { DraftProbe, VideoStreamProbe } from './probe.ts'
import { defaultLimits } from './program.ts'
import { render, renderCommand, withStereoSound } from './render.ts'
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
 * @throws HooklineError as `render`
 */
export async function renderProxy(request: ProxyRequest): Promise<void> {
  const { programs, durationS, signal, onProgress } = request
  await render(proxyCommand(request), {
    programs,
    signal,
    timeS: Math.min(4 * 3_600, Math.max(defaultLimits.timeS, 20 * durationS)),
    onWritten: (writtenS) => {
      if (durationS > 0) onProgress?.(Math.min(1, writtenS / durationS))
    },
  })
}

/** Divides the frame times of the usual rates, in frames a second of 24, 25, 30, 50, 60 and their 1000/1001. */
const ticksPerSecond = 120_000

function proxyCommand({ path, probe, originS, outPath }: ProxyRequest): FfmpegCommand {
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
  const command = renderCommand(path, outPath)
    .complexFilter(graph.join(';'), audio ? ['[picture]', '[sound]'] : ['[picture]'])
    .videoCodec('libx264')
    // Every frame is a key frame and keeps its own time.
    .outputOptions('-preset', 'ultrafast', '-crf', '23', '-g', '1', '-bf', '0')
    .outputOptions('-fps_mode', 'passthrough', '-enc_time_base', '-1')
    .outputOptions('-video_track_timescale', String(ticksPerSecond), ...colourTags(video))
    .outputOptions('-max_muxing_queue_size', '4096')
  return audio ? withStereoSound(command) : command
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
