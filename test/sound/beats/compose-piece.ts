import { Random } from '../../vision/composed/random.ts'
import {
  bassNotes,
  chordNotes,
  drumNotes,
  fillNotes,
  hatRoll,
  melodyNotes,
  type Bar,
  type Kit,
} from './parts.ts'
import type { Note, Piece } from './piece.ts'
import type { Style } from './style.ts'
import { styles } from './styles/all-styles.ts'
import { beatClock } from './beat-clock.ts'
import { performed } from './performance.ts'

const kits: readonly number[] = [0, 0, 0, 8, 16, 24, 25, 26, 32, 40]
const chordPrograms = [
  0, 1, 2, 4, 5, 6, 7, 11, 12, 15, 16, 17, 18, 19, 21, 24, 25, 26, 27, 28, 29, 30, 45, 46, 80, 81,
]
const padPrograms = [48, 49, 50, 51, 52, 54, 61, 62, 63, 88, 89, 90, 91, 92, 94, 95, 19, 20]
const leadPrograms = [
  0, 11, 22, 26, 27, 40, 41, 42, 52, 56, 57, 60, 64, 65, 66, 68, 71, 73, 74, 75, 78, 79, 80, 81, 82, 85, 87,
  104, 105, 107,
]
const bassPrograms = [32, 33, 34, 35, 36, 37, 38, 39, 43, 58]
const chipPrograms = [80, 80, 81, 87, 84]
const progressions: readonly (readonly number[])[] = [
  [0, 7, 9, 5],
  [9, 5, 0, 7],
  [0, 5, 7, 5],
  [0, 9, 5, 7],
  [0, 0, 5, 7],
  [9, 7, 5, 7],
  [2, 7, 0, 0],
  [0, 10, 5, 0],
  [0, 0, 0, 0],
  [0, 3, 5, 7],
]
const chordShapes: readonly (readonly number[])[] = [
  [0, 4, 7],
  [0, 3, 7],
  [0, 4, 7, 11],
  [0, 3, 7, 10],
  [0, 5, 7],
  [0, 7, 12],
]

/** Which parts sound in a bar. */
interface Section {
  drums: 'full' | 'hat' | 'kick' | 'none'
  bass: boolean
  chords: boolean
  melody: boolean
}

/** A piece with known beats; the same seed composes the same piece everywhere. */
export function composePiece(seed: number, given?: Partial<Style> & { name: string }): Piece {
  const random = new Random(seed * 7919 + 17)
  const drawn = drawStyle(random)
  const style = given ? { ...styles.find((s) => s.name === given.name)!, ...given } : drawn
  const bpm = random.between(style.bpm[0], style.bpm[1])
  const bars = Math.max(6, Math.round((random.between(20, 34) * bpm) / 60 / style.beatsPerBar))
  const beatCount = bars * style.beatsPerBar
  const finalChord = random.chance(0.4)
  const pickupBeats = random.chance(0.15) ? random.integer(1, style.beatsPerBar - 1) : 0
  const leadInS = random.chance(0.3) ? random.between(0, 4) : random.chance(0.2) ? random.between(0, 0.2) : 0
  const clock = beatClock(bpm, beatCount + 2, pickupBeats, leadInS, random)
  const { notes, programs } = arrange(style, bars, finalChord, pickupBeats, random)
  const first = -pickupBeats
  const last = finalChord ? beatCount : beatCount - 1
  const beats: number[] = []
  const downbeats: number[] = []
  for (let beat = first; beat <= last; beat++) {
    beats.push(clock(beat))
    if (beat >= 0 && beat % style.beatsPerBar === 0) downbeats.push(clock(beat))
  }
  const sounding = performed(notes, style, clock, random)
  return {
    seed,
    style: style.name,
    bpm: (60 * (beats.length - 1)) / (beats.at(-1)! - beats[0]!),
    beatsPerBar: style.beatsPerBar,
    beats,
    downbeats,
    notes: sounding,
    programs,
    durationS: clock(last) + random.between(1.2, 3.5),
  }
}

