import { open } from 'node:fs/promises'
import { z } from 'zod'
import { HooklineError } from '../../shared/contract/errors.ts'
import { confinedInput } from './confinement.ts'
import type { FfmpegPaths } from './locate.ts'
import { defaultLimits, startProgram, stoppedFromOutside } from './program.ts'

/** What a file's headers say: claims, until the decode has counted. */
export interface DraftProbe {
  container: string
  durationS: number | null
  bitrateBps: number | null
  video: VideoStreamProbe
  audio: AudioStreamProbe | null
  subtitles: SubtitleStreamProbe[]
  /** Timecode of the first frame, as the camera or the editing program wrote it: `01:00:00:00`, `;` before drop frames. */
  startTimecode: string | null
  /** Indexes of further video and audio streams that are not measured. */
  otherStreams: number[]
}

export interface VideoStreamProbe {
  streamIndex: number
  codec: string
  width: number
  height: number
  displayWidth: number
  displayHeight: number
  /** Clockwise degrees that a player turns the decoded picture. */
  rotation: 0 | 90 | 180 | 270
  /** Mirrored left to right before it is turned. */
  mirrored: boolean
  averageFps: number | null
  durationS: number | null
  bitrateBps: number | null
  pixelFormat: string
  matrix: 'bt601' | 'bt709' | 'bt2020'
  hdr: 'pq' | 'hlg' | null
}

export interface AudioStreamProbe {
  streamIndex: number
  codec: string
  channels: number
  channelLayout: string | null
  sampleRate: number
  durationS: number | null
  startS: number
}

export interface SubtitleStreamProbe {
  streamIndex: number
  codec: string
  /** As the file names it, such as `eng`. */
  language: string | null
  title: string | null
  isDefault: boolean
}

/**
 * Reads a file's headers with ffprobe.
 *
 * @param path absolute
 * @throws HooklineError `not_media`, `no_video`, `still_image`, `encrypted`, `timed_out`, `cancelled`, `ffmpeg_failed`
 */
export async function probeDraft(
  path: string,
  programs: FfmpegPaths,
  signal?: AbortSignal,
): Promise<DraftProbe> {
  const { headers, complaints } = await readFileHeaders(path, programs, signal)
  if (!headers) throw await notMedia(complaints, path)
  return draftProbe(headers)
}

/**
 * What ffprobe says of a file; `headers` are null where it finds no stream in it.
 *
 * @throws HooklineError `timed_out`, `cancelled`, `ffmpeg_failed`
 */
export async function readFileHeaders(
  path: string,
  programs: FfmpegPaths,
  signal?: AbortSignal,
): Promise<{ headers: FileHeaders | null; complaints: string }> {
  const program = startProgram(
    programs.ffprobePath,
    ['-hide_banner', '-v', 'error', '-of', 'json', '-show_format', '-show_streams', ...confinedInput(path)],
    { pipes: 1, limits: { ...defaultLimits, timeS: 30 }, signal },
  )
  let json = ''
  program.pipes[0]!.setEncoding('utf8').on('data', (chunk: string) => {
    json += chunk
  })
  const end = await program.done
  if (end.killedBy) throw stoppedFromOutside('ffprobe', end)
  const parsed = outputSchema.safeParse(parseJson(json))
  const headers = parsed.success && parsed.data.streams.length > 0 ? parsed.data : null
  return { headers, complaints: end.stderr }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // ffprobe failed in mid-sentence; `notMedia` says what it said
  }
}

async function notMedia(stderr: string, path: string): Promise<HooklineError> {
  if (/No such file/.test(stderr)) return new HooklineError('file_missing', 'The file is not there any more.')
  if (/Permission denied/.test(stderr)) {
    return new HooklineError('file_unreadable', 'The file may not be read.', 'Check its permissions.')
  }
  const head = await firstBytes(path)
  if (isStillImage(head)) return stillImage()
  if (/moov atom not found/.test(stderr) && beginsLikeMp4(head)) {
    return new HooklineError(
      'corrupt',
      'The file has no index (moov atom): its export or copy was not finished.',
      'Export or copy it again.',
    )
  }
  return new HooklineError(
    'not_media',
    'This is not a video file that Hookline can read.',
    'Give it an MP4, MOV, MKV or WebM export.',
  )
}

