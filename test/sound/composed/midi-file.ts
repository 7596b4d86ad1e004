/** A note of a piece; times in beats. */
export interface Note {
  channel: number
  pitch: number
  startBeat: number
  beats: number
  /** 1 to 127. */
  velocity: number
}

export const drumChannel = 9
const ticksPerBeat = 480

/**
 * A standard MIDI file (format 0) of the notes.
 *
 * @param programs General MIDI instrument of each channel used
 */
export function midiFile(
  notes: readonly Note[],
  programs: ReadonlyMap<number, number>,
  bpm: number,
): Uint8Array {
  const events: { tick: number; order: number; bytes: number[] }[] = []
  for (const [channel, program] of programs)
    events.push({ tick: 0, order: 0, bytes: [0xc0 | channel, program] })
  for (const { channel, pitch, startBeat, beats, velocity } of notes) {
    const tick = Math.round(startBeat * ticksPerBeat)
    const end = Math.max(tick + 1, Math.round((startBeat + beats) * ticksPerBeat))
    events.push({ tick, order: 2, bytes: [0x90 | channel, pitch, velocity] })
    events.push({ tick: end, order: 1, bytes: [0x80 | channel, pitch, 0] })
  }
  events.sort((a, b) => a.tick - b.tick || a.order - b.order)
  const microseconds = Math.round(60_000_000 / bpm)
  const track = [0, 0xff, 0x51, 3, (microseconds >> 16) & 255, (microseconds >> 8) & 255, microseconds & 255]
  let now = 0
  for (const { tick, bytes } of events) {
    track.push(...variableLength(tick - now), ...bytes)
    now = tick
  }
  track.push(0, 0xff, 0x2f, 0)
  return Uint8Array.from([
    ...ascii('MThd'),
    ...wide(6),
    ...[0, 0, 0, 1, ticksPerBeat >> 8, ticksPerBeat & 255],
    ...ascii('MTrk'),
    ...wide(track.length),
    ...track,
  ])
}

function variableLength(value: number): number[] {
  const bytes = [value & 127]
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 127) | 128)
  return bytes
}

function wide(value: number): number[] {
  return [(value >>> 24) & 255, (value >> 16) & 255, (value >> 8) & 255, value & 255]
}

function ascii(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0))
}
