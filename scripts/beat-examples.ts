import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { deserialize, serialize } from 'node:v8'
import { spectral, type SpectralFacts } from '../electron/sound/spectral.ts'
import { composePiece } from '../test/sound/beats/compose-piece.ts'
import { drawnClickTrack } from '../test/sound/beats/click-track.ts'
import { renderPiece, soundfonts } from '../test/sound/beats/render-piece.ts'
import type { Style } from '../test/sound/beats/style.ts'
import { treated, treatmentOf } from '../test/sound/beats/treatment.ts'
import { unbeatenKinds, unbeatenPiece, unbeatenSound } from '../test/sound/beats/unbeaten.ts'
import { facts } from '../test/sound/signals.ts'

/** A sound to learn beats from, or to be judged by: its spectra and the truth. */
export interface BeatExample {
  name: string
  spectra: SpectralFacts
  beats: number[]
  /** Null where the sound does not tell. */
  downbeats: number[] | null
}

const folder = fileURLToPath(new URL('../node_modules/.cache/hookline-beats/', import.meta.url))

/** Every ninth seed is a sound without a beat. */
export function beatExample(seed: number, ffmpegPath: string): BeatExample {
  const file = `${folder}v2-${seed}.bin`
  if (existsSync(file)) return deserialize(readFileSync(file)) as BeatExample
  const example = seed % 9 === 0 ? withoutBeat(seed) : composed(seed, ffmpegPath)
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${file}.${process.pid}`, serialize(example))
  renameSync(`${file}.${process.pid}`, file)
  return example
}

/** Kinds that are harder than others, learnt from in seeds of their own from this one on. */
export const hardSeedsFrom = 3001
const hardKinds: readonly (Partial<Style> & { name: string })[] = [
  { name: 'house', bass: ['offbeat'] },
  { name: 'chiptune', bpm: [150, 215] },
  { name: 'house' },
  { name: 'swing', bpm: [170, 220] },
  { name: 'ballad' },
  { name: 'trap' },
  { name: 'house', bass: ['offbeat', 'octaves', 'long'], chords: ['offbeat', 'pad', 'syncopated'] },
  { name: 'reggae' },
]

/** House whose bass and chords between the beats are louder than its drums. */
export const offbeatSeedsFrom = 4001
const offbeatHouse: Partial<Style> & { name: string } = {
  name: 'house',
  bass: ['offbeat', 'offbeat', 'octaves', 'eighths'],
  chords: ['offbeat', 'offbeat', 'syncopated'],
  drumLevel: [0.45, 0.85],
}

function kindOf(seed: number): (Partial<Style> & { name: string }) | undefined {
  if (seed >= 5_000 || seed < hardSeedsFrom) return undefined
  return seed >= offbeatSeedsFrom ? offbeatHouse : hardKinds[seed % hardKinds.length]
}

function composed(seed: number, ffmpegPath: string): BeatExample {
  const piece = composePiece(seed, kindOf(seed))
  const font = soundfonts[[0, 1, 0, 2, 0, 1, 1, 0][seed % 8]!]!
  const samples = treated(renderPiece(piece, font), treatmentOf(seed), ffmpegPath)
  const { beats, downbeats } = piece
  return { name: `${piece.style} ${seed}`, spectra: spectraOf(samples), beats, downbeats }
}

function withoutBeat(seed: number): BeatExample {
  const kind = unbeatenKinds[(seed / 9) % unbeatenKinds.length]!
  const samples =
    kind === 'scattered' || kind === 'drone' || kind === 'drips'
      ? renderPiece(unbeatenPiece(seed, kind), soundfonts[seed % 2])
      : unbeatenSound(seed, kind)
  return { name: `${kind} ${seed}`, spectra: spectraOf(samples), beats: [], downbeats: [] }
}

/** Clicks, steady or ever faster or slower. Without accents nothing is known of bars. */
export function clickExample(seed: number): BeatExample {
  const { samples, clicksS, accentsS } = drawnClickTrack(seed)
  return {
    name: `clicks ${seed}`,
    spectra: spectraOf(samples),
    beats: clicksS,
    downbeats: accentsS.length > 0 ? accentsS : null,
  }
}

/** The spectra of stereo sound at 48 kHz. */
export function spectraOf(samples: Float32Array): SpectralFacts {
  const found = facts(spectral, { channels: 2, layout: 'stereo', samples })
  if (!found) throw new Error('a sound without samples')
  return found
}
