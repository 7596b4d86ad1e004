import type { ChannelWindows, WindowFault } from './channel-windows.ts'

/** One per cent of full scale on average, never less than half of it in any second; a convention. */
const leastOffset = 0.01
const leastOffsetInASecond = 0.005
const windowsPerSecond = 10
const leastSeconds = 3

/** A channel's mean over some seconds, end exclusive. */
interface OffsetRun {
  channel: number
  from: number
  to: number
  offset: number
}

/**
 * Where a channel's mean is off zero with one sign, second by second for at least 3 s (the whole sound when that is
 * shorter, but no less than half a second). A rest shorter than half a second belongs to the second before it. Channels that are off
 * at the same time are one fault.
 */
export function dcOffsets(windows: ChannelWindows, names: readonly string[]): WindowFault[] {
  const bounds = secondBounds(windows.lengths.length)
  const runs = names.flatMap((_, channel) => runsOfOneSign(windows, channel, bounds))
  return overlapping(runs).map((together) => ({
    kind: 'dc-offset',
    firstWindow: bounds[Math.min(...together.map((run) => run.from))]![0],
    endWindow: bounds[Math.max(...together.map((run) => run.to)) - 1]![1],
    detail: together.map((run) => `${names[run.channel]} is off centre by ${percent(run.offset)}`).join(', '),
  }))
}

/** First and end window of each second. */
function secondBounds(windows: number): [number, number][] {
  const least = windowsPerSecond / 2
  const seconds = Math.floor((windows + least) / windowsPerSecond)
  return Array.from({ length: seconds }, (_, i) => [
    i * windowsPerSecond,
    i === seconds - 1 ? windows : (i + 1) * windowsPerSecond,
  ])
}

function runsOfOneSign(
  windows: ChannelWindows,
  channel: number,
  bounds: readonly [number, number][],
): OffsetRun[] {
  const signs = bounds.map(([first, end]) => {
    const mean = meanOf(windows, channel, first, end)
    return Math.abs(mean) < leastOffsetInASecond ? 0 : Math.sign(mean)
  })
  const runs: OffsetRun[] = []
  for (let from = 0; from < signs.length;) {
    let to = from + 1
    while (to < signs.length && signs[to] === signs[from]) to++
    const offset = meanOf(windows, channel, bounds[from]![0], bounds[to - 1]![1])
    const long = to - from >= Math.min(leastSeconds, bounds.length)
    if (long && Math.abs(offset) >= leastOffset) runs.push({ channel, from, to, offset })
    from = to
  }
  return runs
}

/** Runs in groups that overlap in time. */
function overlapping(runs: readonly OffsetRun[]): OffsetRun[][] {
  const groups: OffsetRun[][] = []
  let endOfGroup = -1
  for (const run of runs.toSorted((a, b) => a.from - b.from || a.channel - b.channel)) {
    if (run.from < endOfGroup) groups.at(-1)!.push(run)
    else groups.push([run])
    endOfGroup = Math.max(endOfGroup, run.to)
  }
  return groups
}

function meanOf(windows: ChannelWindows, channel: number, first: number, end: number): number {
  let sum = 0
  let samples = 0
  for (let i = first; i < end; i++) {
    sum += windows.means[i * windows.channels + channel]! * windows.lengths[i]!
    samples += windows.lengths[i]!
  }
  return sum / samples
}

function percent(offset: number): string {
  return `${offset > 0 ? '+' : '−'}${Math.abs(100 * offset).toFixed(1)} % of full scale`
}
