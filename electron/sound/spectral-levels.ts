/** Steps of a level: half a decibel, from −115 dB (0) to 12.5 dB (255). */
const stepsPerDb = 2
const leastDb = -115

/** The level of a power as a byte; 0 for silence. */
export function levelOf(power: number): number {
  const level = (stepsPerDb * 10 * Math.log10(power + 1e-12) - stepsPerDb * leastDb + 0.5) | 0
  return level < 0 ? 0 : level > 255 ? 255 : level
}

/** Decibels of a level, a sine of full scale being 0. */
export function decibelsOf(level: number): number {
  return level / stepsPerDb + leastDb
}

/** Rows of levels whose number is known only at the end. */
export class GrowingLevels {
  private readonly width: number
  private room: Uint8Array
  private length = 0

  constructor(width: number) {
    this.width = width
    this.room = new Uint8Array(width * 1024)
  }

  /** The next row, to be written at once. */
  row(): Uint8Array {
    const end = this.length + this.width
    if (end > this.room.length) {
      const larger = new Uint8Array(this.room.length * 2)
      larger.set(this.room)
      this.room = larger
    }
    const row = this.room.subarray(this.length, end)
    this.length = end
    return row
  }

  bytes(): Uint8Array {
    return this.room.slice(0, this.length)
  }
}
