/**
 * Mulberry32 (T. Ettinger, public domain): a source of chance of 32 bits of state, the same numbers for the same seed on
 * every machine. Enough for sampling; never for secrets.
 *
 * @returns uniform numbers in [0, 1)
 */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