async function firstBytes(path: string): Promise<string> {
  await using file = await open(path, 'r')
  const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0)
  return buffer.toString('latin1', 0, bytesRead)
}

/** A file named .mp4 is taken for one whatever it holds; a real one begins with one of these boxes (ISO 14496-12). */
function beginsLikeMp4(head: string): boolean {
  return /^.{4}(ftyp|mdat|moov|wide|free|skip|pnot|styp|moof)/s.test(head)
}

/** Stills that no video demuxer takes: ffmpeg reads them as the first of a numbered sequence, which is not allowed here. */
function isStillImage(head: string): boolean {
  return /^(\xff\xd8\xff|\x89PNG|BM|II\*\0|MM\0\*|RIFF.{4}WEBP|.{4}ftyp(avif|avis|heic|heix|mif1))/s.test(
    head,
  )
}

function stillImage(): HooklineError {
  return new HooklineError('still_image', 'This is a still image, not a video.', 'Give it the video export.')
}

const numeric = z.coerce.number().refine(Number.isFinite).optional().catch(undefined)
const tagsSchema = z
  .looseObject({
    timecode: z.string().optional(),
    language: z.string().optional(),
    title: z.string().optional(),
  })
  .optional()
const streamSchema = z.object({
  index: z.number().int(),
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  codec_tag_string: z.string().optional(),
  width: numeric,
  height: numeric,
  pix_fmt: z.string().optional(),
  sample_aspect_ratio: z.string().optional(),
  avg_frame_rate: z.string().optional(),
  duration: numeric,
  start_time: numeric,
  bit_rate: numeric,
  color_space: z.string().optional(),
  color_transfer: z.string().optional(),
  channels: numeric,
  channel_layout: z.string().optional(),
  sample_rate: numeric,
  nb_frames: numeric,
  tags: tagsSchema,
  disposition: z.record(z.string(), z.number()).optional(),
  side_data_list: z
    .array(z.looseObject({ side_data_type: z.string().optional(), displaymatrix: z.string().optional() }))
    .optional(),
})
const outputSchema = z.object({
  streams: z.array(streamSchema),
  format: z
    .object({ format_name: z.string().optional(), duration: numeric, bit_rate: numeric, tags: tagsSchema })
    .optional(),
})
type Stream = z.infer<typeof streamSchema>
export type FileHeaders = z.infer<typeof outputSchema>

/** The streams of picture and of sound; a cover is no picture. */
export function mediaStreams({ streams }: FileHeaders): { pictures: Stream[]; sounds: Stream[] } {
  return {
    pictures: streams.filter((s) => s.codec_type === 'video' && !s.disposition?.attached_pic),
    sounds: streams.filter((s) => s.codec_type === 'audio' && (s.channels ?? 0) > 0),
  }
}

function draftProbe(output: FileHeaders): DraftProbe {
  const container = output.format?.format_name ?? 'unknown'
  const { pictures, sounds } = mediaStreams(output)
  const video = preferred(pictures)
  if (!video)
    throw new HooklineError(
      'no_video',
      'The file has no picture to score, only sound.',
      'Give it the video export.',
    )
  if (/_pipe$/.test(container)) {
    throw stillImage()
  }
  if (/^(encv|enca)$/.test(video.codec_tag_string ?? '') || video.codec_name === undefined) {
    throw new HooklineError(
      'not_media',
      'The picture is stored in a form that this ffmpeg cannot decode.',
      'Export it as H.264.',
    )
  }
  const audio = preferred(sounds)
  return {
    container,
    durationS: output.format?.duration ?? null,
    bitrateBps: output.format?.bit_rate ?? null,
    video: videoProbe(video),
    audio: audio ? audioProbe(audio) : null,
    subtitles: output.streams.filter((s) => s.codec_type === 'subtitle').map(subtitleProbe),
    startTimecode:
      [video, ...output.streams, output.format].find((part) => part?.tags?.timecode)?.tags?.timecode ?? null,
    otherStreams: [...pictures, ...sounds].filter((s) => s !== video && s !== audio).map((s) => s.index),
  }
}

