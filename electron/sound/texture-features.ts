import { textureColumns, textureStepS, textureWidth, type TextureColumn } from './texture.ts'
import type { SoundTexture } from './sound-texture.ts'

/** A row of features every 100 ms. */
export const featureStepS = 0.1
const stepsPerRow = Math.round(featureStepS / textureStepS)

/** Steps each side of a row's middle: half a second, and one and a half. */
const near = 25
const far = 75
/** For the beat: two and a half seconds each side, lags of 0.24 to 1.2 s. */
const beatReach = 125
const shortestLag = 12
const longestLag = 60

/** What is this quiet says nothing of what it is. */
const leastDbfs = -65

/** What the models of sound look at, in their order; spread is the standard deviation. */
export const featureNames = [
  'kept60',
  'kept120',
  'kept240',
  'kept240Spread',
  'flatness',
  'flatnessSpread',
  'flux',
  'fluxSpread',
  'peaks',
  'centroid',
  'centroidSpread',
  'low',
  'high',
  'levelSpread',
  'quietShare',
  'syllables',
  'bandSpread',
  'farKept120',
  'farKept240',
  'farFlatness',
  'farFluxSpread',
  'farCentroidSpread',
  'farLevelSpread',
  'farQuietShare',
  'farSyllables',
  'beat',
] as const

/**
 * What the sound is like around each 100 ms, from its texture: a row for [i, i + 1) / 10 s. Only steps that can be heard
 * count; a row with none of them is null.
 */
export function textureFeatures({
  levels,
  texture,
}: Pick<SoundTexture, 'levels' | 'texture'>): (number[] | null)[] {
  const steps = Math.min(levels.length, texture.length / textureWidth)
  const heard = Uint8Array.from({ length: steps }, (_, i) => (levels[i]! > leastDbfs ? 1 : 0))
  const of = (column: TextureColumn): Float64Array => columnOf(texture, column, steps)
  const sums = (values: ArrayLike<number>): Sums => new Sums(values, heard)
  const [kept60, kept120, kept240] = [sums(of('kept60')), sums(of('kept120')), sums(of('kept240'))]
  const [flatness, flux, peaks] = [sums(of('flatness')), sums(of('flux')), sums(of('peaks'))]
  const [centroid, low, high] = [sums(of('centroid')), sums(of('low')), sums(of('high'))]
  const level = sums(levels)
  const bands = bandNames.map((name) => of(name))
  const bandSums = bands.map(sums)
  const loudness = bands[0]!.map((_, i) => bands.reduce((sum, band) => sum + band[i]!, 0) / bands.length)
  const rises = of('flux')
  return Array.from({ length: Math.ceil(steps / stepsPerRow) }, (_, row) => {
    const middle = row * stepsPerRow + (stepsPerRow >> 1)
    const here: Stretch = [Math.max(0, middle - near), Math.min(steps, middle + near + 1)]
    const wide: Stretch = [Math.max(0, middle - far), Math.min(steps, middle + far + 1)]
    const wider: Stretch = [Math.max(0, middle - beatReach), Math.min(steps, middle + beatReach + 1)]
    if (level.count(here) === 0) return null
    return [
      kept60.mean(here),
      kept120.mean(here),
      kept240.mean(here),
      kept240.spread(here),
      flatness.mean(here),
      flatness.spread(here),
      flux.mean(here),
      flux.spread(here),
      peaks.mean(here),
      centroid.mean(here),
      centroid.spread(here),
      low.mean(here),
      high.mean(here),
      level.spread(here),
      quietShare(levels, here),
      syllables(loudness, here),
      bandSums.reduce((sum, band) => sum + band.spread(here), 0) / bandSums.length,
      kept120.mean(wide),
      kept240.mean(wide),
      flatness.mean(wide),
      flux.spread(wide),
      centroid.spread(wide),
      level.spread(wide),
      quietShare(levels, wide),
      syllables(loudness, wide),
      beat(rises, wider),
    ]
  })
}

const bandNames = textureColumns.filter((name) => name.startsWith('band'))

/** From, to (exclusive), in steps. */
type Stretch = readonly [number, number]

