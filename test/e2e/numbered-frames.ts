import { execFileSync } from 'node:child_process'
import sharp from 'sharp'

/** Drafts whose frames carry their number as black and white bars, lowest bit at the left: what is on the screen can be read. */

const bits = 10
const size = { width: 320, height: 180 }

export interface NumberedDraft {
  frames: number
  /** Presentation time of frame N in s, in ffmpeg's words. */
  timeOfFrame: string
}

export const steady: NumberedDraft = { frames: 360, timeOfFrame: 'N/30' }
/** Thirty pictures a second, from frame 120 on twelve and a half: a screen recording that slows down. */
export const uneven: NumberedDraft = { frames: 300, timeOfFrame: 'if(lt(N,120), N/30, 4+(N-120)*0.08)' }

/** Writes a draft with long groups of pictures and B-frames, which make exact seeking hard, and with sound. */
export function writeNumbered(
  ffmpegPath: string,
  path: string,
  { frames, timeOfFrame }: NumberedDraft,
): void {
  execFileSync(ffmpegPath, [
    ...numberedSource({ frames, timeOfFrame }),
    ...['-video_track_timescale', '600', '-c:v', 'libx264', '-g', '250', '-bf', '3'],
    ...['-pix_fmt', 'yuv420p', '-c:a', 'aac', path],
  ])
}

/** Writes a draft that no browser plays: ProRes. */
export function writeNumberedProRes(ffmpegPath: string, path: string, draft: NumberedDraft): void {
  execFileSync(ffmpegPath, [
    ...numberedSource(draft),
    ...['-c:v', 'prores_ks', '-profile:v', 'standard', '-pix_fmt', 'yuv422p10le', '-c:a', 'pcm_s16le', path],
  ])
}

function numberedSource({ frames, timeOfFrame }: NumberedDraft): string[] {
  const bar = `if(mod(floor(N/pow(2,floor(X/${size.width / bits}))),2),235,16)`
  const colour = `color=s=${size.width}x${size.height}:r=30:d=${frames / 30}`
  return [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', colour],
    ...['-f', 'lavfi', '-i', 'sine=frequency=300:beep_factor=4:duration=12'],
    ...['-vf', `geq=lum='${bar}':cb=128:cr=128,setpts='(${timeOfFrame})/TB'`],
    ...['-fps_mode', 'vfr', '-enc_time_base', '1/600'],
  ]
}

/** The number that a picture of the player shows. */
export async function readNumber(png: Buffer): Promise<number> {
  const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true })
  let number = 0
  for (let bit = 0; bit < bits; bit++) {
    const x = Math.floor(((bit + 0.5) * info.width) / bits)
    const y = Math.floor(info.height / 2)
    if (data[(y * info.width + x) * info.channels]! > 128) number += 2 ** bit
  }
  return number
}
