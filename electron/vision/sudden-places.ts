import type { CoarseThumbnails } from './coarse-thumbnails.ts'

/** A place jumps when it changes by at least this and by several times what the picture's places do on the whole. */
const leastJump = 14
const overPicture = 5

/**
 * Where captions, stickers and other things laid over the picture come and go: places that jump while the picture does
 * not. What a dissolve does to the rest is seen without them.
 */
export class SuddenPlaces {
  private readonly size: number
  /** Jumps of each place up to a frame, modulo 65,536; frame after frame. */
  private readonly jumps: Uint16Array

  constructor({ values, size }: CoarseThumbnails) {
    this.size = size
    const frames = values.length / size
    this.jumps = new Uint16Array(values.length)
    const steps = new Uint8Array(size)
    const counts = new Uint16Array(256)
    for (let frame = 1, at = size; frame < frames; frame++, at += size) {
      counts.fill(0)
      let most = 0
      for (let i = 0; i < size; i++) {
        const step = Math.round(Math.abs(values[at + i]! - values[at + i - size]!))
        steps[i] = step
        counts[step]!++
        if (step > most) most = step
      }
      const limit = most < leastJump ? 256 : Math.max(leastJump, overPicture * median(counts, size))
      for (let i = 0; i < size; i++)
        this.jumps[at + i] = this.jumps[at + i - size]! + (steps[i]! >= limit ? 1 : 0)
    }
  }

  /** Marks the places (1) without a jump after frame `before` up to frame `after`; returns how many there are. */
  steady(before: number, after: number, into: Uint8Array): number {
    const { jumps, size } = this
    const [a, b] = [before * size, after * size]
    let count = 0
    for (let i = 0; i < size; i++) count += into[i] = jumps[a + i] === jumps[b + i] ? 1 : 0
    return count
  }
}

/** The median of values from how often each occurs. */
function median(counts: Uint16Array, size: number): number {
  let value = 0
  for (let below = counts[0]!; below <= size >> 1; below += counts[value]!) value++
  return value
}
