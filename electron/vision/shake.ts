/** A mean of this length, taken twice, leaves the motion that is meant (below about 2 Hz); the rest is shake. */
const smoothingS = 0.25

/**
 * RMS of what smoothing removes from the camera's shift, each stretch of time weighted by its length. NaN (a cut)
 * ends a stretch that is smoothed together; those shorter than half a second are left out.
 *
 * @param right speed of the shift from `startsS[i]` to the next start, `down` likewise
 * @param untilS end of the last stretch
 * @returns in the units of `right`; null when nothing is long enough
 */
export function shakeOf(
  right: Float64Array,
  down: Float64Array,
  startsS: Float64Array,
  untilS: number,
): number | null {
  let squares = 0
  let totalS = 0
  for (const [from, to] of wholeRuns(right)) {
    const endS = to < startsS.length ? startsS[to]! : untilS
    if (endS - startsS[from]! < 2 * smoothingS) continue
    const smoothRight = smoothed(right, startsS, from, to, endS)
    const smoothDown = smoothed(down, startsS, from, to, endS)
    for (let i = from; i < to; i++) {
      const lengthS = (i + 1 < to ? startsS[i + 1]! : endS) - startsS[i]!
      squares += lengthS * ((right[i]! - smoothRight[i]!) ** 2 + (down[i]! - smoothDown[i]!) ** 2)
      totalS += lengthS
    }
  }
  return totalS > 0 ? Math.sqrt(squares / totalS) : null
}

function smoothed(
  values: Float64Array,
  startsS: Float64Array,
  from: number,
  to: number,
  endS: number,
): Float64Array {
  const smooth = values.slice()
  smooth.set(movingMean(values, startsS, from, to, endS, smoothingS), from)
  smooth.set(movingMean(smooth, startsS, from, to, endS, smoothingS), from)
  return smooth
}

/** Repeated frames come in cycles of up to six at 30 a second (24 or 25 shown as 30). */
const cycleS = 1 / 6 + 1e-6

/**
 * Evens out speeds over the cycle of repeated frames, which would otherwise look like a stutter (24 frames shown as 30).
 */
export function withoutPulldown(values: Float64Array, startsS: Float64Array, untilS: number): Float64Array {
  const smooth = values.slice()
  for (const [from, to] of wholeRuns(values)) {
    const endS = to < startsS.length ? startsS[to]! : untilS
    smooth.set(movingMean(values, startsS, from, to, endS, cycleS), from)
  }
  return smooth
}

/**
 * Whether frames are repeated in a cycle: every few stretches one takes twice the usual time for the usual movement.
 *
 * Where the camera turns back there is a pause too, but the movement before and after goes opposite ways.
 *
 * @param speeds of all that is seen, from `startsS[i]` to the next start; `right` and `down` those of the camera's shift
 */
export function hasPulldown(
  speeds: Float64Array,
  right: Float64Array,
  down: Float64Array,
  startsS: Float64Array,
): boolean {
  const count = startsS.length - 1
  if (count < 12) return false
  const lengths = startsS.subarray(1).map((startS, i) => startS - startsS[i]!)
  const usual = lengths.toSorted()[count >> 1]!
  const moved = lengths.map((length, i) => length * speeds[i]!)
  const shares: number[] = []
  for (let i = 1; i < count - 1; i++) {
    const around = (moved[i - 1]! + moved[i + 1]!) / 2
    if (Math.abs(lengths[i]! / usual - 2) > 0.25 || !(around > 0)) continue
    const turnsBack = right[i - 1]! * right[i + 1]! + down[i - 1]! * down[i + 1]! < 0
    shares.push(turnsBack ? 0 : moved[i]! / around)
  }
  if (shares.length < 0.1 * count || shares.length > 0.4 * count) return false
  const share = shares.sort((a, b) => a - b)[shares.length >> 1]!
  return share > 0.7 && share < 1.4
}

/** Runs without NaN, as [from, to). */
function wholeRuns(values: Float64Array): [number, number][] {
  const runs: [number, number][] = []
  for (let from = 0; from < values.length;) {
    let to = from
    while (to < values.length && !Number.isNaN(values[to]!)) to++
    if (to > from) runs.push([from, to])
    from = to + 1
  }
  return runs
}

/** Mean over a window around the middle of each stretch, each value counting for as long as it lasts in the window. */
function movingMean(
  values: Float64Array,
  startsS: Float64Array,
  from: number,
  to: number,
  endS: number,
  windowS: number,
): Float64Array {
  const means = new Float64Array(to - from)
  const endOf = (i: number): number => (i + 1 < to ? startsS[i + 1]! : endS)
  let first = from
  for (let i = from; i < to; i++) {
    const middleS = (startsS[i]! + endOf(i)) / 2
    const beginS = Math.max(startsS[from]!, middleS - windowS / 2)
    const finishS = Math.min(endS, middleS + windowS / 2)
    while (endOf(first) <= beginS) first++
    let sum = 0
    for (let j = first; j < to && startsS[j]! < finishS; j++) {
      sum += values[j]! * (Math.min(endOf(j), finishS) - Math.max(startsS[j]!, beginS))
    }
    means[i - from] = sum / (finishS - beginS)
  }
  return means
}
