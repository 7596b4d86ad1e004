import { Random } from '../../vision/composed/random.ts'
import { drumChannel } from '../midi-file.ts'

/** A note of a piece; times in beats. */
export interface Note {
  channel: number
  pitch: number
  startBeat: number
  beats: number
  /** 1 to 127. */
  velocity: number
}

export interface Piece {
  bpm: number
  tonic: number
  mode: 'major' | 'minor'
  style: Style
  notes: Note[]
  programs: Map<number, number>
  /** Cents by which the whole piece is off 440 Hz. */
  detuneCents: number
}

export const styles = ['band', 'solo', 'pad', 'electronic', 'picked', 'chamber', 'drums'] as const
export type Style = (typeof styles)[number]

const scales = { major: [0, 2, 4, 5, 7, 9, 11], minor: [0, 2, 3, 5, 7, 8, 10] }
/** Degrees of the scale, one a bar; each begins or ends on the tonic, as most songs do. */
const progressions = {
  major: [
    [0, 4, 5, 3],
    [0, 3, 4, 0],
    [0, 5, 3, 4],
    [0, 3, 0, 4],
    [3, 4, 0, 0],
    [0, 1, 4, 0],
  ],
  minor: [
    [0, 5, 2, 6],
    [0, 3, 4, 0],
    [0, 6, 5, 6],
    [0, 5, 3, 4],
    [0, 3, 0, 4],
    [0, 2, 6, 0],
  ],
}

interface Band {
  chords: number
  bass: number
  lead: number
  drums: boolean
  bpm: readonly [number, number]
}

const bands: Record<Style, (random: Random) => Band> = {
  band: (r) => ({
    chords: r.pick([0, 4, 17, 25, 27, 29]),
    bass: r.pick([32, 33, 34]),
    lead: r.pick([26, 30, 56, 65, 73]),
    drums: true,
    bpm: [84, 150],
  }),
  solo: (r) => ({ chords: r.pick([0, 1, 4, 6, 24]), bass: 0, lead: 0, drums: false, bpm: [60, 120] }),
  pad: (r) => ({ chords: r.pick([48, 50, 52, 89, 91]), bass: 43, lead: 68, drums: false, bpm: [56, 90] }),
  electronic: (r) => ({
    chords: r.pick([81, 90, 62]),
    bass: r.pick([38, 39]),
    lead: r.pick([80, 81, 87]),
    drums: true,
    bpm: [118, 174],
  }),
  picked: (r) => ({
    chords: r.pick([24, 25, 46, 105, 12]),
    bass: 32,
    lead: r.pick([73, 40, 22]),
    drums: false,
    bpm: [70, 130],
  }),
  chamber: (r) => ({
    chords: r.pick([48, 19, 61]),
    bass: 42,
    lead: r.pick([40, 71, 60]),
    drums: false,
    bpm: [66, 120],
  }),
  drums: (r) => ({ chords: -1, bass: -1, lead: -1, drums: true, bpm: [90, r.integer(120, 170)] }),
}

/** A piece of music from a seed, in a known key: chords, bass, a melody of the scale, drums where the style has them. */
export function composePiece(seed: number, bars: number, style?: Style): Piece {
  const random = new Random(seed * 7_919 + 13)
  const kind = style ?? random.pick(styles)
  const band = bands[kind](random)
  const mode = random.chance(0.5) ? 'major' : 'minor'
  const tonic = random.integer(0, 11)
  const progression = random.pick(progressions[mode])
  const notes: Note[] = []
  const degreePitch = (degree: number, octave: number): number =>
    12 * octave + tonic + scales[mode][((degree % 7) + 7) % 7]! + 12 * Math.floor(degree / 7)
  const arpeggio = kind === 'picked' || random.chance(0.3)
  const pace = random.pick([1, 2])
  for (let bar = 0; bar < bars; bar++) {
    const degree = progression[bar % progression.length]!
    const at = 4 * bar
    if (band.chords >= 0) addChord(notes, random, degree, at, arpeggio, (d) => degreePitch(d, 4))
    if (band.bass >= 0) {
      for (let beat = 0; beat < 4; beat += pace) {
        notes.push({
          channel: 1,
          pitch: degreePitch(degree, 2),
          startBeat: at + beat,
          beats: pace * 0.9,
          velocity: 88,
        })
      }
    }
    if (band.lead >= 0) addMelody(notes, random, degree, at, (d) => degreePitch(d, 5))
    if (band.drums) addDrums(notes, random, at, kind)
  }
  const programs = new Map<number, number>()
  if (band.chords >= 0) programs.set(0, band.chords).set(1, band.bass).set(2, band.lead)
  return {
    bpm: random.integer(band.bpm[0], band.bpm[1]),
    tonic,
    mode,
    style: kind,
    notes,
    programs,
    detuneCents: random.chance(0.3) ? random.integer(-40, 40) : 0,
  }
}

function addChord(
  notes: Note[],
  random: Random,
  degree: number,
  at: number,
  arpeggio: boolean,
  pitch: (degree: number) => number,
): void {
  const tones = [degree, degree + 2, degree + 4]
  if (arpeggio) {
    for (let step = 0; step < 8; step++) {
      const tone = tones[step % 3]!
      notes.push({
        channel: 0,
        pitch: pitch(tone),
        startBeat: at + step / 2,
        beats: 0.6,
        velocity: random.integer(64, 92),
      })
    }
    return
  }
  const strokes = random.pick([1, 2, 4])
  for (let stroke = 0; stroke < strokes; stroke++) {
    for (const tone of tones) {
      const beats = (4 / strokes) * 0.95
      notes.push({
        channel: 0,
        pitch: pitch(tone),
        startBeat: at + (stroke * 4) / strokes,
        beats,
        velocity: 76,
      })
    }
  }
}

function addMelody(
  notes: Note[],
  random: Random,
  degree: number,
  at: number,
  pitch: (degree: number) => number,
): void {
  for (let beat = 0; beat < 4;) {
    const beats = random.pick([0.5, 1, 1, 2])
    if (random.chance(0.75)) {
      const tone = degree + (beat === 0 ? random.pick([0, 2, 4]) : random.integer(-2, 6))
      notes.push({
        channel: 2,
        pitch: pitch(tone),
        startBeat: at + beat,
        beats: beats * 0.9,
        velocity: random.integer(70, 100),
      })
    }
    beat += beats
  }
}

function addDrums(notes: Note[], random: Random, at: number, style: Style): void {
  const hit = (pitch: number, startBeat: number, velocity: number): void =>
    void notes.push({ channel: drumChannel, pitch, startBeat, beats: 0.2, velocity })
  for (let beat = 0; beat < 4; beat++) {
    if (style === 'electronic' || beat % 2 === 0) hit(36, at + beat, 110)
    if (beat % 2 === 1) hit(38, at + beat, 104)
    hit(42, at + beat, 72)
    hit(42, at + beat + 0.5, random.integer(50, 80))
    if (random.chance(0.15)) hit(36, at + beat + 0.5, 90)
  }
}
