import type { Measurement, Span } from '../../shared/contract/measurement.ts'
import { columnOf } from './texture-features.ts'
import type { SoundTexture } from './sound-texture.ts'
import { textureStepS, textureWidth } from './texture.ts'

type Turns = Pick<Measurement, 'drops' | 'builds'>

/** What is compared: two seconds before and after. */
const reach = Math.round(2 / textureStepS)
/** The bass enters with so much more than before, and the whole grows by so much. */
const leastBassDb = 9
const leastLevelDb = 3
/** A full drop; strength is measured against it. */
const fullBassDb = 24
/** Before the drop something sounds: it is no drop when the music only begins. */
const leastBeforeDbfs = -55
/** Digital silence must not count for more than what nobody hears. */
const leastDbfs = -60
const leastBandDb = -70
const decibelsPerNeper = 10 / Math.LN10

const longestBuildS = 16
const leastBuildS = 2
const leastRiseDbPerS = 0.5

/**
 * Where the music drops: the bass enters at once with the whole, after at least 2 s without it that could be heard; and the builds
 * before: stretches of at least 2 s in which level or brightness rises steadily up to the drop. Times count from the first frame.
 *
 * After Yadati et al. 2014, Detecting drops in electronic dance music, without their second stage of learning.
 */
export function dropsAndBuilds(heard: SoundTexture, music: readonly Span[]): Turns {
  const steps = Math.min(heard.levels.length, heard.texture.length / textureWidth)
  const bass = columnOf(heard.texture, 'band0', steps).map((neper) =>
    Math.max(leastBandDb, neper * decibelsPerNeper),
  )
  const high = columnOf(heard.texture, 'high', steps).map((neper) => neper * decibelsPerNeper)
  const level = Float64Array.from(heard.levels.subarray(0, steps), (dbfs) => Math.max(leastDbfs, dbfs))
  const bassSums = running(bass)
  const levelSums = running(level)
  const pauseSums = running(pausesOf(level))
  const rise = new Float64Array(steps)
  for (let step = reach; step + reach <= steps; step++) {
    const bassRise = difference(bassSums, step)
    const levelRise = difference(levelSums, step)
    const pauses = pauseSums[step]! - pauseSums[step - reach]!
    if (bassRise >= leastBassDb && levelRise >= leastLevelDb && pauses === 0) rise[step] = bassRise
  }
  const drops: Turns['drops'] = []
  const builds: Turns['builds'] = []
  for (let step = 0; step < steps; step++) {
    if (rise[step] === 0 || !isHighest(rise, step)) continue
    const at = sharpest(bass, step)
    const fileS = at * textureStepS
    const inMusic = music.some(({ startS, endS }) => startS - 0.5 <= fileS && fileS < endS - 1)
    const timeS = fileS - heard.clock.originS
    if (!inMusic || timeS < 0 || timeS >= heard.clock.durationS) continue
    drops.push({ timeS, strength: Math.min(1, rise[step]! / fullBassDb) })
    const startS = buildStart(level, high, at) * textureStepS
    if (fileS - startS >= leastBuildS) {
      builds.push({ startS: Math.max(0, startS - heard.clock.originS), endS: timeS })
    }
  }
  return { drops, builds }
}

function running(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1)
  values.forEach((value, i) => (sums[i + 1] = sums[i]! + value))
  return sums
}

/** 1 where nothing was heard within a quarter of a second. */
function pausesOf(level: Float64Array): Float64Array {
  return level.map((_, step) =>
    level.subarray(Math.max(0, step - 12), step + 13).some((near) => near > leastBeforeDbfs) ? 0 : 1,
  )
}

/** Mean of the two seconds after, less that of the two before. */
function difference(sums: Float64Array, step: number): number {
  return (sums[step + reach]! - 2 * sums[step]! + sums[step - reach]!) / reach
}

function isHighest(rise: Float64Array, step: number): boolean {
  const to = Math.min(rise.length, step + reach + 1)
  for (let i = Math.max(0, step - reach); i < to; i++) {
    if (rise[i]! > rise[step]! || (rise[i] === rise[step] && i < step)) return false
  }
  return true
}

/** The first step near it at which the bass rises within 60 ms by about as much as it does anywhere near. */
function sharpest(bass: Float64Array, step: number): number {
  const from = Math.max(3, step - 25)
  const to = Math.min(bass.length, step + 25)
  const jump = (i: number): number => bass[i]! - bass[i - 3]!
  let most = -Infinity
  for (let i = from; i < to; i++) most = Math.max(most, jump(i))
  for (let i = from; i < to; i++) {
    if (jump(i) < 0.7 * most) continue
    let best = i
    for (let k = i; k < Math.min(to, i + 4); k++) if (jump(k) > jump(best)) best = k
    return best
  }
  return step
}

/** The earliest step from which level or brightness rises steadily up to the drop; the drop itself where nothing does. */
function buildStart(level: Float64Array, high: Float64Array, drop: number): number {
  let start = drop
  for (let lengthS = leastBuildS; lengthS <= longestBuildS; lengthS++) {
    const from = drop - Math.round(lengthS / textureStepS)
    if (from < 0) break
    if (risesSteadily(level, from, drop) || risesSteadily(high, from, drop)) start = from
  }
  return start
}

/** A line through the values rises, and explains at least half of their spread; seen by quarters of a second. */
function risesSteadily(values: Float64Array, from: number, to: number): boolean {
  const means: number[] = []
  for (let i = from; i + 12 <= to; i += 12) {
    means.push(values.subarray(i, i + 12).reduce((sum, value) => sum + value, 0) / 12)
  }
  const n = means.length
  const middle = (n - 1) / 2
  const mean = means.reduce((sum, value) => sum + value, 0) / n
  let covariance = 0
  let spread = 0
  let positions = 0
  means.forEach((value, i) => {
    covariance += (i - middle) * (value - mean)
    spread += (value - mean) ** 2
    positions += (i - middle) ** 2
  })
  const slopePerS = covariance / positions / (12 * textureStepS)
  return slopePerS >= leastRiseDbPerS && covariance ** 2 >= 0.5 * spread * positions
}