/** What a player shows: the stream marked default, or else the first. */
export function preferred(streams: readonly Stream[]): Stream | undefined {
  return streams.find((s) => s.disposition?.default) ?? streams[0]
}

function videoProbe(stream: Stream): VideoStreamProbe {
  const width = stream.width ?? 0
  const height = stream.height ?? 0
  if (width < 1 || height < 1) {
    throw new HooklineError('corrupt', 'The headers give the picture no size.', 'Export the file again.')
  }
  const { rotation, mirrored } = orientation(stream)
  const pixelAspect = ratio(stream.sample_aspect_ratio, ':') ?? 1
  const shownWidth = Math.max(1, Math.round(width * pixelAspect))
  const turned = rotation === 90 || rotation === 270
  const hdr =
    stream.color_transfer === 'smpte2084' ? 'pq' : stream.color_transfer === 'arib-std-b67' ? 'hlg' : null
  return {
    streamIndex: stream.index,
    codec: stream.codec_name ?? 'unknown',
    width,
    height,
    displayWidth: turned ? height : shownWidth,
    displayHeight: turned ? shownWidth : height,
    rotation,
    mirrored,
    averageFps: ratio(stream.avg_frame_rate, '/'),
    durationS: stream.duration ?? null,
    bitrateBps: stream.bit_rate ?? null,
    pixelFormat: stream.pix_fmt ?? 'unknown',
    matrix: colourMatrix(stream.color_space, height, hdr !== null),
    hdr,
  }
}

export function audioProbe(stream: Stream): AudioStreamProbe {
  return {
    streamIndex: stream.index,
    codec: stream.codec_name ?? 'unknown',
    channels: stream.channels ?? 1,
    channelLayout: stream.channel_layout ?? null,
    sampleRate: stream.sample_rate ?? 0,
    durationS: stream.duration ?? null,
    startS: stream.start_time ?? 0,
  }
}

function subtitleProbe({ index, codec_name, tags, disposition }: Stream): SubtitleStreamProbe {
  const language = tags?.language
  return {
    streamIndex: index,
    codec: codec_name ?? 'unknown',
    language: language === undefined || language === 'und' ? null : language,
    title: tags?.title ?? null,
    isDefault: disposition?.default === 1,
  }
}

/** Streams that don't say: players take BT.601 for standard, BT.709 for high definition, BT.2020 for high range. */
function colourMatrix(space: string | undefined, height: number, hdr: boolean): VideoStreamProbe['matrix'] {
  if (space === 'bt709') return 'bt709'
  if (space?.startsWith('bt2020')) return 'bt2020'
  if (space && space !== 'unknown') return 'bt601'
  if (hdr) return 'bt2020'
  return height >= 720 ? 'bt709' : 'bt601'
}

/** The display matrix (ISO 14496-12, 16.16 fixed point) as a mirror followed by a clockwise turn, to the nearest 90°. */
function orientation(stream: Stream): Pick<VideoStreamProbe, 'rotation' | 'mirrored'> {
  const text = stream.side_data_list?.find((d) => d.displaymatrix)?.displaymatrix
  const cells = text?.match(/-?\d+/g)?.map(Number)
  // Each of the three lines begins with its own eight-digit offset.
  const [a, b, c, d] = cells ? [cells[1]!, cells[2]!, cells[5]!, cells[6]!] : [1, 0, 0, 1]
  const mirrored = a * d - b * c < 0
  const degrees = (Math.atan2(b, mirrored ? -a : a) * 180) / Math.PI
  const clockwise = mirrored ? -degrees : degrees
  const rotation = ((((Math.round(clockwise / 90) * 90) % 360) + 360) % 360) as VideoStreamProbe['rotation']
  return { rotation, mirrored }
}

function ratio(text: string | undefined, separator: string): number | null {
  const [numerator, denominator] = (text ?? '').split(separator).map(Number)
  if (!numerator || !denominator || numerator < 0 || denominator < 0) return null
  return numerator / denominator
}
