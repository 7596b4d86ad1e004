import { describe, expect, it } from 'vitest'
import { featureShift, stabilityIndex } from '../../../electron/prediction/forecasts/drift.ts'
import { chanceOfAtMost, liveFigures } from '../../../electron/prediction/forecasts/live-figures.ts'
import { normals } from '../tables.ts'

describe('the population stability index', () => {
  it('is that of a worked example', () => {
    // By hand: Σ (a − e) ln(a / e) of two parts 50:50 → 60:40 is 0.1 ln 1.2 − 0.1 ln 0.8 = 0.0405465.
    expect(stabilityIndex([0.5, 0.5], [0.6, 0.4])).toBeCloseTo(0.0405465, 7)
    expect(stabilityIndex([0.2, 0.3, 0.5], [0.2, 0.3, 0.5])).toBe(0)
    // By hand: 0.2 ln 3 + 0.1 ln 1.5 + 0.3 ln 1.75 = 0.2197225 + 0.0405465 + 0.1678847.
    expect(stabilityIndex([0.1, 0.2, 0.7], [0.3, 0.3, 0.4])).toBeCloseTo(0.4281537, 6)
  })

  it('sees a shift of one standard deviation and none between posts that are drawn alike', () => {
    const before = [...normals(400, 1)]
    expect(featureShift(before, [...normals(100, 2)])).toBeLessThan(0.1)
    expect(
      featureShift(
        before,
        [...normals(100, 3)].map((value) => value + 1),
      ),
    ).toBeGreaterThan(0.25)
    expect(featureShift(before, new Array<number>(100).fill(NaN))).toBeGreaterThan(0.25)
  })
})

describe('forecasts against what came', () => {
  it('counts what lies within', () => {
    const forecast = { value: 10, low50: 8, high50: 12, low80: 5, high80: 20 }
    const paired = [9, 15, 30, 5].map((outcome) => ({
      scope: 'a',
      from: 'model' as const,
      forecast,
      outcome,
    }))
    expect(liveFigures(paired)).toEqual([
      { scope: 'a', from: 'model', rows: 4, mae: (1 + 5 + 20 + 5) / 4, coverage80: 0.75, coverage50: 0.25 },
    ])
  })

  it('knows how rare few hits are', () => {
    // Python: sum(math.comb(20, i) * .8**i * .2**(20 - i) for i in range(13)) = 0.03214266, range(11): 0.00259483.
    expect(chanceOfAtMost(12, 20, 0.8)).toBeCloseTo(0.03214266, 7)
    expect(chanceOfAtMost(10, 20, 0.8)).toBeCloseTo(0.00259483, 7)
    expect(chanceOfAtMost(20, 20, 0.8)).toBeCloseTo(1, 12)
  })
})
