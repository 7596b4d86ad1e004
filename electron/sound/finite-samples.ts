/**
 * The same samples with NaN and ±Infinity replaced by silence: damaged files decode to them, and one alone would turn
 * every filter and sum after it into NaN. The array itself comes back when all is finite, which is the rule.
 */
export function finiteSamples(samples: Float32Array): Float32Array {
  // 0 · x is NaN for NaN and ±Infinity only, so the sum tells without a branch per sample.
  let a = 0
  let b = 0
  const even = samples.length & ~1
  for (let i = 0; i < even; i += 2) {
    a += samples[i]! * 0
    b += samples[i + 1]! * 0
  }
  if (even < samples.length) a += samples[even]! * 0
  if (a + b === 0) return samples
  return samples.map((sample) => (Number.isFinite(sample) ? sample : 0))
}
