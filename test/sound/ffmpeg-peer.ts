import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { rateHz, type Sound } from './signals.ts'

const run = promisify(execFile)

/** The first sound of a file, decoded by ffmpeg to 48 kHz. */
export async function soundOf(path: string, channels: number): Promise<Sound> {
  const { ffmpegPath } = await locateFfmpeg()
  const { stdout } = await run(
    ffmpegPath,
    [
      ...['-v', 'error', '-i', path, '-map', '0:a:0', '-af', `aresample=${rateHz}`, '-ac', `${channels}`],
      ...['-c:a', 'pcm_f32le', '-f', 'f32le', '-'],
    ],
    { encoding: 'buffer', maxBuffer: 2 ** 28 },
  )
  return { channels, layout: channels === 2 ? 'stereo' : 'mono', samples: floats(stdout) }
}

/** A sound after an encoder, chosen by ffmpeg's arguments, and its decoder. */
export async function throughCodec(heard: Sound, encode: readonly string[]): Promise<Sound> {
  const { ffmpegPath } = await locateFfmpeg()
  const raw = (channels: number): string[] => ['-f', 'f32le', '-ar', `${rateHz}`, '-ac', `${channels}`]
  const encoded = await piped(
    ffmpegPath,
    ['-v', 'error', ...raw(heard.channels), '-i', '-', ...encode, '-f', 'matroska', '-'],
    new Uint8Array(heard.samples.buffer, heard.samples.byteOffset, heard.samples.byteLength),
  )
  const decoded = await piped(
    ffmpegPath,
    ['-v', 'error', '-f', 'matroska', '-i', '-', '-af', `aresample=${rateHz}`, ...raw(heard.channels), '-'],
    encoded,
  )
  return { ...heard, samples: floats(decoded) }
}

/** What ffmpeg's ebur128 filter says of a sound. */
export async function ebur128(
  heard: Sound,
): Promise<{ integratedLufs: number; rangeLu: number; truePeakDbtp: number; samplePeakDbfs: number }> {
  const { ffmpegPath } = await locateFfmpeg()
  const layout = heard.layout ? ['-channel_layout', heard.layout] : []
  const said = await new Promise<string>((resolve, reject) => {
    const child = execFile(
      ffmpegPath,
      [
        ...['-hide_banner', '-nostats', '-f', 'f32le', '-ar', `${rateHz}`, '-ac', `${heard.channels}`],
        ...[...layout, '-i', '-', '-af', 'ebur128=peak=true+sample:framelog=verbose', '-f', 'null', '-'],
      ],
      { maxBuffer: 2 ** 26 },
      (error, _stdout, stderr) => (error ? reject(new Error(stderr)) : resolve(stderr)),
    )
    child.stdin?.end(new Uint8Array(heard.samples.buffer, heard.samples.byteOffset, heard.samples.byteLength))
  })
  const summary = said.slice(said.lastIndexOf('Summary:'))
  const number = (pattern: RegExp): number => Number(pattern.exec(summary)?.[1])
  return {
    integratedLufs: number(/I:\s+(-?[\d.]+) LUFS/),
    rangeLu: number(/LRA:\s+(-?[\d.]+) LU/),
    samplePeakDbfs: number(/Sample peak:\s+Peak:\s+(-?[\d.]+) dBFS/),
    truePeakDbtp: number(/True peak:\s+Peak:\s+(-?[\d.]+) dBFS/),
  }
}

function piped(program: string, args: readonly string[], input: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      program,
      args,
      { encoding: 'buffer', maxBuffer: 2 ** 28 },
      (error, stdout, stderr) => (error ? reject(new Error(stderr.toString())) : resolve(stdout)),
    )
    child.stdin?.end(input)
  })
}

function floats(bytes: Buffer): Float32Array {
  // A copy, since a Buffer need not begin at a multiple of four.
  return new Float32Array(new Uint8Array(bytes).buffer, 0, bytes.length >> 2)
}
