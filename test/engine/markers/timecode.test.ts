import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canDropFrames,
  frameRates,
  framesPerDay,
  frameToSeconds,
  frameToTimecode,
  nearestFrameRate,
  secondsToFrame,
  timecodeToFrame,
  type FrameRate,
} from '../../../electron/engine/markers/timecode.ts'

function rateOf(name: string): FrameRate {
  return frameRates.find((rate) => rate.name === name)!
}

/** Every label of a day in order, by counting as a clock does and skipping what SMPTE ST 12-1 skips. */
function* labelsOfADay(labelsPerSecond: number, dropped: number): Generator<string> {
  const two = (value: number) => String(value).padStart(2, '0')
  for (let minute = 0; minute < 1440; minute++) {
    for (let second = 0; second < 60; second++) {
      const first = dropped > 0 && second === 0 && minute % 10 !== 0 ? dropped : 0
      const prefix = `${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second)}${dropped > 0 ? ';' : ':'}`
      for (let label = first; label < labelsPerSecond; label++) yield prefix + two(label)
    }
  }
}

const countings = frameRates.flatMap((rate) =>
  [false, true].filter((drop) => !drop || canDropFrames(rate)).map((drop) => ({ rate, drop })),
)

describe('timecode', () => {
  // SMPTE ST 12-1 and the tables that every editing program's manual repeats.
  it.each([
    ['29.97', true, 1799, '00:00:59;29'],
    ['29.97', true, 1800, '00:01:00;02'],
    ['29.97', true, 3597, '00:01:59;29'],
    ['29.97', true, 3598, '00:02:00;02'],
    ['29.97', true, 17_981, '00:09:59;29'],
    ['29.97', true, 17_982, '00:10:00;00'],
    ['29.97', true, 107_892, '01:00:00;00'],
    ['29.97', true, 2_589_407, '23:59:59;29'],
    ['29.97', false, 107_892, '00:59:56:12'],
    ['29.97', false, 108_000, '01:00:00:00'],
    ['59.94', true, 3599, '00:00:59;59'],
    ['59.94', true, 3600, '00:01:00;04'],
    ['59.94', true, 35_964, '00:10:00;00'],
    ['59.94', true, 215_784, '01:00:00;00'],
    ['23.976', false, 86_400, '01:00:00:00'],
    ['24', false, 86_399, '00:59:59:23'],
    ['25', false, 90_000, '01:00:00:00'],
    ['30', false, 1800, '00:01:00:00'],
    ['50', false, 49, '00:00:00:49'],
    ['60', false, 3_661 * 60, '01:01:01:00'],
  ])('%s (drop-frame %s): frame %d is %s', (name, drop, frame, label) => {
    expect(frameToTimecode(frame, rateOf(name), drop)).toBe(label)
    expect(timecodeToFrame(label, rateOf(name))).toEqual({ frame, dropFrame: drop })
  })

  it.each([
    ['29.97', 2],
    ['59.94', 4],
  ])('at %s counts a whole day of drop-frame labels as a clock that skips them does', (name, dropped) => {
    const rate = rateOf(name)
    let frame = 0
    for (const label of labelsOfADay(rate.labelsPerSecond, dropped)) {
      if (frameToTimecode(frame, rate, true) !== label) {
        expect.fail(`frame ${frame} is ${frameToTimecode(frame, rate, true)}, not ${label}`)
      }
      if (frame % 97 === 0) expect(timecodeToFrame(label, rate)?.frame).toBe(frame)
      frame++
    }
    expect(frame).toBe(framesPerDay(rate, true))
  })

  it('gives back the frame of every label it writes, at every rate', () => {
    fc.assert(
      fc.property(fc.constantFrom(...countings), fc.nat(60 * 86_400 - 1), ({ rate, drop }, n) => {
        const frame = n % framesPerDay(rate, drop)
        expect(timecodeToFrame(frameToTimecode(frame, rate, drop), rate)).toEqual({ frame, dropFrame: drop })
      }),
    )
  })

  it('never writes a label that drop-frame skips, and begins again after a day', () => {
    const dropping = countings.filter(({ drop }) => drop)
    fc.assert(
      fc.property(fc.constantFrom(...dropping), fc.integer(), ({ rate }, frame) => {
        const label = frameToTimecode(frame, rate, true)
        const [, , minute, second, labels] = /^(\d\d):(\d\d):(\d\d);(\d\d)$/.exec(label)!.map(Number)
        expect(minute! % 10 !== 0 && second === 0 && labels! < rate.labelsPerSecond / 15).toBe(false)
        expect(frameToTimecode(frame + framesPerDay(rate, true), rate, true)).toBe(label)
      }),
    )
  })

  it('stays within two frames of the clock over a day of drop-frame, and keeps whole rates exact', () => {
    for (const { rate, drop } of countings) {
      for (let hour = 0; hour < 24; hour++) {
        const frame = secondsToFrame(hour * 3600, rate)
        const label = timecodeToFrame(`${String(hour).padStart(2, '0')}:00:00${drop ? ';' : ':'}00`, rate)!
        if (drop || rate.denominator === 1) {
          // ST 12-1: drop-frame lags the clock by about 75 ms a day.
          expect(Math.abs(frame - label.frame)).toBeLessThanOrEqual(rate.labelsPerSecond * 0.09)
        }
      }
    }
  })

  it.each([
    ['29.97', '00:01:00;00'],
    ['29.97', '00:01:00;01'],
    ['59.94', '00:09:00;03'],
    ['25', '00:00:00:25'],
    ['24', '24:00:00:00'],
    ['24', '00:60:00:00'],
    ['24', '1:00:00:00'],
    ['24', '00:00:00'],
    ['24', 'half past two'],
    ['24', ''],
  ])('at %s reads %s as no label', (name, label) => {
    expect(timecodeToFrame(label, rateOf(name))).toBeNull()
  })

  it('reads the ways in which files write drop-frame, and colons where the rate has none', () => {
    for (const label of ['01:00:00;00', '01;00;00;00', '01:00:00.00', '01:00:00,00']) {
      expect(timecodeToFrame(label, rateOf('29.97'))).toEqual({ frame: 107_892, dropFrame: true })
    }
    expect(timecodeToFrame('01:00:00;00', rateOf('25'))).toEqual({ frame: 90_000, dropFrame: false })
  })

  it('gives the frame that begins at a time, for times as measurements round them', () => {
    fc.assert(
      fc.property(fc.constantFrom(...frameRates), fc.nat(10_000_000), (rate, frame) => {
        const timeS = Math.round(frameToSeconds(frame, rate) * 1e4) / 1e4
        expect(secondsToFrame(timeS, rate)).toBe(frame)
      }),
    )
  })

  it.each([
    [23.976, '23.976'],
    [23.98, '23.976'],
    [24, '24'],
    [25.01, '25'],
    [29.97003, '29.97'],
    [29.99, '30'],
    [50, '50'],
    [59.94, '59.94'],
    [60, '60'],
    [41.7, '50'],
    [240, '60'],
    [1, '23.976'],
  ])('takes %d fps to be nearest to %s', (fps, name) => {
    expect(nearestFrameRate(fps).name).toBe(name)
  })

  it('refuses what is no rate, time, frame or drop-frame rate', () => {
    expect(() => nearestFrameRate(0)).toThrow(RangeError)
    expect(() => nearestFrameRate(NaN)).toThrow(RangeError)
    expect(() => secondsToFrame(NaN, rateOf('25'))).toThrow(RangeError)
    expect(() => frameToTimecode(0.5, rateOf('25'), false)).toThrow(RangeError)
    expect(() => frameToTimecode(0, rateOf('25'), true)).toThrow(RangeError)
  })
})
