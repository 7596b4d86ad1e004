import { drumChannel } from '../midi-file.ts'
import type { Random } from '../../vision/composed/random.ts'
import type { Note } from './piece.ts'
import type { BassLine, ChordLine } from './style.ts'

/** One bar for a part to fill. */
export interface Bar {
  /** Beats from the first downbeat to this one. */
  startBeat: number
  beats: number
  stepsPerBeat: number
  /** MIDI pitch of the chord's root in the octave from C2, and its notes above it in semitones. */
  root: number
  chord: readonly number[]
  /** Root of the next bar. */
  nextRoot: number
  /** The steps on which the kick sounds. */
  kick: string
}

type Hit = readonly [beat: number, lengthBeats: number]

/** Onsets on every step of a length. */
function every(bar: Bar, stepBeats: number, lengthBeats = stepBeats, from = 0): Hit[] {
  const count = Math.round((bar.beats - from) / stepBeats)
  return Array.from({ length: count }, (_, i) => [from + i * stepBeats, lengthBeats * 0.92] as const)
}

function kickHits(bar: Bar): Hit[] {
  const steps = Array.from(bar.kick, (sign, step) => (sign === '.' ? -1 : step)).filter((step) => step >= 0)
  if (steps.length === 0) return [[0, bar.beats]]
  return steps.map((step, i) => {
    const end = steps[i + 1] ?? bar.beats * bar.stepsPerBeat
    return [step / bar.stepsPerBeat, (0.9 * (end - step)) / bar.stepsPerBeat] as const
  })
}

const half = (bar: Bar): number => (bar.stepsPerBeat === 3 ? 2 / 3 : 0.5)

/** The notes of a bass line in a bar. */
export function bassNotes(line: BassLine, bar: Bar, channel: number, random: Random): Note[] {
  const low = bar.root
  const note = ([beat, lengthBeats]: Hit, pitch: number, velocity: number): Note => ({
    beat: bar.startBeat + beat,
    lengthBeats,
    channel,
    pitch,
    velocity: velocity + random.integer(-6, 6),
  })
  switch (line) {
    case 'long':
      return [note([0, bar.beats * 0.95], low, 92)]
    case 'pedal':
      return [note([0, bar.beats * 0.95], low, 80), note([bar.beats - 1, 0.9], low + 7, 74)]
    case 'eighths':
      return every(bar, 0.5).map((hit, i) => note(hit, low, i % 2 ? 82 : 94))
    case 'quarters':
      return every(bar, 1).map((hit, i) => note(hit, i % 2 ? low + random.pick([0, 7]) : low, 90))
    case 'walking':
      return every(bar, 1).map((hit, i) => {
        const goal =
          i === bar.beats - 1 ? bar.nextRoot + random.pick([-1, 1, 2]) : low + random.pick([0, 3, 4, 5, 7, 9])
        return note(hit, i === 0 ? low : goal, 92)
      })
    case 'kick':
      return kickHits(bar).map((hit) => note(hit, random.chance(0.15) ? low + 7 : low, 94))
    case 'offbeat':
      return every(bar, 1).map(([beat]) => note([beat + half(bar), 0.4], low, 92))
    case 'octaves':
      return every(bar, 0.5).map((hit, i) => note(hit, i % 2 ? low + 12 : low, i % 2 ? 84 : 94))
    case 'first':
      return [note([0, 0.95], random.chance(0.5) ? low : low + random.pick([0, 7]), 92)]
    case 'sub':
      return kickHits(bar).map((hit) => note(hit, low - (low > 34 ? 12 : 0), 108))
    case 'tumbao':
      return [note([1.5, 1.4], low + 7, 90), note([3, 0.95], bar.nextRoot, 94)]
  }
}

/** The notes of an accompaniment in a bar; `octave` moves it. */
export function chordNotes(
  line: ChordLine,
  bar: Bar,
  channel: number,
  octave: number,
  random: Random,
): Note[] {
  const pitches = bar.chord.map((interval) => 12 * octave + (bar.root % 12) + interval)
  const all = ([beat, lengthBeats]: Hit, velocity: number, strumBeats = 0): Note[] =>
    pitches.map((pitch, i) => ({
      beat: bar.startBeat + beat + i * strumBeats,
      lengthBeats,
      channel,
      pitch,
      velocity: velocity + random.integer(-7, 7),
    }))
  switch (line) {
    case 'pad':
    case 'whole':
      return all([0, bar.beats * (line === 'pad' ? 1 : 0.9)], 74)
    case 'half':
      return bar.beats === 3 ? all([0, 2.9], 80) : [...all([0, 1.9], 82), ...all([2, 1.9], 76)]
    case 'quarters':
      return every(bar, 1).flatMap((hit, i) => all(hit, i === 0 ? 84 : 74))
    case 'eighths':
      return every(bar, bar.stepsPerBeat === 3 ? 1 / 3 : 0.5, 0.4).flatMap((hit) =>
        all(hit, 72 + (hit[0] % 1 === 0 ? 8 : 0)),
      )
    case 'arpeggio':
      return arpeggio(bar, pitches, channel, random)
    case 'strum':
      return every(bar, 0.5, 0.6)
        .filter((_, i) => i !== 1 && i !== 4)
        .flatMap((hit, i) => all(hit, i === 0 ? 92 : 76, 0.018))
    case 'after':
      return every(bar, 1, 0.6, 1).flatMap((hit) => (bar.beats === 4 && hit[0] === 2 ? [] : all(hit, 76)))
    case 'offbeat':
      return every(bar, 1).flatMap(([beat]) => all([beat + half(bar), 0.3], 80))
    case 'syncopated':
      return [0, 0.75, 1.5, 2.5, 3.25]
        .filter((beat) => beat < bar.beats - 0.5)
        .flatMap((beat) => (bar.startBeat % 8 >= 4 && beat === 0 ? [] : all([beat, 0.4], 80)))
    case 'charleston':
      return [...all([0, 0.9], 82), ...all([1 + half(bar), 0.6], 78)]
  }
}

