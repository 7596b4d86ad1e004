import { spawnSync } from 'node:child_process'

/** Decoded frames of a stretch, RGB, in one buffer. */
export interface Footage {
  width: number
  height: number
  frames: number
  rgb: Uint8Array
}

/** What is filmed, and from where. */
export interface Take {
  /** The shared file. */
  path: string
  startS: number
  frames: number
  fps: number
  speed: number
  photo: boolean
}

export const footageWidth = 448
export const footageHeight = 252

/** Reads a take; sources of fewer frames a second repeat some, as editors' exports do. */
export function readFootage(ffmpegPath: string, take: Take): Footage {
  const { path, startS, frames, fps, speed, photo } = take
  const width = footageWidth
  const height = photo ? footageWidth : footageHeight
  const input = photo ? ['-loop', '1', '-framerate', '1', '-i', path] : ['-ss', String(startS), '-i', path]
  const made = spawnSync(
    ffmpegPath,
    [
      ...['-v', 'error', ...input],
      ...['-vf', `setpts=(PTS-STARTPTS)/${speed},fps=${fps},scale=${width}:${height}:flags=area,setsar=1`],
      ...['-frames:v', String(photo ? 1 : frames), '-an', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'],
    ],
    { maxBuffer: 1 << 30 },
  )
  const got = Math.floor(made.stdout.length / (width * height * 3))
  if (got === 0) throw new Error(`No frame from ${path} at ${startS}: ${made.stderr.toString()}`)
  return { width, height, frames: got, rgb: made.stdout }
}
