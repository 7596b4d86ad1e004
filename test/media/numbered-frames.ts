import { execFileSync, spawnSync } from 'node:child_process'
import { locateFfmpeg } from '../../electron/media/locate.ts'

/** Frames carry their number as 16 bits, black or white blocks from left to right, the least first. */
const bits = 16
const blockPx = 16
const widthPx = bits * blockPx
const heightPx = 64
export const numberedSize = { widthPx, heightPx }

/** A source for ffmpeg's lavfi whose frame n shows the number n. */
export function numberedSource(durationS: number, fps = '30'): string {
  const lit = `mod(floor(N/pow(2,floor(X/${blockPx}))),2)`
  return (
    `color=c=black:s=${widthPx}x${heightPx}:r=${fps}:d=${durationS},format=yuv420p,` +
    `geq=lum='16+219*${lit}':cb=128:cr=128`
  )
}

/** Makes a file of numbered frames and a beep; `output` are the options of its streams. */
export async function writeNumbered(
  path: string,
  durationS: number,
  output: readonly string[],
  { fps = '30', input = [] as readonly string[], filter = null as string | null } = {},
): Promise<void> {
  const { ffmpegPath } = await locateFfmpeg()
  const source = numberedSource(durationS, fps) + (filter ? `,${filter}` : '')
  execFileSync(ffmpegPath, ['-v', 'error', '-y', ...input, '-f', 'lavfi', '-i', source, ...output, path])
}

/** The number on a picture that ffmpeg can read; scaled pictures too, upright ones only. */
export async function numberOn(picture: Uint8Array): Promise<number> {
  return numbersIn(await grey(['-i', 'pipe:0'], picture))[0]!
}

/** The numbers of all frames of a file, in the order in which they are shown. */
export async function numbersOf(path: string): Promise<number[]> {
  return numbersIn(await grey(['-i', path, '-fps_mode', 'passthrough']))
}

async function grey(input: readonly string[], stdin?: Uint8Array): Promise<Buffer> {
  const { ffmpegPath } = await locateFfmpeg()
  const { stdout, status, stderr } = spawnSync(
    ffmpegPath,
    [
      ...['-v', 'error', ...input, '-vf', `scale=${bits}:4:flags=area,format=gray`],
      ...['-f', 'rawvideo', 'pipe:1'],
    ],
    { input: stdin, maxBuffer: 1 << 28 },
  )
  if (status !== 0) throw new Error(stderr.toString())
  return stdout
}

/** One number for each picture of `bits` × 4 levels. */
function numbersIn(levels: Buffer): number[] {
  const frameBytes = bits * 4
  return Array.from({ length: levels.length / frameBytes }, (_, frame) => {
    // The second line: away from the edges.
    const line = levels.subarray(frame * frameBytes + bits, frame * frameBytes + 2 * bits)
    return line.reduce((number, level, bit) => number + (level > 128 ? 2 ** bit : 0), 0)
  })
}
