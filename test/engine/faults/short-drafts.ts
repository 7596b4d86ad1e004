import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { distinctCopies } from '../../distinct-copies.ts'

/** Drafts that differ in one box that no player reads: each is measured anew and must score the same. */
export interface ShortDrafts {
  /** A file that nobody has scored yet. */
  next(): string
}

/** Makes a short draft with ffmpeg, and as many byte-different copies of it as are asked for. */
export function shortDrafts(ffmpegPath: string, folder: string, size = '320x180', seconds = 2): ShortDrafts {
  const original = join(folder, 'original.mp4')
  execFileSync(ffmpegPath, [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', `testsrc2=s=${size}:r=25:d=${seconds}`],
    ...['-f', 'lavfi', '-i', `sine=f=440:d=${seconds}`, '-c:v', 'libx264', '-preset', 'ultrafast'],
    ...['-pix_fmt', 'yuv420p', '-movflags', '+faststart', original],
  ])
  return distinctCopies(original, folder)
}
