import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evenClock, frameClock, frameTimecode, middleOf } from '../../shared/frame-clock.ts'

/** Variable frame rate: gaps from a thousandth of a second to two seconds. */
const gaps = fc.array(fc.double({ min: 0.001, max: 2, noNaN: true }), { minLength: 1, maxLength: 300 })
const clockOf = (steps: readonly number[]): { clock: ReturnType<typeof frameClock>; times: Float64Array } => {
  const times = new Float64Array(steps.length)
  for (let i = 1; i < steps.length; i++) times[i] = times[i - 1]! + steps[i]!
  return { clock: frameClock(times, times.at(-1)! + steps[0]!), times }
}

describe('the frame clock', () => {
  it('comes back to the same frame by its time and by the middle of its span, at any frame rate', () => {
    fc.assert(
      fc.property(gaps, fc.nat(), (steps, at) => {
        const { clock } = clockOf(steps)
        const frame = at % clock.frames
        expect(clock.frameAt(clock.timeOf(frame))).toBe(frame)
        expect(clock.frameAt(middleOf(clock, frame))).toBe(frame)
        expect(clock.nearestTo(clock.timeOf(frame))).toBe(frame)
      }),
    )
  })

  it('finds the frame that a search through all of them finds', () => {
    fc.assert(
      fc.property(gaps, fc.double({ min: -1, max: 700, noNaN: true }), (steps, timeS) => {
        const { clock, times } = clockOf(steps)
        // Within the clock's rounding of a frame's beginning either neighbour is right.
        if (times.some((time) => Math.abs(time - timeS) < 2e-4)) return
        const slow = Math.max(
          0,
          times.findLastIndex((time) => time <= timeS),
        )
        expect(clock.frameAt(timeS)).toBe(slow)
      }),
    )
  })

  it('takes a media time that was rounded to microseconds for the frame that it was', () => {
    const clock = evenClock(18_000, 18_000 / (30_000 / 1001))
    for (let frame = 0; frame < clock.frames; frame += 7) {
      const told = Math.floor(clock.timeOf(frame) * 1e6) / 1e6
      expect(clock.nearestTo(told)).toBe(frame)
      expect(clock.frameAt(told)).toBe(frame)
    }
  })

  it('counts frames within the second as an editor does', () => {
    const thirty = evenClock(1272, 42.4)
    expect(frameTimecode(thirty, 0)).toBe('00:00:00')
    expect(frameTimecode(thirty, 29)).toBe('00:00:29')
    expect(frameTimecode(thirty, 30)).toBe('00:01:00')
    expect(frameTimecode(thirty, 367)).toBe('00:12:07')
    expect(frameTimecode(evenClock(25 * 3700, 3700), 25 * 3661)).toBe('01:01:01:00')
    // At a variable rate the first frame of a second may begin within it.
    const uneven = frameClock(Float64Array.of(0, 0.4, 0.9, 1.3, 1.8), 2)
    expect([2, 3, 4].map((frame) => frameTimecode(uneven, frame))).toEqual([
      '00:00:02',
      '00:01:00',
      '00:01:01',
    ])
  })
})
