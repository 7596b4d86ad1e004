import { availableParallelism } from 'node:os'
import { confinedInput } from './confinement.ts'
import type { DraftProbe, VideoStreamProbe } from './probe.ts'
import { exactScaling, hasAlpha, overBlack, toneMapping } from './standard-colour.ts'
import { soundLateness, soundOnTime } from './sound-clock.ts'
import { detailIntervalS, smallFrameSize, stillIntervalS, stillSize, type StreamName } from './streams.ts'

/** Which descriptor of ffmpeg carries what. */
export const decodePipes = {
  frames: 3,
  frameTimes: 4,
  stills: 5,
  stillTimes: 6,
  thumbnails: 7,
  thumbnailTimes: 8,
  sound: 9,
  soundLateness: 10,
  details: 11,
  detailTimes: 12,
} as const
/** Standard output and descriptors 3 to 12. */
export const decodePipeCount = 11

/** Raise it whenever the streams could differ for the same file: what was measured from the old ones is then outdated. */
export const decodeVersion = 3

/** The arguments of the one ffmpeg run that delivers the wanted streams of a draft. */
export function decodeArguments(
  path: string,
  probe: DraftProbe,
  streams: ReadonlySet<StreamName>,
  look: QuickLook | null = null,
): string[] {
  const branches = pictureBranches(probe, streams)
  const sound = streams.has('sound') ? probe.audio : null
  const graph = [
    `[0:${probe.video.streamIndex}]split=${branches.length}${branches.map((b) => `[${b.name}In]`).join('')}`,
    ...branches.map((b) => `[${b.name}In]${b.filters.join(',')}[${b.name}]`),
  ]
  if (sound) {
    // Sample 0 at the file's time 0, and all at the times of the time stamps: a sample's number is its time.
    graph.push(
      `[0:${sound.streamIndex}]asplit[soundIn][stamps]`,
      `[soundIn]${soundOnTime(sound.sampleRate)}[sound]`,
      `[stamps]${[...soundLateness(sound.sampleRate), ...printMetadata('ametadata', decodePipes.soundLateness)].join(',')},anullsink`,
    )
  }
  return [
    ...['-hide_banner', '-nostdin', '-loglevel', 'level+warning', '-max_error_rate', '1'],
    // The deblocking filter is a sixth of the decode. Without it small frames are one to two levels of 255 off far from a
    // key frame (test/media/long-prediction.test.ts); scores of real drafts move by two points at most.
    ...['-skip_loop_filter', 'all', '-noautorotate', '-threads', String(decoderThreads(probe))],
    ...(look ? ['-skip_frame', 'nokey', '-t', String(look.untilS)] : []),
    ...confinedInput(path),
    ...['-filter_complex', graph.join(';')],
    ...branches.flatMap((b) => [
      '-map',
      `[${b.name}]`,
      '-fps_mode',
      'passthrough',
      '-enc_time_base',
      '-1',
      ...b.output,
    ]),
    ...(sound
      ? ['-map', '[sound]', '-c:a', 'pcm_f32le', ...fewWrites, '-f', 'f32le', `pipe:${decodePipes.sound}`]
      : []),
  ]
}

/** Full frames that may stand decoded ahead: of 8K only a few, of usual sizes always six. */
const aheadBytes = 128 * 1024 * 1024
const mostAhead = 6

/**
 * More than there are cores: what stands decoded ahead keeps them at work while a frame is scaled and the detectors are
 * busy with another.
 */
function decoderThreads({ video }: DraftProbe): number {
  const frameBytes = 1.5 * video.width * video.height
  const ahead = Math.max(1, Math.min(mostAhead, Math.floor(aheadBytes / frameBytes)))
  return Math.min(16, availableParallelism() + ahead)
}

/** A coder's blocks of sound are small: written by themselves they wake the reader four times as often. */
const fewWrites = ['-flush_packets', '0']

/** A quick look instead of a whole decode: key frames and sound up to a time. */
export interface QuickLook {
  untilS: number
  /** Seconds after which the look ends with what it has: every frame of some codecs is a key frame. */
  withinS: number
}

interface Branch {
  name: string
  filters: string[]
  output: string[]
}

