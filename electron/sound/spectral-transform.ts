/** Power of both folded signals in each bin but the last; 1 for a sine of full scale in one of them (Hann window). */
export function foldedPower(transformed: Float64Array, power: Float64Array): void {
  const length = transformed.length
  const scale = 8 / (length / 2) ** 2
  for (let k = 1; k < power.length; k++) {
    const re = transformed[2 * k]!
    const im = transformed[2 * k + 1]!
    const mirroredRe = transformed[length - 2 * k]!
    const mirroredIm = transformed[length - 2 * k + 1]!
    power[k] = scale * (re * re + im * im + mirroredRe * mirroredRe + mirroredIm * mirroredIm)
  }
  power[0] = 0
}

/** A periodic Hann window. */
export function hann(length: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length))
}
