import type { Random } from '../../vision/composed/random.ts'
import type { SoundingNote } from '../midi-file.ts'
import type { BeatClock } from './beat-clock.ts'
import type { Note } from './piece.ts'
import type { Style } from './style.ts'

/** Notes at their times as played: swung, loose, in the tempo of the clock. */
export function performed(
  notes: readonly Note[],
  style: Style,
  clock: BeatClock,
  random: Random,
): SoundingNote[] {
  const swing = style.swing ? random.between(...style.swing) : 0
  const looseS = style.looseMs ? random.between(...style.looseMs) / 1000 : 0
  return notes.map((note) => {
    const step = note.beat * style.stepsPerBeat
    const swung =
      swing > 0 && Math.abs(step - Math.round(step)) < 0.01 && Math.abs(Math.round(step)) % 2 === 1
    const beat = swung ? note.beat + swing / style.stepsPerBeat : note.beat
    const timeS = clock(beat) + (looseS > 0 ? normal(random) * looseS : 0)
    return {
      timeS: Math.max(0, timeS),
      durationS: Math.max(0.04, clock(beat + note.lengthBeats) - clock(beat)),
      channel: note.channel,
      pitch: Math.max(12, Math.min(108, Math.round(note.pitch))),
      velocity: Math.max(8, Math.min(127, Math.round(note.velocity))),
    }
  })
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit())
}
