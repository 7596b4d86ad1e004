import { Random } from '../../vision/composed/random.ts'
import type { SoundingNote } from '../midi-file.ts'
import type { Piece } from './piece.ts'

/** Sounds that have no beat: noises, hums, tones and music out of any metre. */
export const unbeatenKinds = ['noise', 'gusts', 'hum', 'tone', 'scattered', 'drone', 'drips'] as const

/** Stereo noise, hum or tone of 20 s at 48 kHz, interleaved. */
export function unbeatenSound(seed: number, kind: 'noise' | 'gusts' | 'hum' | 'tone'): Float32Array {
  const random = new Random(seed * 101 + 3)
  const frames = 20 * 48_000
  const samples = new Float32Array(2 * frames)
  const level = random.between(0.01, 0.3)
  const pole = random.pick([0, 0.7, 0.97, 0.995])
  const hz = random.between(40, 4000)
  const mains = random.pick([50, 60])
  let [left, right, gust, goal] = [0, 0, 0.3, 0.3]
  for (let i = 0; i < frames; i++) {
    const t = i / 48_000
    if (i % 24_000 === 0) goal = random.unit() ** 2
    gust += (goal - gust) / 30_000
    let value = 0
    if (kind === 'tone') value = Math.sin(2 * Math.PI * hz * t)
    else if (kind === 'hum') {
      for (let h = 1; h < 8; h++) value += Math.sin(2 * Math.PI * mains * h * t + h) / h
    }
    left = pole * left + (1 - pole) * (2 * random.unit() - 1)
    right = pole * right + (1 - pole) * (2 * random.unit() - 1)
    const noise =
      kind === 'tone'
        ? 0
        : kind === 'hum'
          ? 0.05
          : (kind === 'gusts' ? gust : 1) / Math.sqrt((1 - pole) / (1 + pole))
    samples[2 * i] = level * (0.5 * value + noise * left)
    samples[2 * i + 1] = level * (0.5 * value + noise * right)
  }
  return samples
}

/** Notes out of any metre, to be rendered like a piece. */
export function unbeatenPiece(seed: number, kind: 'scattered' | 'drone' | 'drips'): Piece {
  const random = new Random(seed * 211 + 9)
  const notes: SoundingNote[] = []
  const rate = kind === 'drone' ? 0.25 : kind === 'drips' ? random.between(0.4, 1.5) : random.between(1, 5)
  const drums = kind !== 'drone' && random.chance(0.6)
  for (let timeS = random.between(0, 1); timeS < 20; timeS += -Math.log(1 - random.unit()) / rate) {
    const chord = kind === 'drone' ? [0, 7, random.pick([3, 4, 12])] : [0]
    const root = random.integer(36, 76)
    for (const interval of chord) {
      notes.push({
        timeS,
        durationS: kind === 'drone' ? random.between(4, 9) : random.between(0.1, 1.5),
        channel: drums ? 9 : 0,
        pitch: drums ? random.integer(35, 81) : root + interval,
        velocity: random.integer(30, 115),
      })
    }
  }
  const program = kind === 'drone' ? random.integer(88, 103) : random.integer(0, 127)
  const programs = new Map([
    [0, program],
    [9, 0],
  ])
  return {
    seed,
    style: kind,
    bpm: 0,
    beatsPerBar: 4,
    beats: [],
    downbeats: [],
    notes,
    programs,
    durationS: 22,
  }
}
