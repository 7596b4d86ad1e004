/** Numbers that a channel's filter remembers: four delays, then the sum of squares of what it has put out. */
export const kWeightingStateLength = 5
const energyAt = 4

// ITU-R BS.1770-4, tables 1 and 2, for 48 kHz: the head as a sphere (a high shelf), then the RLB high pass.
const shelfB0 = 1.53512485958697
const shelfB1 = -2.69169618940638
const shelfB2 = 1.19839281085285
const shelfA1 = -1.69065929318241
const shelfA2 = 0.73248077421585
const passA1 = -1.99004745483398
const passA2 = 0.99007225036621

/**
 * K-weights one channel of interleaved 48 kHz sound and adds up its squares (ITU-R BS.1770-4, annex 1).
 *
 * @param samples interleaved
 * @param first index of the channel's first sample
 * @param stride channels
 * @param end index to stop before
 * @param state the channel's own `kWeightingStateLength` numbers, zero at first
 */
export function addWeightedSquares(
  samples: Float32Array,
  first: number,
  stride: number,
  end: number,
  state: Float64Array,
): void {
  let s1 = state[0]!
  let s2 = state[1]!
  let h1 = state[2]!
  let h2 = state[3]!
  let energy = state[energyAt]!
  for (let i = first; i < end; i += stride) {
    const x = samples[i]!
    const y = shelfB0 * x + s1
    s1 = shelfB1 * x - shelfA1 * y + s2
    s2 = shelfB2 * x - shelfA2 * y
    const z = y + h1
    h1 = -2 * y - passA1 * z + h2
    h2 = y - passA2 * z
    energy += z * z
  }
  state[0] = s1
  state[1] = s2
  state[2] = h1
  state[3] = h2
  state[energyAt] = energy
}

/** The squares added up since the last call. Also ends an inaudible ring, whose denormal numbers would be slow. */
export function takeSquares(state: Float64Array): number {
  const energy = state[energyAt]!
  state[energyAt] = 0
  for (let i = 0; i < energyAt; i++) if (Math.abs(state[i]!) < 1e-30) state[i] = 0
  return energy
}
