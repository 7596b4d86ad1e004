import { containerStructure, type ContainerStructure } from './container-structure.ts'
import { readKeyFrames } from './key-frames.ts'
import type { FfmpegPaths } from './locate.ts'
import type { DraftProbe, VideoStreamProbe } from './probe.ts'

/** Whether a browser plays a file, and seeks in it exactly and quickly. */
export interface BrowserPlayback {
  /** Why not, for the person; null when it does. */
  reason: string | null
  /** The player's time at which the first frame is shown. */
  firstFrameOffsetS: number
}

/** Further apart, a seek decodes too much before it shows its frame. */
const mostBetweenKeyFramesS = 2
const instead = 'so a small copy is shown.'

/**
 * Decides for Chromium: MP4, MOV or WebM with 8-bit 4:2:0 H.264, VP8, VP9 or AV1, sound that it plays, and key frames at
 * most 2 s apart. Chromium counts from the file's own clock (measured with files that begin late), so the first frame
 * lies where its packet says.
 *
 * @param path absolute
 * @throws HooklineError what reading the packets throws
 */
export async function browserPlayback(
  path: string,
  probe: DraftProbe,
  programs: FfmpegPaths,
  signal?: AbortSignal,
): Promise<BrowserPlayback> {
  const fault = headerFault(probe) ?? structureFault(probe, await containerStructure(path))
  if (fault) return { reason: `${fault}, ${instead}`, firstFrameOffsetS: 0 }
  const keyFrames = await readKeyFrames(path, probe, programs, { stopAtS: mostBetweenKeyFramesS, signal })
  if (!keyFrames) return { reason: `Its frames carry no times, ${instead}`, firstFrameOffsetS: 0 }
  const { firstFrameS, longestGapS } = keyFrames
  // A group of 60 frames at 29.97 a second is 2.002 s long.
  const tooFar = longestGapS > mostBetweenKeyFramesS * 1.01
  return {
    reason: tooFar
      ? `Its key frames are more than ${mostBetweenKeyFramesS} s apart, too far for exact seeking, ${instead}`
      : null,
    firstFrameOffsetS: firstFrameS,
  }
}

const playedCodecs = new Set(['h264', 'vp8', 'vp9', 'av1'])
const playedSounds = new Set(['aac', 'mp3', 'opus', 'vorbis'])
const codecNames: Readonly<Record<string, string>> = {
  prores: 'ProRes',
  dnxhd: 'DNxHD/DNxHR',
  hevc: 'HEVC (H.265)',
  mpeg1video: 'MPEG-1',
  mpeg2video: 'MPEG-2',
  mpeg4: 'MPEG-4 Part 2',
  mjpeg: 'Motion JPEG',
  cfhd: 'CineForm',
  qtrle: 'QuickTime Animation',
  rawvideo: 'Uncompressed video',
  v210: 'Uncompressed 10-bit video',
  gif: 'GIF',
  apng: 'Animated PNG',
  png: 'PNG video',
}

/** What the headers alone tell against playing a file; null when nothing does. */
export function headerFault({ container, video, audio, otherStreams }: DraftProbe): string | null {
  if (!playedCodecs.has(video.codec)) {
    return `${codecNames[video.codec] ?? video.codec.toUpperCase()} can't be played here`
  }
  if (!isMp4(container) && !isMatroska(container)) {
    return `Files of the kind ${container.split(',')[0]!.toUpperCase()} can't be played here`
  }
  const picture = pictureFault(video)
  if (picture) return picture
  if (audio && !playedSounds.has(audio.codec)) {
    const name = audio.codec.startsWith('pcm_') ? 'Uncompressed' : audio.codec.toUpperCase()
    return `${name} sound can't be played here`
  }
  const lastUsed = Math.max(video.streamIndex, audio?.streamIndex ?? 0)
  if (otherStreams.some((index) => index < lastUsed)) return 'A player may choose another of its tracks'
  return null
}

function pictureFault({ pixelFormat, codec, hdr, mirrored, rotation }: VideoStreamProbe): string | null {
  const name = codec === 'h264' ? 'H.264' : codec.toUpperCase()
  if (hdr) return `${hdr.toUpperCase()} HDR looks different on every screen`
  if (/^yuvj?420p$/.test(pixelFormat)) {
    if (mirrored) return 'Its picture is stored mirrored'
    if (rotation !== 0 && codec !== 'h264') return 'Its picture is stored turned'
    return null
  }
  if (pixelFormat.startsWith('yuva')) return `Transparent ${name} looks different over every page`
  const depth = /p(9|10|12|14|16)(le|be)?$/.exec(pixelFormat)?.[1]
  const sampling = /4(22|44|40|11|10)p/.exec(pixelFormat)?.[0]
  const kind = [depth ? `${depth}-bit` : '', sampling ? `4:${sampling[1]}:${sampling[2]}` : '']
    .filter(Boolean)
    .join(' ')
  return `${kind || pixelFormat} ${name} can't be played here`
}

function structureFault({ container, durationS }: DraftProbe, structure: ContainerStructure): string | null {
  if (isMatroska(container)) {
    if (!structure.webm) return "MKV can't be played here"
    if (!structure.cues || durationS === null) return 'It has no index to seek by'
    return null
  }
  if (structure.fragmented) return 'It is stored in fragments, without an index to seek by'
  if (structure.rearranged) return 'Its edit list rearranges what is stored, which players read differently'
  return null
}

function isMp4(container: string): boolean {
  return container.split(',').includes('mp4')
}

function isMatroska(container: string): boolean {
  return container.split(',').includes('matroska')
}
