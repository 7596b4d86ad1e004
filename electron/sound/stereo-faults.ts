import type { ChannelWindows, WindowFault } from './channel-windows.ts'

/** Quieter windows say nothing about the sides; a convention, −50 dBFS. */
const leastPower = 1e-5
/** One side carries nothing when it is 40 dB below the other: beyond any panning, above a lossy codec's crosstalk. */
const silentSideRatio = 1e-4
/** The sides cancel when their mono sum has a tenth (−10 dB) of the power that equal sides would have. */
const cancelledShare = 0.1
/** Shorter stretches are effects or hard panning: a convention, 1 s of sound; less when it is all the sound there is. */
const leastWindows = 10

type SideState = 'fine' | 'quiet' | 'left-silent' | 'right-silent' | 'inverted'

/**
 * Where one side of a stereo file carries nothing, and where the sides cancel in mono. Quiet windows neither begin nor end a
 * stretch. Powers are without the DC offset.
 */
export function stereoFaults(windows: ChannelWindows): WindowFault[] {
  if (windows.channels !== 2) return []
  const states = Array.from(windows.lengths, (_, i) => sideState(windows, i))
  const sounding = states.filter((state) => state !== 'quiet').length
  return runsOf(states)
    .filter((run) => run.windows >= Math.min(leastWindows, sounding))
    .map((run) => describe(run, windows))
}

function sideState(windows: ChannelWindows, i: number): SideState {
  const left = windows.leftPower[i]!
  const right = windows.rightPower[i]!
  if (Math.max(left, right) < leastPower) return 'quiet'
  if (left <= right * silentSideRatio) return 'left-silent'
  if (right <= left * silentSideRatio) return 'right-silent'
  const share = (left + right + 2 * windows.covariance[i]!) / (2 * (left + right))
  return share <= cancelledShare ? 'inverted' : 'fine'
}

interface Run {
  state: Exclude<SideState, 'fine' | 'quiet'>
  first: number
  end: number
  /** Windows in this state, without the quiet ones between. */
  windows: number
}

function runsOf(states: readonly SideState[]): Run[] {
  const runs: Run[] = []
  let open: Run | null = null
  states.forEach((state, i) => {
    if (state === 'quiet') return
    if (open?.state === state) {
      open.end = i + 1
      open.windows++
      return
    }
    open = state === 'fine' ? null : { state, first: i, end: i + 1, windows: 1 }
    if (open) runs.push(open)
  })
  return runs
}

function describe({ state, first, end }: Run, windows: ChannelWindows): WindowFault {
  const span = { firstWindow: first, endWindow: end }
  const left = decibels(meanOf(windows.leftPower, first, end))
  const right = decibels(meanOf(windows.rightPower, first, end))
  if (state === 'inverted') {
    const covariance = meanOf(windows.covariance, first, end)
    const powers = meanOf(windows.leftPower, first, end) + meanOf(windows.rightPower, first, end)
    const lost = decibels((powers + 2 * covariance) / (2 * powers))
    const amount = lost === null ? 'all of it' : `${(-lost).toFixed(0)} dB`
    return {
      ...span,
      kind: 'inverted-phase',
      detail: `left and right are out of phase: summed to mono, the sound loses ${amount}`,
    }
  }
  const [name, silent, other, level] =
    state === 'left-silent' ? ['left', left, 'right', right] : ['right', right, 'left', left]
  return {
    ...span,
    kind: 'silent-channel',
    detail: `${name} carries ${silent === null ? 'nothing' : `${silent.toFixed(0)} dBFS`}, ${other} ${(level ?? 0).toFixed(0)} dBFS`,
  }
}

function meanOf(values: Float32Array, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += values[i]!
  return sum / (to - from)
}

/** A power in dB; null below −120 dB. */
function decibels(power: number): number | null {
  return power > 1e-12 ? 10 * Math.log10(power) : null
}