function arpeggio(bar: Bar, pitches: readonly number[], channel: number, random: Random): Note[] {
  const ladder = [...pitches, pitches[0]! + 12]
  const order = [
    [0, 1, 2, 1],
    [0, 2, 1, 2],
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [0, 2, 3, 2],
  ][Math.abs(bar.root) % 5]!
  const step = bar.stepsPerBeat === 3 ? 1 / 3 : bar.stepsPerBeat === 4 && bar.root % 2 === 0 ? 0.25 : 0.5
  return every(bar, step, step * 1.5).map(([beat, lengthBeats], i) => ({
    beat: bar.startBeat + beat,
    lengthBeats,
    channel,
    pitch: ladder[order[i % 4]!]!,
    velocity: (beat === 0 ? 86 : beat % 1 === 0 ? 78 : 70) + random.integer(-6, 6),
  }))
}

/** A melody of a bar in its own rhythm: longer notes more often on beats, now and then anticipated. */
export function melodyNotes(
  bar: Bar,
  channel: number,
  octave: number,
  density: number,
  random: Random,
): Note[] {
  const scale = [0, 2, 4, 7, 9, 12, 14]
  const notes: Note[] = []
  const step = bar.stepsPerBeat === 3 ? 1 / 3 : 0.5
  let at = random.chance(0.25) ? step : 0
  let degree = random.integer(1, 5)
  while (at < bar.beats - 0.1) {
    const lengthBeats = step * (random.chance(density) ? 1 : random.integer(2, 4))
    if (random.chance(0.85)) {
      degree = Math.max(0, Math.min(scale.length - 1, degree + random.integer(-2, 2)))
      notes.push({
        beat: bar.startBeat + at,
        lengthBeats: lengthBeats * 0.95,
        channel,
        pitch: 12 * octave + (bar.root % 12) + scale[degree]!,
        velocity: random.integer(72, 104),
      })
    }
    at += lengthBeats
  }
  return notes
}

/** Sounds of a kit by their General MIDI keys. */
export interface Kit {
  kick: number
  snare: number
  hat: number
  openHat: number
  crash: number
}

/** Hits of one drum in a bar. `mutation` is the share of steps that turn out otherwise. */
export function drumNotes(
  rhythm: string,
  bar: Bar,
  pitch: number,
  velocity: number,
  random: Random,
  mutation = 0,
): Note[] {
  const notes: Note[] = []
  const stepBeats = 1 / bar.stepsPerBeat
  Array.from(rhythm).forEach((sign, step) => {
    const turned = step > 0 && random.chance(mutation)
    const hits = turned ? sign === '.' : sign !== '.'
    if (!hits) return
    const soft = sign === 'o' || turned
    notes.push({
      beat: bar.startBeat + step * stepBeats,
      lengthBeats: stepBeats,
      channel: drumChannel,
      pitch,
      velocity: Math.round(velocity * (soft ? 0.55 : 1)) + random.integer(-6, 6),
    })
  })
  return notes
}

/** A roll over the last beats of a bar, leading to the next. */
export function fillNotes(bar: Bar, lengthBeats: number, random: Random): Note[] {
  const drums = random.pick([
    [38, 38, 38, 38],
    [50, 47, 45, 43],
    [38, 50, 47, 43],
    [38, 38, 47, 43],
  ])
  const step = bar.stepsPerBeat === 3 ? 1 / 3 : 0.25
  const from = bar.beats - lengthBeats
  const count = Math.round(lengthBeats / step)
  return Array.from({ length: count }, (_, i) => ({
    beat: bar.startBeat + from + i * step,
    lengthBeats: step,
    channel: drumChannel,
    pitch: drums[Math.floor((i * drums.length) / count)]!,
    velocity: random.integer(80, 116),
  })).filter(() => random.chance(0.85))
}

/** A roll of hats in the gaps of sixteenths, as trap has. */
export function hatRoll(bar: Bar, pitch: number, random: Random): Note[] {
  const division = random.pick([6, 8])
  const from = random.integer(1, bar.beats * 2 - 1) / 2
  return Array.from({ length: division / 2 }, (_, i) => ({
    beat: bar.startBeat + from + i / division,
    lengthBeats: 1 / division,
    channel: drumChannel,
    pitch,
    velocity: random.integer(60, 100),
  }))
}
