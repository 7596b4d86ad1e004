import FFT from 'fft.js'

/** Side of the map, px; at this scale the things of a scene stand out, not their details. */
export const mapSide = 64
/** Gaussian that smooths the map, px (in the authors' program). */
const smoothing = 2.5
const transform = new FFT(mapSide)

/**
 * What stands out of a picture: the spectral residual of Hou and Zhang ("Saliency Detection: A Spectral Residual Approach",
 * CVPR 2007). The log spectrum of pictures is smooth on average; what differs from its own local mean belongs to what is
 * unlike the rest of the picture.
 *
 * @param luma `mapSide × mapSide`
 * @returns as large, 0 to 1, the highest place being 1; all 0 for a picture without any contrast
 */
export function spectralResidual(luma: Float32Array): Float32Array {
  const mean = luma.reduce((sum, value) => sum + value, 0) / luma.length
  const spectrum = new Float64Array(2 * mapSide * mapSide)
  // Without its mean: it says nothing of places, and would be a residual of its own.
  for (let i = 0; i < luma.length; i++) spectrum[2 * i] = luma[i]! - mean
  transform2d(spectrum, false)
  const logs = new Float64Array(luma.length)
  for (let i = 0; i < logs.length; i++) {
    logs[i] = Math.log(Math.hypot(spectrum[2 * i]!, spectrum[2 * i + 1]!) + 1e-3)
  }
  for (let i = 0; i < logs.length; i++) {
    const amplitude = Math.hypot(spectrum[2 * i]!, spectrum[2 * i + 1]!) + 1e-12
    const kept = Math.exp(logs[i]! - localMean(logs, i)) / amplitude
    spectrum[2 * i]! *= kept
    spectrum[2 * i + 1]! *= kept
  }
  transform2d(spectrum, true)
  const map = new Float32Array(luma.length)
  for (let i = 0; i < map.length; i++) map[i] = spectrum[2 * i]! ** 2 + spectrum[2 * i + 1]! ** 2
  const smooth = blurred(map)
  const highest = smooth.reduce((most, value) => Math.max(most, value), 0)
  const isFlat = luma.every((value) => Math.abs(value - mean) < 1)
  return smooth.map((value) => (isFlat || highest === 0 ? 0 : value / highest))
}

/** Mean over 3 × 3, the edge repeated. */
function localMean(values: Float64Array, i: number): number {
  const [row, column] = [Math.floor(i / mapSide), i % mapSide]
  let sum = 0
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      const y = Math.max(0, Math.min(mapSide - 1, row + dy))
      const x = Math.max(0, Math.min(mapSide - 1, column + dx))
      sum += values[y * mapSide + x]!
    }
  }
  return sum / 9
}

/** In place; complex numbers interleaved, row after row. */
function transform2d(values: Float64Array, isInverse: boolean): void {
  const line = new Float64Array(2 * mapSide)
  const result = new Float64Array(2 * mapSide)
  for (const [step, next] of [
    [1, mapSide],
    [mapSide, 1],
  ] as const) {
    for (let at = 0; at < mapSide; at++) {
      const from = at * next
      for (let i = 0; i < mapSide; i++) {
        line[2 * i] = values[2 * (from + i * step)]!
        line[2 * i + 1] = values[2 * (from + i * step) + 1]!
      }
      if (isInverse) transform.inverseTransform(result, line)
      else transform.transform(result, line)
      for (let i = 0; i < mapSide; i++) {
        values[2 * (from + i * step)] = result[2 * i]!
        values[2 * (from + i * step) + 1] = result[2 * i + 1]!
      }
    }
  }
}

const reach = Math.ceil(2 * smoothing)
const weights = Array.from({ length: 2 * reach + 1 }, (_, i) =>
  Math.exp(-((i - reach) ** 2) / (2 * smoothing ** 2)),
)
const weightSum = weights.reduce((sum, weight) => sum + weight, 0)

function blurred(map: Float32Array): Float32Array {
  const along = (from: Float32Array, step: number, lineStep: number): Float32Array => {
    const to = new Float32Array(from.length)
    for (let line = 0; line < mapSide; line++) {
      for (let i = 0; i < mapSide; i++) {
        let sum = 0
        for (let k = -reach; k <= reach; k++) {
          const place = Math.max(0, Math.min(mapSide - 1, i + k))
          sum += weights[k + reach]! * from[line * lineStep + place * step]!
        }
        to[line * lineStep + i * step] = sum / weightSum
      }
    }
    return to
  }
  return along(along(map, 1, mapSide), mapSide, 1)
}
