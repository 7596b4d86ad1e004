/** A note at its time in seconds; channel 9 is drums. */
export interface SoundingNote {
  timeS: number
  durationS: number
  channel: number
  pitch: number
  /** 1 to 127. */
  velocity: number
}

export interface Score {
  notes: readonly SoundingNote[]
  /** General MIDI programs by channel. */
  programs: ReadonlyMap<number, number>
  durationS: number
}

export const drumChannel = 9

/** A Standard MIDI File, format 0, of a piece: a tick is a tenth of a millisecond. */
export function midiFile(piece: Score): Buffer {
  const ticksPerSecond = 10_000
  const events: { tick: number; order: number; bytes: number[] }[] = []
  for (const [channel, program] of piece.programs)
    events.push({ tick: 0, order: 0, bytes: [0xc0 | channel, program] })
  for (const note of piece.notes.filter((n) => n.timeS < piece.durationS)) {
    const tick = Math.round(note.timeS * ticksPerSecond)
    const end = Math.round(Math.min(piece.durationS, note.timeS + note.durationS) * ticksPerSecond)
    events.push({ tick, order: 2, bytes: [0x90 | note.channel, note.pitch, note.velocity] })
    events.push({ tick: end, order: 1, bytes: [0x80 | note.channel, note.pitch, 0] })
  }
  events.push({ tick: Math.round(piece.durationS * ticksPerSecond), order: 3, bytes: [0xff, 0x2f, 0] })
  events.sort((a, b) => a.tick - b.tick || a.order - b.order)
  // 5,000 ticks a quarter at half a second a quarter.
  const track: number[] = [0, 0xff, 0x51, 3, 0x07, 0xa1, 0x20]
  let last = 0
  for (const { tick, bytes } of events) {
    track.push(...variableLength(tick - last), ...bytes)
    last = tick
  }
  const header = Buffer.from([0x4d, 0x54, 0x68, 0x64, 0, 0, 0, 6, 0, 0, 0, 1, 5_000 >> 8, 5_000 & 255])
  const chunk = Buffer.from([0x4d, 0x54, 0x72, 0x6b, 0, 0, 0, 0])
  chunk.writeUInt32BE(track.length, 4)
  return Buffer.concat([header, chunk, Buffer.from(track)])
}

function variableLength(value: number): number[] {
  const bytes = [value & 127]
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 127) | 128)
  return bytes
}
