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

const eighthHats = [
  'x.x.x.x.x.x.x.x.',
  'x.o.x.o.x.o.x.o.',
  'xoxoxoxoxoxoxoxo',
  'x...x...x...x...',
  '..x...x...x...x.',
]
const backbeat = ['....x.......x...', '....x.......x..o', '....x..o.o..x...', '....x.......x.x.']

export const styles: readonly Style[] = [
  {
    name: 'house',
    bpm: [114, 132],
    beatsPerBar: 4,
    stepsPerBeat: 4,
    drums: 1,
    kick: ['x...x...x...x...', 'x...x...x...x.x.', 'x...x...x..xx...'],
    snare: ['....x.......x...', '................', '....x..o....x..o'],
    hat: ['..x...x...x...x.', 'x.x.x.x.x.x.x.x.', 'xoxoxoxoxoxoxoxo', '..xo..xo..xo..xo'],
    bass: ['offbeat', 'octaves', 'eighths', 'kick', 'long'],
    chords: ['pad', 'offbeat', 'syncopated', 'arpeggio', 'half'],
    weight: 1.5,
  },
  {
    name: 'pop',
    bpm: [84, 130],
    beatsPerBar: 4,
    stepsPerBeat: 4,
    drums: 0.95,
    kick: [
      'x.......x.......',
      'x......xx.......',
      'x.....x.x.x.....',
      'x...x...x...x...',
      'x..x....x..x....',
      'x.......x.x.....',
    ],
    snare: backbeat,
    hat: eighthHats,
    bass: ['kick', 'eighths', 'long', 'quarters', 'octaves'],
    chords: ['pad', 'quarters', 'eighths', 'arpeggio', 'strum', 'half', 'syncopated'],
    weight: 2,
  },
  {
    name: 'rock',
    bpm: [98, 160],
    beatsPerBar: 4,
    stepsPerBeat: 4,
    drums: 0.95,
    kick: [
      'x.......x.x.....',
      'x.......x.......',
      'x.x.....x.x.....',
      'x.....x...x.....',
      'x..x..x.x.......',
    ],
    snare: backbeat,
    hat: ['x.x.x.x.x.x.x.x.', 'x...x...x...x...', 'x.o.x.o.x.o.x.o.'],
    bass: ['eighths', 'quarters', 'kick'],
    chords: ['eighths', 'strum', 'quarters', 'half', 'whole'],
    looseMs: [3, 18],
    weight: 2,
  },
  {
    name: 'punk',
    bpm: [165, 215],
    beatsPerBar: 4,
    stepsPerBeat: 2,
    drums: 1,
    kick: ['x...x...', 'x..xx...', 'x.x.x.x.', 'x...xx..'],
    snare: ['..x...x.', '..x...x.', '....x...', '..x..xx.'],
    hat: ['x.x.x.x.', 'xxxxxxxx', 'x...x...'],
    bass: ['eighths', 'quarters', 'octaves'],
    chords: ['eighths', 'quarters', 'half', 'arpeggio'],
    looseMs: [0, 10],
  },
  {
    name: 'hip hop',
    bpm: [80, 104],
    beatsPerBar: 4,
    stepsPerBeat: 4,
    drums: 1,
    kick: [
      'x..x......x.....',
      'x.x....x..x.....',
      'x.......xx......',
      'x......x.xx.....',
      'xx.....x..x.....',
    ],
    snare: backbeat,
    hat: ['x.x.x.x.x.x.x.x.', 'x.xxx.x.x.xxx.x.', 'xoxoxoxoxoxoxoxo'],
    bass: ['kick', 'long', 'sub'],
    chords: ['pad', 'syncopated', 'half', 'whole', 'arpeggio', 'charleston'],
    swing: [0, 0.35],
    looseMs: [0, 12],
    weight: 1.5,
  },
  {
    name: 'trap',
    bpm: [128, 165],
    beatsPerBar: 4,
    stepsPerBeat: 4,
    drums: 1,
    kick: [
      'x...............',
      'x.........x.....',
      'x.....x...x.....',
      'x.............x.',
      'x..x......x...x.',
      'x...........x...',
    ],
    snare: ['........x.......', '........x.......', '........x.....o.'],
    hat: ['x.x.x.x.x.x.x.x.', 'x...x...x...x...', 'x.x.x.xxx.x.x.x.', 'x.xxx.x.x.x.xxxx', 'x.x.xxx.x.x.xxx.'],
    bass: ['sub', 'sub', 'kick', 'long'],
    chords: ['pad', 'arpeggio', 'whole', 'half', 'syncopated'],
    weight: 2,
  },
  {
    name: 'drum and bass',
    bpm: [158, 182],
    beatsPerBar: 4,
    stepsPerBeat: 4,
    drums: 1,
    kick: [
      'x.........x.....',
      'x.........x.....',
      'x.x.......x.....',
      'x.....x...x.....',
      'x..x......x.....',
    ],
    snare: ['....x.......x...', '....x..o.o..x..o', '....x..x.x..x...'],
    hat: ['x.x.x.x.x.x.x.x.', 'xoxoxoxoxoxoxoxo', '..x...x...x...x.', 'x...x...x...x...'],
    bass: ['long', 'kick', 'sub', 'pedal'],
    chords: ['pad', 'whole', 'arpeggio', 'syncopated', 'half'],
    weight: 1.5,
  },
  {
    name: 'breakbeat',
    bpm: [104, 142],
    beatsPerBar: 4,
    stepsPerBeat: 4,
    drums: 1,
    kick: ['x.x.......xx....', 'x..x..x...x.....', 'x.....x..x......'],
    snare: ['....x..x.x..x..x', '....x.....o.x...', '....x..o.o....x.'],
    hat: eighthHats,
    bass: ['kick', 'eighths', 'long', 'offbeat'],
    chords: ['pad', 'syncopated', 'offbeat', 'half'],
  },
  {
    name: 'reggaeton',
    bpm: [82, 108],
    beatsPerBar: 4,
    stepsPerBeat: 4,
    drums: 1,
    kick: ['x...x...x...x...', 'x.......x.......', 'x...x...x...x.x.'],
    snare: ['...x..x....x..x.', '...x..x....x..x.', '...x..x....x..xo'],
    hat: ['x.x.x.x.x.x.x.x.', 'x...x...x...x...', 'xoxoxoxoxoxoxoxo', '................'],
    bass: ['kick', 'sub', 'long', 'tumbao'],
    chords: ['pad', 'arpeggio', 'syncopated', 'half', 'offbeat', 'charleston'],
    weight: 2,
  },
  {
    name: 'latin',
    bpm: [92, 150],
    beatsPerBar: 4,
    stepsPerBeat: 4,
    drums: 0.8,
    kick: ['x.....xxx.....xx', 'x.......x.......', 'x..x..x.x..x..x.'],
    snare: ['x..x..x...x.x...', '..x.x...x..x..x.', '....o.....o.....'],
    hat: ['xoxoxoxoxoxoxoxo', 'x.x.x.x.x.x.x.x.', 'x.oox.oox.oox.oo'],
    bass: ['tumbao', 'kick', 'long'],
    chords: ['syncopated', 'offbeat', 'charleston', 'arpeggio'],
    looseMs: [2, 15],
  },
  {
    name: 'funk',
    bpm: [88, 124],
    beatsPerBar: 4,
    stepsPerBeat: 4,
    drums: 1,
    kick: ['x.x.......xx....', 'x..x..x...x..x..', 'x.....x.x..x....'],
    snare: ['....x..o.o..x..o', '....x.......x...', '....x..o....x.o.'],
    hat: ['xoxoxoxoxoxoxoxo', 'x.x.x.x.x.x.x.x.'],
    bass: ['kick', 'octaves', 'eighths'],
    chords: ['syncopated', 'offbeat', 'eighths'],
    looseMs: [2, 14],
    swing: [0, 0.2],
  },
  {
    name: 'disco',
    bpm: [104, 130],
    beatsPerBar: 4,
    stepsPerBeat: 4,
    drums: 1,
    kick: ['x...x...x...x...'],
    snare: backbeat,
    hat: ['..x...x...x...x.', 'x.x.x.x.x.x.x.x.', 'xoxoxoxoxoxoxoxo'],
    bass: ['octaves', 'eighths', 'kick'],
    chords: ['strum', 'offbeat', 'pad', 'eighths'],
    looseMs: [0, 10],
  },
  {
    name: 'swing',
    bpm: [112, 210],
    beatsPerBar: 4,
    stepsPerBeat: 3,
    drums: 0.85,
    kick: ['............', 'o..o..o..o..', 'x.....x.....', 'x...........'],
    snare: ['............', '...o.....o..', '.....o......', '........o..o'],
    hat: ['x..x.xx..x.x', 'x..x.xx..x.x', 'x..x..x..x..', '...x.....x..'],
    bass: ['walking', 'walking', 'quarters', 'long'],
    chords: ['charleston', 'syncopated', 'after', 'half', 'quarters'],
    looseMs: [3, 18],
    weight: 2,
  },
  {
    name: 'shuffle',
    bpm: [84, 132],
    beatsPerBar: 4,
    stepsPerBeat: 3,
    drums: 0.95,
    kick: ['x.....x.....', 'x..x..x..x..', 'x....xx.....'],
    snare: ['...x.....x..', '...x.....x.o'],
    hat: ['x.xx.xx.xx.x', 'x..x..x..x..'],
    bass: ['walking', 'quarters', 'eighths'],
    chords: ['quarters', 'offbeat', 'eighths', 'half'],
    looseMs: [2, 16],
  },
  {
    name: 'slow twelve',
    bpm: [48, 84],
    beatsPerBar: 4,
    stepsPerBeat: 3,
    drums: 0.8,
    kick: ['x.....x.....', 'x....xx.....', 'x.....x..x..'],
    snare: ['...x.....x..'],
    hat: ['xxxxxxxxxxxx', 'xooxooxooxoo', 'x..x..x..x..'],
    bass: ['long', 'kick', 'quarters'],
    chords: ['arpeggio', 'pad', 'eighths', 'half'],
    looseMs: [0, 12],
  },
  {
    name: 'waltz',
    bpm: [88, 180],
    beatsPerBar: 3,
    stepsPerBeat: 2,
    drums: 0.6,
    kick: ['x.....', 'x.....', 'x...o.'],
    snare: ['..x.x.', '..o.o.', '....x.'],
    hat: ['x.x.x.', '......', 'xoxoxo', '..x.x.'],
    bass: ['first', 'long', 'quarters'],
    chords: ['after', 'after', 'arpeggio', 'pad', 'eighths'],
    looseMs: [0, 15],
    weight: 2.5,
  },
  {
    name: 'three',
    bpm: [76, 140],
    beatsPerBar: 3,
    stepsPerBeat: 4,
    drums: 0.7,
    kick: ['x...........', 'x.......x...', 'x.....x.....'],
    snare: ['....x...x...', '........x...', '....x.......'],
    hat: ['x.x.x.x.x.x.', 'x...x...x...', 'xoxoxoxoxoxo'],
    bass: ['long', 'first', 'kick', 'eighths'],
    chords: ['arpeggio', 'strum', 'quarters', 'pad', 'half'],
    looseMs: [0, 12],
    weight: 1.2,
  },
  {
    name: 'ballad',
    bpm: [56, 86],
    beatsPerBar: 4,
    stepsPerBeat: 4,
    drums: 0.45,
    kick: ['x.......x.......', 'x......xx.......', 'x...............'],
    snare: ['....x.......x...', '........x.......', '....o.......o...'],
    hat: ['x.x.x.x.x.x.x.x.', 'x...x...x...x...', '................'],
    bass: ['long', 'kick', 'pedal'],
    chords: ['arpeggio', 'quarters', 'pad', 'half', 'eighths', 'whole'],
    looseMs: [0, 20],
    weight: 3,
  },
  {
    name: 'folk',
    bpm: [84, 128],
    beatsPerBar: 4,
    stepsPerBeat: 4,
    drums: 0.15,
    kick: ['x.......x.......'],
    snare: ['....o.......o...'],
    hat: ['..o...o...o...o.', 'x.x.x.x.x.x.x.x.'],
    bass: ['quarters', 'first', 'long'],
    chords: ['strum', 'after', 'arpeggio', 'offbeat', 'quarters'],
    looseMs: [2, 20],
    weight: 1.5,
  },
  {
    name: 'classical',
    bpm: [72, 126],
    beatsPerBar: 4,
    stepsPerBeat: 4,
    drums: 0,
    kick: [],
    snare: [],
    hat: [],
    bass: ['long', 'quarters', 'pedal', 'walking'],
    chords: ['arpeggio', 'quarters', 'half', 'eighths', 'pad'],
    looseMs: [2, 22],
    weight: 1.5,
  },
  {
    name: 'pads',
    bpm: [66, 112],
    beatsPerBar: 4,
    stepsPerBeat: 4,
    drums: 0.1,
    kick: ['x...............', 'x.......x.......'],
    snare: ['........o.......'],
    hat: ['x.x.x.x.x.x.x.x.'],
    bass: ['long', 'pedal', 'quarters'],
    chords: ['arpeggio', 'half', 'quarters', 'eighths'],
    weight: 1.2,
  },
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
