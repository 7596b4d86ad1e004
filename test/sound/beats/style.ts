/** How a part moves; see `parts.ts`. */
export type BassLine =
  | 'long'
  | 'eighths'
  | 'quarters'
  | 'walking'
  | 'kick'
  | 'offbeat'
  | 'octaves'
  | 'first'
  | 'sub'
  | 'tumbao'
  | 'pedal'
export type ChordLine =
  | 'pad'
  | 'quarters'
  | 'eighths'
  | 'arpeggio'
  | 'strum'
  | 'after'
  | 'offbeat'
  | 'syncopated'
  | 'whole'
  | 'half'
  | 'charleston'

/** A kind of music. Rhythms have one sign a step: x a hit, o a soft one, dot none. */
export interface Style {
  name: string
  bpm: readonly [number, number]
  beatsPerBar: 3 | 4
  /** 4 for sixteenths, 3 for triplets; 2 for eighths of fast music. */
  stepsPerBeat: 2 | 3 | 4
  /** Share of pieces with drums. */
  drums: number
  kick: readonly string[]
  snare: readonly string[]
  hat: readonly string[]
  bass: readonly BassLine[]
  chords: readonly ChordLine[]
  /** Delay of every second step, as a share of a step. */
  swing?: readonly [number, number]
  /** Standard deviation of note times in ms. */
  looseMs?: readonly [number, number]
  /** Loudness of the drums against what is written; 0.55 to 1.1 by default. */
  drumLevel?: readonly [number, number]
  /** Drawn as often as this; 1 by default. */
  weight?: number
}
