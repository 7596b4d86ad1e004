import { sampleRateHz, type Stereo } from './instruments.ts'

const lookaheadS = 0.005
const releaseS = 0.08

/** Fades the mix out over its last `lengthS`. */
export function fadeEnd(mix: Stereo, lengthS: number): void {
  const length = Math.round(lengthS * sampleRateHz)
  for (let left = 0; left < length; left++) {
    const sample = mix.left.length - 1 - left
    const gain = Math.sin((left / length) * (Math.PI / 2))
    mix.left[sample] = mix.left[sample]! * gain
    mix.right[sample] = mix.right[sample]! * gain
  }
}

/**
 * The mix raised by `gainDb` and held under `ceilingDbfs` (sample peak) by a look-ahead limiter: the least gain needed
 * within the next 5 ms, let go slowly, smoothed over the same 5 ms so that it is reached just in time.
 */
export function limit(mix: Stereo, gainDb: number, ceilingDbfs: number): Stereo {
  const gain = 10 ** (gainDb / 20)
  const ceiling = 10 ** (ceilingDbfs / 20)
  const window = Math.round(lookaheadS * sampleRateHz)
  const needed = neededGain(mix, gain, ceiling)
  const held = letGoSlowly(leastAhead(needed, window))
  return { left: applied(mix.left, gain, held, window), right: applied(mix.right, gain, held, window) }
}

function neededGain({ left, right }: Stereo, gain: number, ceiling: number): Float32Array {
  return left.map((value, sample) => {
    const peak = gain * Math.max(Math.abs(value), Math.abs(right[sample]!))
    return peak > ceiling ? ceiling / peak : 1
  })
}

function leastAhead(needed: Float32Array, window: number): Float32Array {
  const least = new Float32Array(needed.length)
  for (let sample = 0; sample < needed.length; sample++) {
    let value = 1
    const end = Math.min(needed.length, sample + window + 1)
    for (let ahead = sample; ahead < end; ahead++) value = Math.min(value, needed[ahead]!)
    least[sample] = value
  }
  return least
}

function letGoSlowly(least: Float32Array): Float32Array {
  const rise = 1 - Math.exp(-1 / (releaseS * sampleRateHz))
  let current = 1
  return least.map((value) => {
    current = Math.min(value, current + (1 - current) * rise)
    return current
  })
}

function applied(channel: Float32Array, gain: number, held: Float32Array, window: number): Float32Array {
  let total = held[0]! * window
  return channel.map((value, sample) => {
    total += held[sample]! - held[Math.max(0, sample - window)]!
    return value * gain * (total / window)
  })
}
