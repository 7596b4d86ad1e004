import type { Score } from '../midi-file.ts'

/** A note at a time in beats from the first downbeat; channel 9 is drums. */
export interface Note {
  beat: number
  lengthBeats: number
  channel: number
  pitch: number
  velocity: number
}

/** A score with what is true of it. */
export interface Piece extends Score {
  seed: number
  style: string
  /** Median over the beats. */
  bpm: number
  beatsPerBar: number
  /** From the first beat that sounds to the last, in seconds. */
  beats: number[]
  downbeats: number[]
}
