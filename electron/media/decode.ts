import type { Readable } from 'node:stream'
import { HooklineError } from '../../shared/contract/errors.ts'
import type { Warning } from '../../shared/contract/measurement.ts'
import { decodeArguments, decodePipeCount, decodePipes, type QuickLook } from './decode-arguments.ts'
import { damageWarnings, tellsOfDamage } from './damage.ts'
import type { DraftClock } from './detector.ts'
import { FrameReader, TimeReader } from './frame-reader.ts'
import { JpegReader } from './jpeg-reader.ts'
import type { FfmpegPaths } from './locate.ts'
import type { DraftProbe } from './probe.ts'
import { askedToEnd, defaultLimits, startProgram, stoppedFromOutside, type ProgramEnd } from './program.ts'
import { soundClockWarnings } from './sound-clock.ts'
import { SoundReader } from './sound-reader.ts'
import {
  smallFrameSize,
  stillSize,
  type DetailFrame,
  type SmallFrame,
  type SoundBlock,
  type StillFrame,
  type StreamName,
  type Thumbnail,
} from './streams.ts'

export interface DecodeRequest {
  /** Absolute. */
  path: string
  probe: DraftProbe
  /** Which streams the sink reads; every frame's time is always delivered. */
  streams: ReadonlySet<StreamName>
  programs: FfmpegPaths
  signal?: AbortSignal | undefined
  /** A quick look instead of a whole decode; what it delivers is a part of the draft. */
  look?: QuickLook
  /** Seconds of the draft decoded so far. */
  onProgress?: (doneS: number) => void
}

export interface DecodeSink {
  frame(frame: SmallFrame): void
  still(still: StillFrame): void
  /** @returns what is waited for before the next one comes */
  detailFrame?(detail: DetailFrame): Promise<void> | void
  thumbnail(thumbnail: Thumbnail): void
  sound(block: SoundBlock): void
}

export interface DecodeOutcome {
  clock: DraftClock
  /** Presentation time of each frame, seconds from the first. */
  frameTimesS: Float64Array
  /** Seconds of sound that came. */
  soundSamples: number
  warnings: Warning[]
}

/**
 * Decodes a draft once, in software, in one ffmpeg process, and hands each stream to the sink as it comes.
 *
 * Frames are upright with square pixels, in presentation order, none dropped or repeated. Nothing is written to disk.
 *
 * @throws HooklineError `corrupt` when no frame can be decoded, `timed_out`, `too_large`, `cancelled`, `ffmpeg_missing`,
 *   `ffmpeg_failed` when somebody else ended ffmpeg
 */