function drawStyle(random: Random): Style {
  const total = styles.reduce((sum, style) => sum + (style.weight ?? 1), 0)
  let left = random.unit() * total
  return styles.find((style) => (left -= style.weight ?? 1) < 0) ?? styles[0]!
}

function arrange(
  style: Style,
  bars: number,
  finalChord: boolean,
  pickupBeats: number,
  random: Random,
): { notes: Note[]; programs: Map<number, number> } {
  const chip = style.name === 'chiptune'
  const chordLine = random.pick(style.chords)
  const secondLine = random.chance(0.4) ? random.pick(style.chords) : null
  const bassLine = random.pick(style.bass)
  const program = (line: string): number =>
    random.pick(
      chip
        ? chipPrograms
        : line === 'pad' || (style.name === 'pads' && random.chance(0.6))
          ? padPrograms
          : chordPrograms,
    )
  const programs = new Map([
    [0, program(chordLine)],
    [1, program(secondLine ?? 'pad')],
    [
      2,
      random.pick(
        style.name === 'trap' || style.name === 'reggaeton'
          ? [38, 39, 38, 33]
          : chip
            ? chipPrograms
            : bassPrograms,
      ),
    ],
    [3, random.pick(chip ? chipPrograms : leadPrograms)],
    [
      9,
      random.pick(
        style.name === 'trap' || style.name === 'hip hop' || style.name === 'house' ? [0, 24, 25, 25] : kits,
      ),
    ],
  ])
  const hasDrums = random.chance(style.drums)
  const kit: Kit = {
    kick: random.pick([35, 36, 36]),
    snare: random.pick([
      38,
      38,
      40,
      39,
      37,
      ...(style.name === 'latin' || style.name === 'reggaeton' ? [75, 76, 62, 38] : []),
    ]),
    hat: random.pick([42, 42, 42, 44, 51, 59, 53, 70, 82, 54]),
    openHat: random.pick([46, 46, 51]),
    crash: random.pick([49, 57, 55]),
  }
  const rhythm = {
    kick: random.pick(style.kick.length ? style.kick : ['']),
    snare: random.pick(style.snare.length ? style.snare : ['']),
    hat: random.pick(style.hat.length ? style.hat : ['']),
  }
  const sections = sectionsOf(bars, hasDrums, random)
  const key = random.integer(0, 11)
  const progression = random.pick(progressions)
  const shapes = progression.map(() => random.pick(chordShapes))
  const barsPerChord = random.chance(0.2) ? 2 : 1
  const balance = {
    drums: random.between(...(style.drumLevel ?? [0.55, 1.1])),
    chords: random.between(0.6, 1.1),
    bass: random.between(0.6, 1.1),
  }
  const mutation = random.chance(0.5) ? random.between(0, 0.06) : 0
  const density = random.between(0.1, 0.8)
  const octave = random.integer(4, 5)
  const rootOf = (bar: number): number =>
    28 + ((key + progression[Math.floor(bar / barsPerChord) % progression.length]! + 8) % 12)
  const notes: Note[] = []
  for (let index = 0; index < bars; index++) {
    const section = sections[index]!
    const bar: Bar = {
      startBeat: index * style.beatsPerBar,
      beats: style.beatsPerBar,
      stepsPerBeat: style.stepsPerBeat,
      root: rootOf(index),
      chord: shapes[Math.floor(index / barsPerChord) % shapes.length]!,
      nextRoot: rootOf(index + 1),
      kick: rhythm.kick,
    }
    const starts = index > 0 && sections[index - 1] !== section
    const ends = sections[index + 1] !== section
    if (section.drums !== 'none')
      notes.push(
        ...scaled(
          drums(section.drums, rhythm, kit, bar, mutation, starts, ends, style, random),
          balance.drums,
        ),
      )
    if (section.bass && !(bassLine === 'tumbao' && style.beatsPerBar !== 4))
      notes.push(...scaled(bassNotes(bassLine, bar, 2, random), balance.bass))
    if (section.chords) notes.push(...scaled(chordNotes(chordLine, bar, 0, octave, random), balance.chords))
    if (section.chords && secondLine)
      notes.push(
        ...scaled(
          chordNotes(secondLine, bar, 1, octave + random.integer(-1, 0), random),
          balance.chords * 0.85,
        ),
      )
    if (section.melody) notes.push(...melodyNotes(bar, 3, octave + 1, density, random))
    // Something must sound on the very first beat, or nobody could know of it.
    if (index === 0) notes.push(...scaled(chordNotes('whole', bar, 0, octave, random), balance.chords))
  }
  const closing: Bar = {
    startBeat: bars * style.beatsPerBar,
    beats: style.beatsPerBar,
    stepsPerBeat: style.stepsPerBeat,
    root: rootOf(0),
    chord: shapes[0]!,
    nextRoot: rootOf(0),
    kick: '',
  }
  if (finalChord) {
    notes.push(...chordNotes('whole', closing, 0, octave, random), ...bassNotes('long', closing, 2, random))
    if (hasDrums)
      notes.push(
        ...drumNotes('x', closing, kit.crash, 100, random),
        ...drumNotes('x', closing, kit.kick, 105, random),
      )
  }
  for (let beat = -pickupBeats; beat < 0; beat++) {
    const pitch = 12 * (octave + 1) + (rootOf(0) % 12) + random.pick([0, 2, 4, 7])
    notes.push({ beat, lengthBeats: 0.9, channel: 3, pitch, velocity: 90 })
    if (random.chance(0.5))
      notes.push({ beat: beat + 0.5, lengthBeats: 0.4, channel: 3, pitch: pitch + 2, velocity: 84 })
  }
  return { notes, programs }
}

