import type { SoundBlock } from '../media/streams.ts'

/** Power of the sum, as a share of the strongest channel's, below which the channels cancel each other. */
const cancelled = 0.1

/**
 * The mean of a block's channels. Where they cancel each other (one side of a stereo file inverted), the strongest channel
 * alone, at the level it would have in the mean: a listener with two ears hears it all the same.
 *
 * @param samples the block's samples, finite
 * @param into at least `block.length` long
 */
export function mixToMono({ channels, length }: SoundBlock, samples: Float32Array, into: Float32Array): void {
  const scale = 1 / channels
  let strongest = 0
  let greatestPower = 0
  into.fill(0, 0, length)
  for (let channel = 0; channel < channels; channel++) {
    let power = 0
    for (let i = 0, from = channel; i < length; i++, from += channels) {
      const sample = samples[from]! * scale
      into[i]! += sample
      power += sample * sample
    }
    if (power > greatestPower) {
      greatestPower = power
      strongest = channel
    }
  }
  if (channels === 1) return
  let mixedPower = 0
  for (let i = 0; i < length; i++) mixedPower += into[i]! * into[i]!
  if (mixedPower >= cancelled * greatestPower) return
  for (let i = 0, from = strongest; i < length; i++, from += channels) into[i] = samples[from]! * scale
}