export async function decode(request: DecodeRequest, sink: DecodeSink): Promise<DecodeOutcome> {
  const { path, probe, streams, programs, signal } = request
  const limits = { ...defaultLimits, timeS: decodeLimitS(probe) }
  let complaints = 0
  const program = startProgram(programs.ffmpegPath, decodeArguments(path, probe, streams, request.look), {
    pipes: decodePipeCount,
    limits,
    signal,
    onStderrLine: (line) => {
      if (tellsOfDamage(line)) complaints++
    },
  })
  const pipe = (fd: number): Readable => program.pipes[fd - 2]!

  const small = smallFrameSize(probe.video.displayWidth, probe.video.displayHeight)
  const frames: FrameReader = new FrameReader(
    pipe(decodePipes.frames),
    pipe(decodePipes.frameTimes),
    small.width * small.height * 3,
    (rgb, fileTimeS, index) => {
      const timeS = fileTimeS - frames.times.originS
      request.onProgress?.(timeS)
      sink.frame({ index, timeS, ...small, rgb })
    },
  )
  const large = stillSize(probe.video.displayWidth, probe.video.displayHeight)
  const stills: FrameReader = new FrameReader(
    pipe(decodePipes.stills),
    pipe(decodePipes.stillTimes),
    large.width * large.height * 3,
    (rgb, fileTimeS) =>
      // The first still is the first frame, so both count from the same origin.
      sink.still({ timeS: fileTimeS - stills.times.originS, ...large, rgb }),
  )
  const details: FrameReader = new FrameReader(
    pipe(decodePipes.details),
    pipe(decodePipes.detailTimes),
    (large.width * large.height * 3) / 2,
    (planes, fileTimeS) => sink.detailFrame?.({ timeS: fileTimeS - details.times.originS, ...large, planes }),
  )
  const thumbnails = new JpegReader(pipe(decodePipes.thumbnails))
  const thumbnailTimes = new TimeReader(pipe(decodePipes.thumbnailTimes))
  const sound = new SoundReader(pipe(decodePipes.sound), probe.audio?.channels ?? 0, (block) =>
    sink.sound(block),
  )
  const soundLateness = new TimeReader(pipe(decodePipes.soundLateness))
  program.pipes[0]!.resume() // standard output carries nothing

  const lookEnds = request.look && setTimeout(program.stop, request.look.withinS * 1000)
  const end = await program.done.finally(() => clearTimeout(lookEnds))
  if ((end.killedBy || end.exitCode === askedToEnd) && !request.look) throw stoppedFromOutside('ffmpeg', end)
  await details.delivered()
  const frameTimesS = frames.finish()
  if (frameTimesS.length === 0) throw nothingDecoded(end)
  thumbnails.pictures.forEach((jpeg, i) =>
    sink.thumbnail({ timeS: (thumbnailTimes.timesS[i] ?? 0) - thumbnailTimes.originS, jpeg }),
  )
  const durationS = pictureDuration(frameTimesS, probe)
  const { originS } = frames.times
  const damage =
    complaints > 0 && !request.look
      ? await damageWarnings({ path, probe, programs, limits, durationS, originS, signal })
      : []
  return {
    clock: { originS, durationS },
    frameTimesS,
    soundSamples: sound.samples,
    warnings: [
      ...damage,
      ...soundClockWarnings(soundLateness.timesS, originS),
      ...endsEarly({ originS, durationS }, frameTimesS.at(-1)!, probe),
    ],
  }
}

/** Headers that promise more picture than came. */
function endsEarly({ originS, durationS }: DraftClock, lastFrameS: number, probe: DraftProbe): Warning[] {
  // Matroska tells the end of the whole file alone, for each stream too, and the picture may begin late in it.
  const wholeS = probe.durationS === null ? null : probe.durationS - Math.max(0, originS)
  const claimedS = (probe.container.includes('matroska') ? wholeS : probe.video.durationS) ?? wholeS
  if (claimedS === null || claimedS - durationS <= Math.max(1, 0.05 * claimedS)) return []
  return [
    {
      code: 'ends_early',
      message: `The headers promise ${claimedS.toFixed(1)} s of picture, ${durationS.toFixed(1)} s could be decoded: the file may be cut off.`,
      startS: lastFrameS,
      endS: claimedS,
    },
  ]
}

/** Long drafts may take longer than the usual limit; what headers claim may be a lie, hence at most an hour. */
function decodeLimitS(probe: DraftProbe): number {
  return Math.min(3_600, Math.max(defaultLimits.timeS, 4 * (probe.durationS ?? 0)))
}

/** The last frame is shown as long as the frames before it were on average; raw frames don't carry their duration. */
function pictureDuration(timesS: Float64Array, probe: DraftProbe): number {
  const lastS = timesS.at(-1)!
  const before = Math.min(timesS.length - 1, 10)
  if (before > 0) return lastS + (lastS - timesS[timesS.length - 1 - before]!) / before
  return probe.video.averageFps ? 1 / probe.video.averageFps : (probe.video.durationS ?? 0)
}

function nothingDecoded(end: ProgramEnd): HooklineError {
  if (/Unknown encoder|No such filter|Unrecognized option|Option not found/.test(end.stderr)) {
    return new HooklineError(
      'ffmpeg_failed',
      'This ffmpeg lacks a part that Hookline needs.',
      'Run `hookline doctor`.',
    )
  }
  return new HooklineError(
    'corrupt',
    'Not one frame of the picture could be decoded.',
    'Export the file again.',
  )
}
