/**
 * Makes the sample draft in resources/sample: the video, what is true about it, and its details.
 *
 *     node scripts/make-sample/make-sample.ts
 *
 * Nothing comes from outside but ffmpeg and the outlines of a typeface; everything random is seeded.
 */
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { sampleDetails } from './details.ts'
import { framesOf } from './editing.ts'
import { measureLoudness, runFfmpeg } from './ffmpeg.ts'
import { fps, heightPx, widthPx } from './frame-format.ts'
import { paintFrames } from './picture.ts'
import { makeSound, soundFormat } from './sound.ts'
import { storyboard } from './storyboard.ts'
import { targetLoudness, truthOf } from './truth.ts'

const folder = fileURLToPath(new URL('../../resources/sample/', import.meta.url))
const videoPath = join(folder, 'sample.mp4')

await mkdir(folder, { recursive: true })
const { ffmpegPath } = await locateFfmpeg()
const workFolder = await mkdtemp(join(tmpdir(), 'hookline-sample-'))
try {
  const soundPath = join(workFolder, 'music.f32')
  await writeFile(soundPath, await makeSound(ffmpegPath, framesOf(storyboard)))
  await runFfmpeg(
    ffmpegPath,
    encodeArguments(soundPath, videoPath),
    reportingProgress(paintFrames(storyboard)),
  )
} finally {
  await rm(workFolder, { recursive: true })
}
await writeJson('sample.json', truthOf(storyboard))
await writeJson('sample.mp4.hookline.json', sampleDetails)

const { integratedLufs, truePeakDbtp } = await measureLoudness(ffmpegPath, ['-i', videoPath])
console.log(`${videoPath}: ${integratedLufs} LUFS, true peak ${truePeakDbtp} dBTP`)
if (truePeakDbtp > targetLoudness.truePeakAtMostDbtp) throw new Error('The true peak is above its limit.')

function encodeArguments(soundPath: string, outPath: string): string[] {
  return [
    ...['-f', 'rawvideo', '-pixel_format', 'rgb24', '-video_size', `${widthPx}x${heightPx}`],
    ...['-framerate', String(fps), '-i', '-', ...soundFormat, '-i', soundPath],
    ...['-vf', 'scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int,format=yuv420p'],
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
    // One thread: with several, two runs differed by a level here and there.
    ...['-c:v', 'libx264', '-preset', 'slow', '-tune', 'animation', '-crf', '22', '-g', '60'],
    ...['-threads', '1'],
    ...['-c:a', 'aac', '-b:a', '128k'],
    ...['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact'],
    ...['-movflags', '+faststart', outPath],
  ]
}

async function* reportingProgress(frames: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let painted = 0
  for await (const frame of frames) {
    if (++painted % fps === 0)
      process.stderr.write(`\r${painted / fps} s of ${framesOf(storyboard) / fps} s painted`)
    yield frame
  }
  process.stderr.write('\n')
}

async function writeJson(name: string, content: unknown): Promise<void> {
  await writeFile(join(folder, name), `${JSON.stringify(content, null, 2)}\n`)
}
