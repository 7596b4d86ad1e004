import { fingerprintRateHz, type Fingerprint } from './fingerprint.ts'

/** Where a recording sounds again in another one. */
export interface SharedRecording {
  /** Seconds after the first frame of the other one. */
  startS: number
  /** Seconds of the recording's file that are heard there. */
  recordingS: number
  lastingS: number
  /** Share of bits that differ: 0 for the same file, 0.5 for another piece. */
  bitErrors: number
}

type Bits = Pick<Fingerprint, 'rows' | 'audible'>

/** Of 32 bits, so many may differ in a row that still speaks for a copy: the middle between copies and chance. */
const toleratedBits = 12.5
/**
 * Bits by which a stretch must beat that in all. The ten pieces of known beats reach 29 with one another, copies of 12 s at
 * 48 kbit/s 340 and more. Chance's highest grows with the logarithm of what is compared.
 */
const leastAdvantage = 75
const leastRows = 5 * fingerprintRateHz

/**
 * The longest stretch in which one recording is the other's, at the same speed, whatever was done to its loudness and to what
 * lies before and after it; null when there is none. At every offset between the two the stretch with the greatest advantage
 * is found in one pass (Kadane's maximum subarray), so that a copy under a voice for half its time still counts for the other.
 *
 * A voice as loud as the music hides half of it, a voice 12 dB above it all of it; other speeds and other keys are others.
 */
export function sharedRecording(recording: Bits, other: Fingerprint): SharedRecording | null {
  let best = { advantage: 0, offset: 0, from: 0, end: 0 }
  for (let offset = 1 - recording.rows.length; offset < other.rows.length; offset++) {
    const found = bestStretch(recording, other, offset)
    if (found.advantage > best.advantage) best = { ...found, offset }
  }
  const { advantage, offset, from, end } = best
  if (advantage < leastAdvantage || end - from < leastRows) return null
  return {
    startS: from / fingerprintRateHz - other.originS,
    recordingS: (from - offset) / fingerprintRateHz,
    lastingS: (end - from) / fingerprintRateHz,
    bitErrors: bitErrors(recording, other, best),
  }
}

/** Rows `from` to before `end` of the other one, where row `offset` is the recording's first. */
function bestStretch(
  recording: Bits,
  other: Bits,
  offset: number,
): { advantage: number; from: number; end: number } {
  let advantage = 0
  let from = 0
  let end = 0
  let running = 0
  let start = 0
  const last = Math.min(other.rows.length, offset + recording.rows.length)
  for (let row = Math.max(0, offset); row < last; row++) {
    if (other.audible[row] === 0 || recording.audible[row - offset] === 0) continue
    if (running <= 0) {
      running = 0
      start = row
    }
    running += toleratedBits - differingBits(other.rows[row]!, recording.rows[row - offset]!)
    if (running <= advantage) continue
    advantage = running
    from = start
    end = row + 1
  }
  return { advantage, from, end }
}

function bitErrors(
  recording: Bits,
  other: Bits,
  { offset, from, end }: { offset: number; from: number; end: number },
): number {
  let differing = 0
  let rows = 0
  for (let row = from; row < end; row++) {
    if (other.audible[row] === 0 || recording.audible[row - offset] === 0) continue
    differing += differingBits(other.rows[row]!, recording.rows[row - offset]!)
    rows++
  }
  return differing / (32 * rows)
}

/** How many of 32 bits differ (Warren, Hacker's Delight, 5–1). */
function differingBits(a: number, b: number): number {
  let x = a ^ b
  x -= (x >>> 1) & 0x55555555
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333)
  x = (x + (x >>> 4)) & 0x0f0f0f0f
  return Math.imul(x, 0x01010101) >>> 24
}