export function columnOf(texture: Float32Array, column: TextureColumn, steps: number): Float64Array {
  const index = textureColumns.indexOf(column)
  return Float64Array.from({ length: steps }, (_, i) => texture[i * textureWidth + index]!)
}

/** Means and spreads of any stretch of what is heard, by running sums. */
class Sums {
  private readonly counts: Float64Array
  private readonly sums: Float64Array
  private readonly squares: Float64Array

  constructor(values: ArrayLike<number>, heard: Uint8Array) {
    this.counts = new Float64Array(heard.length + 1)
    this.sums = new Float64Array(heard.length + 1)
    this.squares = new Float64Array(heard.length + 1)
    for (let i = 0; i < heard.length; i++) {
      const value = heard[i] ? values[i]! : 0
      this.counts[i + 1] = this.counts[i]! + heard[i]!
      this.sums[i + 1] = this.sums[i]! + value
      this.squares[i + 1] = this.squares[i]! + value * value
    }
  }

  count([from, to]: Stretch): number {
    return this.counts[to]! - this.counts[from]!
  }

  mean(stretch: Stretch): number {
    return (this.sums[stretch[1]]! - this.sums[stretch[0]]!) / this.count(stretch)
  }

  spread(stretch: Stretch): number {
    const mean = this.mean(stretch)
    const square = (this.squares[stretch[1]]! - this.squares[stretch[0]]!) / this.count(stretch)
    return Math.sqrt(Math.max(0, square - mean * mean))
  }
}

/** Share of the steps at less than half the mean amplitude: speech has pauses (Scheirer and Slaney 1997). */
function quietShare(levels: Float32Array, [from, to]: Stretch): number {
  let power = 0
  for (let i = from; i < to; i++) power += 10 ** (levels[i]! / 10)
  const half = 10 * Math.log10(power / (to - from)) - 6
  let quiet = 0
  for (let i = from; i < to; i++) if (levels[i]! < half) quiet++
  return quiet / (to - from)
}

const stepsPerSecond = Math.round(1 / textureStepS)
/** Cosine and sine of a turn in a second of steps. */
const turns = Float64Array.from({ length: stepsPerSecond }, (_, i) =>
  Math.cos((2 * Math.PI * i) / stepsPerSecond),
)
const quarterTurns = Float64Array.from({ length: stepsPerSecond }, (_, i) =>
  Math.sin((2 * Math.PI * i) / stepsPerSecond),
)

/** Share of the envelope's changes that have the pace of syllables: 3 to 6 Hz (Houtgast and Steeneken 1985, A review of the MTF concept in
 * room acoustics, J. Acoust. Soc. Am. 77(3)). */
function syllables(envelope: Float64Array, [from, to]: Stretch): number {
  const length = to - from
  let mean = 0
  for (let i = from; i < to; i++) mean += envelope[i]!
  mean /= length
  let all = 1e-9
  const windowed = new Float64Array(length)
  for (let i = 0; i < length; i++) {
    windowed[i] = (envelope[from + i]! - mean) * (0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / length))
    all += windowed[i]! ** 2
  }
  let paced = 0
  for (let hertz = 3; hertz <= 6; hertz++) {
    let real = 0
    let imaginary = 0
    for (let i = 0; i < length; i++) {
      const angle = (hertz * i) % stepsPerSecond
      real += windowed[i]! * turns[angle]!
      imaginary += windowed[i]! * quarterTurns[angle]!
    }
    paced += real * real + imaginary * imaginary
  }
  return (2 * paced) / (all * length)
}

/** The strongest regularity of what begins: the autocorrelation's best peak at the pace of beats. */
function beat(rises: Float64Array, [from, to]: Stretch): number {
  const length = to - from
  if (length < 2 * longestLag) return 0
  let mean = 0
  for (let i = from; i < to; i++) mean += rises[i]!
  mean /= length
  let best = 0
  let all = 1e-9
  for (let i = from; i < to; i++) all += (rises[i]! - mean) ** 2
  for (let lag = shortestLag; lag <= longestLag; lag++) {
    let sum = 0
    for (let i = from; i + lag < to; i++) sum += (rises[i]! - mean) * (rises[i + lag]! - mean)
    best = Math.max(best, (sum / all) * (length / (length - lag)))
  }
  return best
}
