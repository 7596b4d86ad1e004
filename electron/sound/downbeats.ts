/** Lengths of bars in beats that are considered. */
const meters = [3, 4] as const
/** Probability of another meter after a bar, and of a bar that begins too early or too late. */
const otherMeter = 0.002
const slip = 0.003

/**
 * Which beats begin a bar: the most likely course of places in bars of 3 or 4 beats through the activations of
 * downbeats, as Böck, Krebs and Widmer (2016, Joint beat and downbeat tracking with recurrent neural networks,
 * ISMIR) decode them, on beats already found.
 *
 * @param activations how likely each beat is a downbeat, 0 to 1
 */
export function downbeats(activations: Float32Array): Uint8Array {
  const beats = activations.length
  const states = meters.reduce((sum: number, meter) => sum + meter, 0)
  const scores = new Float64Array(states).fill(-Math.log(states))
  const before = new Float64Array(states)
  const sources = new Uint8Array(beats * states)
  for (let beat = 0; beat < beats; beat++) {
    const p = Math.min(0.97, Math.max(0.03, activations[beat]!))
    before.set(scores)
    for (let state = 0; state < states; state++) {
      let best = -Infinity
      if (beat === 0) best = before[state]!
      else {
        for (let from = 0; from < states; from++) {
          const candidate = before[from]! + transition(from, state)
          if (candidate > best) {
            best = candidate
            sources[beat * states + state] = from
          }
        }
      }
      scores[state] = best + Math.log(isFirst(state) ? p : 1 - p)
    }
  }
  const first = new Uint8Array(beats)
  let state = scores.reduce((best, score, i) => (score > scores[best]! ? i : best), 0)
  for (let beat = beats - 1; beat >= 0; beat--) {
    first[beat] = isFirst(state) ? 1 : 0
    state = sources[beat * states + state]!
  }
  return first
}

function meterOf(state: number): { meter: number; first: number } {
  return state < meters[0] ? { meter: meters[0], first: 0 } : { meter: meters[1], first: meters[0] }
}

function isFirst(state: number): boolean {
  return state === meterOf(state).first
}

/** Logarithm of the probability that a beat's place is followed by another. */
function transition(from: number, to: number): number {
  const { meter, first } = meterOf(from)
  const next = first + ((from - first + 1) % meter)
  if (to === next) return Math.log(1 - otherMeter - slip)
  if (isFirst(to)) return Math.log(next === first ? otherMeter : slip)
  return -Infinity
}