function pictureBranches(probe: DraftProbe, streams: ReadonlySet<StreamName>): Branch[] {
  const { video } = probe
  const small = smallFrameSize(video.displayWidth, video.displayHeight)
  const large = stillSize(video.displayWidth, video.displayHeight)
  const every = sparse(stillIntervalS(probe.durationS))
  const raw = (fd: number): string[] => ['-c:v', 'rawvideo', '-f', 'rawvideo', `pipe:${fd}`]
  const branches: Branch[] = [
    {
      name: 'frames',
      filters: [...upright(video, small), ...toRgb(video, small), ...printTimes(decodePipes.frameTimes)],
      output: raw(decodePipes.frames),
    },
  ]
  if (streams.has('stills')) {
    branches.push({
      name: 'stills',
      filters: [
        every,
        ...upright(video, large),
        ...toRgb(video, large),
        ...printTimes(decodePipes.stillTimes),
      ],
      output: raw(decodePipes.stills),
    })
  }
  if (streams.has('details')) {
    branches.push({
      name: 'details',
      filters: [
        sparse(detailIntervalS(probe.durationS)),
        ...toFullRange(video, large),
        'format=yuv420p',
        ...printTimes(decodePipes.detailTimes),
      ],
      output: raw(decodePipes.details),
    })
  }
  if (streams.has('thumbnails')) {
    branches.push({
      name: 'thumbnails',
      filters: [every, ...upright(video, small), ...printTimes(decodePipes.thumbnailTimes)],
      output: [
        '-c:v',
        'mjpeg',
        '-q:v',
        '5',
        '-pix_fmt',
        'yuvj420p',
        '-f',
        'image2pipe',
        `pipe:${decodePipes.thumbnails}`,
      ],
    })
  }
  return branches
}

/**
 * By way of planes, for which ffmpeg has quick code. At half the size and below not a value differs from RGB in one step;
 * above, where chroma is enlarged, the two ways round differently.
 */
function toRgb(video: VideoStreamProbe, shown: { width: number }): string[] {
  if (2 * shown.width > video.displayWidth) return ['format=rgb24']
  return ['format=gbrp', `scale=flags=${exactScaling}`, 'format=rgb24']
}

/** To full range of BT.709: in the one pass that scales, or after the tone mapping of an HDR draft, which needs light first. */
function toFullRange(video: VideoStreamProbe, shown: { width: number; height: number }): string[] {
  if (video.hdr) {
    return [...upright(video, shown), `scale=out_color_matrix=bt709:out_range=pc:flags=${exactScaling}`]
  }
  return upright(video, shown, ':out_color_matrix=bt709:out_range=pc')
}

function sparse(intervalS: number): string {
  return `select='isnan(prev_selected_t)+gte(t-prev_selected_t\\,${intervalS})'`
}

/**
 * Filters to an upright picture of standard range. Scales first and turns after: turning full frames would cost more than
 * all the rest.
 *
 * @param target further options of the scaling: the matrix and range it is to give
 */
export function upright(
  video: VideoStreamProbe,
  shown: { width: number; height: number },
  target = '',
): string[] {
  const turned = video.rotation === 90 || video.rotation === 270
  const width = turned ? shown.height : shown.width
  const height = turned ? shown.width : shown.height
  const turn = { 0: [], 90: ['transpose=clock'], 180: ['hflip', 'vflip'], 270: ['transpose=cclock'] }[
    video.rotation
  ]
  return [
    ...(hasAlpha(video.pixelFormat) ? overBlack(video.matrix) : []),
    `scale=${width}:${height}:flags=area+${exactScaling}:in_color_matrix=${video.matrix}${target}`,
    ...(video.hdr ? toneMapping(video.hdr) : []),
    ...(video.mirrored ? ['hflip'] : []),
    ...turn,
    'setsar=1',
  ]
}

/** Filters that print each frame's time, in microseconds, to a descriptor. */
export function printTimes(fd: number): string[] {
  return ['settb=1/1000000', ...printMetadata('metadata', fd)]
}

/** `print` skips frames without metadata, so one entry is added first. */
function printMetadata(filter: 'metadata' | 'ametadata', fd: number): string[] {
  return [
    `${filter}=mode=add:key=hookline:value=1`,
    `${filter}=mode=print:key=hookline:file=pipe\\\\:${fd}:direct=1`,
  ]
}
