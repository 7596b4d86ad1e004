import type { Random } from '../../vision/composed/random.ts'

/** The time in seconds of a place in beats from the first downbeat. */
export type BeatClock = (beat: number) => number

type Course = 'steady' | 'drift' | 'step' | 'accelerando' | 'ritardando'

/** Times of beats along a course of the tempo; beat −`before` comes after `leadInS` of silence. */
export function beatClock(
  bpm: number,
  beats: number,
  before: number,
  leadInS: number,
  random: Random,
): BeatClock {
  const course: Course = random.chance(0.55)
    ? 'steady'
    : random.pick(['drift', 'drift', 'drift', 'step', 'accelerando', 'ritardando'])
  const total = before + beats
  const change = random.between(0.08, 0.25) * (random.chance(0.5) ? 1 : -1)
  const changeAt = random.between(0.35, 0.65) * total
  const times = new Float64Array(total + 1)
  let wander = 0
  times[0] = leadInS
  for (let beat = 0; beat < total; beat++) {
    let rate = 1
    if (course === 'drift') {
      wander = 0.93 * wander + random.between(-0.012, 0.012)
      rate = 1 + wander
    } else if (course === 'step') rate = beat < changeAt ? 1 : 1 + change
    else if (course === 'accelerando') rate = 1 + (Math.abs(change) * beat) / total
    else if (course === 'ritardando')
      rate = beat > total * 0.8 ? 1 - Math.abs(change) * 5 * (beat / total - 0.8) : 1
    times[beat + 1] = times[beat]! + 60 / (bpm * rate)
  }
  return (beat) => {
    const at = Math.max(0, beat + before)
    const whole = Math.min(total - 1, Math.floor(at))
    return times[whole]! + (at - whole) * (times[whole + 1]! - times[whole]!)
  }
}
