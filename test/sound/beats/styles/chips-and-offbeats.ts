import type { Style } from '../style.ts'
import { backbeat, eighthHats } from './rhythms.ts'

/** Chips, whose beats are quick, and reggae, whose chords are beside them. */
export const chipsAndOffbeats: readonly Style[] = [
  {
    name: 'chiptune',
    bpm: [108, 180],
    beatsPerBar: 4,
    stepsPerBeat: 4,
    drums: 0.75,
    kick: ['x...x...x...x...', 'x.......x.x.....', 'x..x....x..x....'],
    snare: backbeat,
    hat: eighthHats,
    bass: ['eighths', 'octaves', 'kick'],
    chords: ['arpeggio', 'eighths', 'syncopated'],
    weight: 1.5,
  },
  {
    name: 'reggae',
    bpm: [66, 92],
    beatsPerBar: 4,
    stepsPerBeat: 4,
    drums: 0.95,
    kick: ['........x.......', 'x...x...x...x...', 'x.......x.......'],
    snare: ['........x.......', '....x.......x...', '....o...x.......'],
    hat: ['x.x.x.x.x.x.x.x.', 'x.xox.xox.xox.xo'],
    bass: ['kick', 'tumbao', 'eighths'],
    chords: ['offbeat', 'offbeat', 'pad'],
    swing: [0, 0.25],
    looseMs: [0, 10],
  },
]
