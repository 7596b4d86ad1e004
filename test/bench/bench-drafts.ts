import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'

/** What a benchmark draft is made like. */
export interface BenchDraft {
  name: string
  seconds: number
  width: number
  height: number
  codec: 'h264' | 'hevc'
  megabitsPerS: number
}

/** The draft that the figures of the project are quoted on. */
export const standardDraft: BenchDraft = {
  name: 'standard',
  seconds: 60,
  width: 1080,
  height: 1920,
  codec: 'h264',
  megabitsPerS: 10,
}

/**
 * Makes a draft that costs a decoder about what real footage does: grain, motion everywhere, a cut every two to three
 * seconds, music-like sound. Kept in a folder between runs.
 */
export function makeBenchDraft(ffmpegPath: string, folder: string, draft: BenchDraft): string {
  const { seconds, width, height, codec, megabitsPerS } = draft
  const path = join(folder, `${codec}-${width}x${height}-${seconds}s-${megabitsPerS}M.mp4`)
  if (existsSync(path)) return path
  mkdirSync(folder, { recursive: true })
  const bitrate = `${megabitsPerS}M`
  const encoder =
    codec === 'h264'
      ? ['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high']
      : ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=error', '-tag:v', 'hvc1']
  const unfinished = `${path}.part.mp4`
  // A quarter of a minute is made and repeated: making more would take longer than all measuring.
  const made = Math.min(seconds, 15)
  execFileSync(ffmpegPath, [
    ...['-v', 'error', '-y', '-filter_complex', graph(width, height, made)],
    ...['-map', '[v]', '-map', '[a]', ...encoder, '-b:v', bitrate, '-maxrate', bitrate, '-bufsize', bitrate],
    ...['-g', '60', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-b:a', '128k', '-t', String(made), unfinished],
  ])
  if (made < seconds) {
    execFileSync(ffmpegPath, [
      ...['-v', 'error', '-y', '-stream_loop', String(Math.ceil(seconds / made) - 1), '-i', unfinished],
      ...['-c', 'copy', '-t', String(seconds), `${path}.loop.mp4`],
    ])
    renameSync(`${path}.loop.mp4`, unfinished)
  }
  renameSync(unfinished, path)
  return path
}

/**
 * The same draft with a title, captions that change every second and a face in the upper middle for half of the time:
 * what reading text and finding faces have to do.
 * @param photo A picture with a face.
 * @param font A font file.
 */
export function withTextAndFace(ffmpegPath: string, path: string, photo: string, font: string): string {
  const talking = path.replace(/\.mp4$/, '-text-and-face.mp4')
  if (existsSync(talking)) return talking
  const captions = ['this is how we', 'cut every clip', 'in half the time', 'follow for more']
  const drawn = captions.map(
    (caption, i) =>
      `drawtext=fontfile='${font}':text='${caption}':fontsize=h*0.045:fontcolor=white:borderw=6:x=(w-text_w)/2:` +
      `y=h*0.62:enable='between(mod(t,4),${i},${i + 0.95})'`,
  )
  const title =
    `drawtext=fontfile='${font}':text='3 edits nobody told you about':fontsize=h*0.032:fontcolor=black:box=1:` +
    `boxcolor=white:boxborderw=20:x=(w-text_w)/2:y=h*0.12:enable='lt(mod(t,20),6)'`
  execFileSync(ffmpegPath, [
    ...['-v', 'error', '-y', '-i', path, '-i', photo, '-filter_complex'],
    `[1:v]scale=-2:600[face];[0:v][face]overlay=(W-w)/2:400:enable='lt(mod(t,10),5)',${[title, ...drawn].join(',')}[v]`,
    ...['-map', '[v]', '-map', '0:a', '-c:a', 'copy', '-c:v', 'libx264', '-preset', 'veryfast'],
    ...[
      '-b:v',
      '10M',
      '-maxrate',
      '10M',
      '-bufsize',
      '10M',
      '-g',
      '60',
      '-pix_fmt',
      'yuv420p',
      `${talking}.part.mp4`,
    ],
  ])
  renameSync(`${talking}.part.mp4`, talking)
  return talking
}

/** The same draft without its sound. */
export function withoutSound(ffmpegPath: string, path: string): string {
  const mute = path.replace(/\.mp4$/, '-mute.mp4')
  if (!existsSync(mute)) {
    execFileSync(ffmpegPath, ['-v', 'error', '-y', '-i', path, '-c', 'copy', '-an', `${mute}.part.mp4`])
    renameSync(`${mute}.part.mp4`, mute)
  }
  return mute
}

/** Shots cut from moving, textured sources, each drifting and grainy. */
function graph(width: number, height: number, seconds: number): string {
  const shotLengthsS = [2, 2.5, 1.5, 3, 2, 1]
  const half = `${width / 2}x${height / 2}`
  const sources = [
    `testsrc2=s=${half}:r=30`,
    `mandelbrot=s=${half}:r=30:start_scale=0.4`,
    `gradients=s=${half}:r=30:speed=0.05:seed=7:n=6`,
    `life=s=${half}:r=30:mold=10:ratio=0.3:seed=3:death_color=#203050:life_color=#f0c070`,
  ]
  const shots: string[] = []
  for (let start = 0, i = 0; start < seconds; start += shotLengthsS[i % shotLengthsS.length]!, i++) {
    const length = shotLengthsS[i % shotLengthsS.length]!
    shots.push(
      `${sources[i % sources.length]!},trim=start=${(i * 0.37).toFixed(2)}:duration=${length},setpts=PTS-STARTPTS,` +
        `hue=h=${(i * 47) % 360},scale=${width}:${height},noise=alls=12:allf=t,setsar=1,format=yuv420p[s${i}]`,
    )
  }
  const inputs = shots.map((_, i) => `[s${i}]`).join('')
  return [
    ...shots,
    `${inputs}concat=n=${shots.length}:v=1:a=0[v]`,
    `sine=frequency=110:beep_factor=4:sample_rate=48000:duration=${seconds},volume=2,aformat=channel_layouts=stereo[a]`,
  ].join(';')
}
