import { spawn } from 'node:child_process'
import { Random } from '../../vision/composed/random.ts'

/** What sound goes through before an editor gets it, as arguments of ffmpeg's encoder. */
const ways = [
  ['-ar', '16000', '-c:a', 'libmp3lame', '-b:a', '24k', '-f', 'mp3'],
  ['-ar', '8000', '-c:a', 'pcm_s16le', '-f', 'wav'],
  ['-ar', '44100', '-c:a', 'aac', '-b:a', '64k', '-f', 'adts'],
] as const

/** The sound as it is, or in every second case after a lossy way; one channel at 48 kHz. */
export async function degraded(samples: Float32Array, seed: number, ffmpeg: string): Promise<Float32Array> {
  const random = new Random(seed * 3 + 1)
  if (random.chance(0.5)) return samples
  const raw = ['-f', 'f32le', '-ar', '48000', '-ac', '1']
  const coded = await piped(
    ffmpeg,
    [...raw, '-i', '-', ...random.pick(ways), '-'],
    new Uint8Array(samples.buffer),
  )
  const bytes = await piped(ffmpeg, ['-i', '-', ...raw, '-'], coded)
  const decoded = new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + (bytes.length & ~3)),
  )
  return decoded.slice(0, samples.length)
}

function piped(program: string, args: readonly string[], input: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['-v', 'error', ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve(Buffer.concat(chunks)) : reject(new Error(`${program} ended with ${code}`)),
    )
    child.stdin.end(input)
  })
}
