/** When each frame is shown; times in seconds from the first frame, as in the measurements. */
export interface FrameClock {
  readonly frames: number
  /** End of the last frame, s. */
  readonly durationS: number
  /** When a frame begins to be shown, s. Frames beyond the ends count as the first and the last. */
  timeOf(frame: number): number
  /** When the next one replaces it, s. */
  endOf(frame: number): number
  /** The frame that is shown at a time. */
  frameAt(timeS: number): number
  /** The frame whose beginning is nearest: what a player means by a time that was rounded on its way. */
  nearestTo(timeS: number): number
}

/** Times that were meant to be equal differ by less than this. */
const roundingS = 1e-4

/**
 * @param times presentation time of each frame, s, ascending, the first 0
 * @param durationS end of the last frame
 */
export function frameClock(times: Float64Array, durationS: number): FrameClock {
  const frames = times.length
  const clamp = (frame: number): number => Math.max(0, Math.min(frames - 1, Math.round(frame)))
  const endS = Math.max(durationS, (times.at(-1) ?? 0) + roundingS)

  /** How many frames begin at or before a time. */
  function begun(timeS: number): number {
    let low = 0
    let high = frames
    while (low < high) {
      const middle = (low + high) >> 1
      if (times[middle]! <= timeS) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    frames,
    durationS: endS,
    timeOf: (frame) => times[clamp(frame)] ?? 0,
    endOf: (frame) => (clamp(frame) + 1 < frames ? times[clamp(frame) + 1]! : endS),
    frameAt: (timeS) => Math.max(0, begun(timeS + roundingS) - 1),
    nearestTo(timeS) {
      const after = Math.min(frames - 1, begun(timeS))
      const before = Math.max(0, after - 1)
      return Math.abs(times[after]! - timeS) < Math.abs(timeS - times[before]!) ? after : before
    },
  }
}

/** A clock of evenly spaced frames, for as long as the real times are not there. */
export function evenClock(frames: number, durationS: number): FrameClock {
  const count = Math.max(1, frames)
  return frameClock(
    Float64Array.from({ length: count }, (_, i) => (i * durationS) / count),
    durationS,
  )
}

/** Where a player has to be to show a frame and no other: the middle of its time. */
export function middleOf(clock: FrameClock, frame: number): number {
  return (clock.timeOf(frame) + clock.endOf(frame)) / 2
}

/** `00:12:07`: minutes, seconds and the frame within the second, counted from 0; hours only where there are some. */
export function frameTimecode(clock: FrameClock, frame: number): string {
  const wholeS = Math.floor(clock.timeOf(frame) + roundingS)
  const firstOfSecond =
    clock.frameAt(wholeS) + (clock.timeOf(clock.frameAt(wholeS)) < wholeS - roundingS ? 1 : 0)
  const two = (value: number): string => String(value).padStart(2, '0')
  const hours = Math.floor(wholeS / 3600)
  const tail = [Math.floor(wholeS / 60) % 60, wholeS % 60, frame - firstOfSecond].map(two).join(':')
  return hours > 0 ? `${two(hours)}:${tail}` : tail
}