function drums(
  kind: Section['drums'],
  rhythm: { kick: string; snare: string; hat: string },
  kit: Kit,
  bar: Bar,
  mutation: number,
  starts: boolean,
  ends: boolean,
  style: Style,
  random: Random,
): Note[] {
  const notes =
    kind === 'kick'
      ? []
      : drumNotes(
          rhythm.hat,
          bar,
          rhythm.hat.startsWith('..x') ? kit.openHat : kit.hat,
          random.integer(62, 84),
          random,
          mutation,
        )
  if (kind === 'hat') return notes
  notes.push(...drumNotes(rhythm.kick, bar, kit.kick, 108, random, mutation))
  if (kind === 'kick') return notes
  if (ends && random.chance(0.5)) notes.push(...fillNotes(bar, random.pick([1, 1, 2]), random))
  else notes.push(...drumNotes(rhythm.snare, bar, kit.snare, 104, random, mutation))
  if (starts && random.chance(0.7)) notes.push(...drumNotes('x', bar, kit.crash, 100, random))
  if (style.name === 'trap' && random.chance(0.5)) notes.push(...hatRoll(bar, kit.hat, random))
  return notes
}

/** Sections of two to eight bars; parts come and go. */
function sectionsOf(bars: number, hasDrums: boolean, random: Random): Section[] {
  const sections: Section[] = []
  const steady = random.chance(0.35)
  const melody = random.chance(0.5)
  while (sections.length < bars) {
    const first = sections.length === 0
    const length = steady ? bars : random.pick([2, 4, 4, 8])
    const thin = !steady && random.chance(first ? 0.5 : 0.25)
    const section: Section = {
      drums: !hasDrums ? 'none' : thin ? random.pick(['none', 'hat', 'kick']) : 'full',
      bass: thin ? random.chance(0.4) : random.chance(0.92),
      chords: thin ? random.chance(0.8) : random.chance(hasDrums ? 0.85 : 1),
      melody: melody && random.chance(0.6),
    }
    if (section.drums === 'none' && !section.chords && !section.bass) section.chords = true
    for (let i = 0; i < length; i++) sections.push(section)
  }
  return sections.slice(0, bars)
}

function scaled(notes: Note[], factor: number): Note[] {
  return notes.map((note) => ({ ...note, velocity: note.velocity * factor }))
}
