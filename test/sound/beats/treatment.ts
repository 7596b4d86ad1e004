import { spawnSync } from 'node:child_process'
import { Random } from '../../vision/composed/random.ts'

/** What is done to a sound before it is heard: filters of ffmpeg, then perhaps a lossy codec. */
export interface Treatment {
  filters: string[]
  codec: readonly string[] | null
}

const codecs: readonly (readonly string[])[] = [
  ['-f', 'mp3', '-c:a', 'libmp3lame', '-b:a', '64k'],
  ['-f', 'mp3', '-c:a', 'libmp3lame', '-b:a', '128k'],
  ['-f', 'ogg', '-c:a', 'libvorbis', '-q:a', '1'],
  ['-f', 'adts', '-c:a', 'aac', '-b:a', '96k'],
]

export function treatmentOf(seed: number): Treatment {
  const random = new Random(seed * 31 + 5)
  const filters: string[] = []
  const level = (low: number, high: number): string => random.between(low, high).toFixed(2)
  if (random.chance(0.3)) filters.push(`bass=g=${level(-8, 10)}:f=110`)
  if (random.chance(0.3)) filters.push(`treble=g=${level(-12, 8)}:f=4000`)
  if (random.chance(0.12)) filters.push(`lowpass=f=${level(900, 7000)}`)
  if (random.chance(0.1)) filters.push(`highpass=f=${level(100, 400)}`)
  if (random.chance(0.12)) filters.push(`equalizer=f=${level(300, 3000)}:t=q:w=1:g=${level(-10, 10)}`)
  if (random.chance(0.3)) {
    filters.push(
      `acompressor=threshold=0.04:ratio=${level(3, 12)}:attack=5:release=${level(40, 250)}:makeup=4`,
    )
  }
  if (random.chance(0.15))
    filters.push(`aecho=0.8:0.7:${random.integer(20, 90)}|${random.integer(100, 180)}:0.35|0.2`)
  if (random.chance(0.1)) filters.push('volume=12dB,alimiter=limit=0.8')
  if (random.chance(0.06)) filters.push('aresample=16000,aresample=48000')
  return { filters, codec: random.chance(0.2) ? random.pick(codecs) : null }
}

/** The stereo sound (48 kHz, interleaved) after its treatment. */
export function treated(
  samples: Float32Array,
  { filters, codec }: Treatment,
  ffmpegPath: string,
): Float32Array {
  if (filters.length === 0 && !codec) return samples
  const raw = ['-f', 'f32le', '-ar', '48000', '-ac', '2']
  const chain = filters.length > 0 ? ['-af', filters.join(',')] : []
  const first = run(
    ffmpegPath,
    [...raw, '-i', 'pipe:0', ...chain, ...(codec ?? raw), 'pipe:1'],
    Buffer.from(samples.buffer),
  )
  const bytes = codec ? run(ffmpegPath, ['-i', 'pipe:0', ...raw, 'pipe:1'], first) : first
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + (bytes.length & ~7)))
}

function run(program: string, args: readonly string[], input: Buffer): Buffer {
  const result = spawnSync(program, ['-v', 'error', ...args], { input, maxBuffer: 1 << 28 })
  if (result.status !== 0)
    throw new Error(`${program} ended with ${result.status ?? 'a signal'}: ${result.stderr.toString()}`)
  return result.stdout
}
