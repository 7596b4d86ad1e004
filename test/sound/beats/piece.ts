/** A note at a time in beats from the first downbeat; channel 9 is drums. */
export interface Note {
  beat: number
  lengthBeats: number
  channel: number
  pitch: number
  velocity: number
}

/** A note at its time in seconds. */
export interface SoundingNote {
  timeS: number
  durationS: number
  channel: number
  pitch: number
  velocity: number
}

/** A score with what is true of it. */
export interface Piece {
  seed: number
  style: string
  /** Median over the beats. */
  bpm: number
  beatsPerBar: number
  /** From the first beat that sounds to the last, in seconds. */
  beats: number[]
  downbeats: number[]
  notes: SoundingNote[]
  /** General MIDI programs by channel. */
  programs: Map<number, number>
  durationS: number
}
