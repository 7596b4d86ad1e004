import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { locateFfmpeg, type FfmpegPrograms } from '../../../electron/media/locate.ts'
import type { DraftShape, Edit } from './edits.ts'

const run = promisify(execFile)

/** Edited files are kept here from run to run; the folder may be deleted at any time. */
export const cacheFolder = fileURLToPath(
  new URL('../../../node_modules/.cache/hookline-metamorphic/', import.meta.url),
)

let located: Promise<FfmpegPrograms> | null = null
export function programs(): Promise<FfmpegPrograms> {
  located ??= locateFfmpeg()
  return located
}

/** Picture size, frame rate, length and sound of a file, by ffprobe: the first streams of each kind. */
export async function shapeOf(path: string): Promise<DraftShape> {
  const { ffprobePath } = await programs()
  const { stdout } = await run(ffprobePath, [
    ...['-v', 'error', '-of', 'json', '-show_entries'],
    'stream=codec_type,width,height,r_frame_rate,start_time,duration:format=duration,start_time',
    path,
  ])
  const probed = JSON.parse(stdout) as {
    streams: {
      codec_type: string
      width?: number
      height?: number
      r_frame_rate?: string
      start_time?: string
      duration?: string
    }[]
    format: { duration: string; start_time: string }
  }
  const video = probed.streams.find((stream) => stream.codec_type === 'video')!
  return {
    // ffmpeg's own clock begins with the first stream.
    startS: Math.max(0, Number(video.start_time ?? 0) - Number(probed.format.start_time)),
    durationS: Number(video.duration ?? probed.format.duration),
    width: video.width!,
    height: video.height!,
    frameRate: video.r_frame_rate!,
    hasSound: probed.streams.some((stream) => stream.codec_type === 'audio'),
  }
}

/**
 * The file after the edit, made once for the same bytes and the same arguments.
 *
 * @returns null where the edit can't be made on this file
 */
export async function editedFile(path: string, edit: Edit): Promise<string | null> {
  const edited = edit.arguments(await shapeOf(path))
  if (!edited) return null
  const { ffmpegPath, version } = await programs()
  const key = createHash('sha256')
    .update(readFileSync(path))
    .update(JSON.stringify([edited, version]))
    .digest('hex')
    .slice(0, 20)
  const target = `${cacheFolder}${edit.name}-${key}.${edit.extension}`
  if (existsSync(target)) return target
  mkdirSync(cacheFolder, { recursive: true })
  const unfinished = `${cacheFolder}${process.pid}-${edit.name}-${key}.${edit.extension}`
  await run(ffmpegPath, ['-v', 'error', '-y', '-i', path, ...edited, unfinished])
  renameSync(unfinished, target)
  return target
}

/** The first seconds of a file, nearly without loss, so that a long draft costs no more than a short one. */
export async function trimmedFile(path: string, lengthS: number): Promise<string> {
  const trimmed = await editedFile(path, {
    name: 'trimmed',
    extension: 'mp4',
    arguments: ({ hasSound }) => [
      ...['-map', '0:v:0', ...(hasSound ? ['-map', '0:a:0'] : []), '-t', String(lengthS)],
      ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '12', '-pix_fmt', 'yuv420p'],
      ...['-c:a', 'aac', '-b:a', '192k'],
    ],
  })
  return trimmed!
}
