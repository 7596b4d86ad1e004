import { describe, expect, it } from 'vitest'
import { logRamp, plateau, ramp } from '../../electron/scoring/ramps.ts'
import { mean, meanGrade, quantile, timedSeries } from '../../electron/scoring/timed-series.ts'
import { clock, level, percent, seconds, secondsUp } from '../../electron/scoring/wording.ts'

describe('wording', () => {
  it('writes times as an editor’s timeline does', () => {
    expect([clock(0), clock(0.8), clock(59.96), clock(61.25), clock(723)]).toEqual([
      '0:00.0',
      '0:00.8',
      '1:00.0',
      '1:01.3',
      '12:03.0',
    ])
    expect([seconds(0.84), seconds(12), seconds(0.04), secondsUp(0.81), secondsUp(0.8)]).toEqual([
      '0.8 s',
      '12 s',
      '0.04 s',
      '0.9 s',
      '0.8 s',
    ])
  })

  it('writes levels and shares with a true minus sign', () => {
    expect([level(-14, 'LUFS'), level(3.24, 'dB'), level(-0.04, 'LU'), percent(0.123)]).toEqual([
      '−14 LUFS',
      '3.2 dB',
      '0 LU',
      '12 %',
    ])
  })
})

describe('ramps', () => {
  it('run from 0 at the worst to 1 at the best, whichever is larger', () => {
    expect([ramp(0, 0, 2), ramp(1, 0, 2), ramp(3, 0, 2), ramp(1, 2, 0), ramp(5, 2, 0)]).toEqual([
      0, 0.5, 1, 0.5, 0,
    ])
    expect(logRamp(4, 16, 1)).toBeCloseTo(0.5, 12)
    expect([0, 0.15, 0.5, 0.9, 1].map((value) => plateau(value, 0.1, 0.2, 0.8, 1))).toEqual([
      0,
      expect.closeTo(0.5),
      1,
      expect.closeTo(0.5),
      0,
    ])
  })

  it('give what is no number no grade', () => {
    expect([ramp(Number.NaN, 0, 1), logRamp(Number.NaN, 1, 2)]).toEqual([0, 0])
  })
})

describe('series', () => {
  const series = timedSeries([0, 1, null, 3], 2)

  it('cover [i / rate, (i + 1) / rate), cut to the window, without what wasn’t measured', () => {
    expect(series.steps({ startS: 0.25, endS: 2 })).toEqual([
      { value: 0, startS: 0.25, endS: 0.5 },
      { value: 1, startS: 0.5, endS: 1 },
      { value: 3, startS: 1.5, endS: 2 },
    ])
    expect(series.steps({ startS: 1, endS: 1 })).toEqual([])
  })

  it('weigh by time', () => {
    const steps = series.steps({ startS: 0.25, endS: 1 })
    expect(mean(steps)).toBeCloseTo(2 / 3, 12)
    expect(meanGrade(steps, (value) => (value > 0.5 ? 0 : 1))).toBeCloseTo(1 / 3, 12)
    expect(quantile(timedSeries([1, 2, 3, 4, 5], 1).steps({ startS: 0, endS: 5 }), 0.5)).toBe(3)
    expect(mean([])).toBeNull()
    expect(quantile([], 0.5)).toBeNull()
  })
})
