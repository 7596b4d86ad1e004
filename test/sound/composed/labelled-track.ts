import type { Measurement } from '../../../shared/contract/measurement.ts'
import { Random } from '../../vision/composed/random.ts'

export type SoundKind = Measurement['audioSegments'][number]['kind']

/** Sound of one kind to take parts from: one channel at 48 kHz. */
export interface Source {
  name: string
  kind: 'speech' | 'music' | 'noise'
  /** A recording of the world; such a one is taken every second time, however few there are. */
  real: boolean
  samples: Float32Array
}

export interface LabelledTrack {
  samples: Float32Array
  segments: { startS: number; endS: number; kind: SoundKind }[]
}

const rateHz = 48_000

/** A track of parts of known kinds, with pauses, at random levels, speech over music at 3 to 20 dB above it. */
export function composeTrack(sources: readonly Source[], seed: number, parts: number): LabelledTrack {
  const random = new Random(seed)
  const pieces: Float32Array[] = []
  const segments: LabelledTrack['segments'] = []
  const roomDbfs = random.between(-85, -62)
  let atS = 0
  for (let part = 0; part < parts; part++) {
    const kind = random.pick<SoundKind>([
      'speech',
      'music',
      'speech+music',
      'noise',
      'silence',
      'music',
      'speech',
    ])
    const durationS = parts === 1 ? 1 : kind === 'silence' ? random.between(0.5, 3) : random.between(1.5, 8)
    const made = partOf(kind, durationS, sources, random)
    if (!made) continue
    pieces.push(made)
    const endS = atS + made.length / rateHz
    segments.push({ startS: atS, endS, kind })
    atS = endS
  }
  const samples = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    samples.set(piece, at)
    at += piece.length
  }
  const room = 10 ** (roomDbfs / 20) * Math.sqrt(3)
  for (let i = 0; i < samples.length; i++) samples[i]! += room * (2 * random.unit() - 1)
  return { samples, segments }
}

function partOf(
  kind: SoundKind,
  durationS: number,
  sources: readonly Source[],
  random: Random,
): Float32Array | null {
  const length = Math.round(durationS * rateHz)
  if (kind === 'silence') return new Float32Array(length)
  const dbfs = random.between(-34, -14)
  const take = (of: Source['kind'], level: number): Float32Array | null => {
    const all = sources.filter((source) => source.kind === of)
    const real = all.filter((source) => source.real)
    const choices = real.length > 0 && random.chance(0.5) ? real : all
    return choices.length > 0 ? excerpt(random.pick(choices).samples, length, level, random) : null
  }
  if (kind !== 'speech+music') {
    const only = take(kind, dbfs)
    // Real speech is recorded in rooms, on streets.
    const around =
      kind === 'speech' && random.chance(0.3) ? take('noise', dbfs - random.between(12, 30)) : null
    return only && around ? mix(only, around) : only
  }
  const speech = take('speech', dbfs)
  const music = take('music', dbfs - random.between(3, 20))
  return speech && music && mix(speech, music)
}

function mix(a: Float32Array, b: Float32Array): Float32Array {
  const length = Math.min(a.length, b.length)
  return a.slice(0, length).map((value, i) => value + b[i]!)
}

/** A stretch of a source at a level, with soft ends; the whole source when it is shorter. */
function excerpt(samples: Float32Array, length: number, dbfs: number, random: Random): Float32Array {
  const count = Math.min(length, samples.length)
  const from = random.integer(0, samples.length - count)
  const part = samples.slice(from, from + count)
  const rms = Math.sqrt(part.reduce((sum, v) => sum + v * v, 0) / count)
  const gain = 10 ** (dbfs / 20) / Math.max(1e-4, rms)
  const soft = Math.min(480, count >> 1)
  return part.map((v, i) => v * gain * Math.min(1, (i + 1) / soft, (count - i) / soft))
}
