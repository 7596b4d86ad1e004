import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coveredAreas } from '../../../shared/covered-areas.ts'
import { loopBounds, noRange, withIn, withOut } from '../../../renderer/draft/player/loop-range.ts'
import { shuttled } from '../../../renderer/draft/player/shuttle.ts'

describe('J K L', () => {
  it('doubles up to 8 in one direction and begins anew in the other', () => {
    const pressed = (...keys: (1 | -1)[]): number => keys.reduce<number>(shuttled, 0)
    expect([pressed(1), pressed(1, 1), pressed(1, 1, 1), pressed(1, 1, 1, 1, 1)]).toEqual([1, 2, 4, 8])
    expect([pressed(-1), pressed(-1, -1), pressed(1, 1, -1), pressed(-1, -1, -1, 1)]).toEqual([-1, -2, -1, 1])
  })
})

describe('in and out', () => {
  it('never stand the wrong way round, whatever is pressed', () => {
    const presses = fc.array(fc.tuple(fc.constantFrom(withIn, withOut), fc.nat(999)))
    fc.assert(
      fc.property(presses, (keys) => {
        const range = keys.reduce((now, [press, frame]) => press(now, frame), noRange)
        const { first, last } = loopBounds(range, 1000)
        expect(first).toBeLessThanOrEqual(last)
        const latest = keys.at(-1)
        // What was pressed last counts; the other end gives way.
        if (latest) expect(latest[0] === withIn ? range.inFrame : range.outFrame).toBe(latest[1])
      }),
    )
  })
})

describe('what a platform covers of the picture', () => {
  const tiktok = { top: 0.08, bottom: 0.23, left: 0, right: 0.14 }

  it('is its margins for an upright picture that fills the phone', () => {
    expect(coveredAreas(tiktok, 9 / 16)).toEqual([
      { left: 0, top: 0, width: 1, height: 0.08 },
      { left: 0, top: 0.77, width: 1, height: 0.23 },
      { left: 0.86, top: 0.08, width: 0.14, height: expect.closeTo(0.69, 9) as number },
    ])
  })

  it('leaves out the bars above and below a wide picture, for they take those margins', () => {
    // 16:9 in 9:16 takes (9/16)² = 0.316 of the height: bars of 0.342 swallow 8 % and 23 %.
    expect(coveredAreas(tiktok, 16 / 9)).toEqual([{ left: 0.86, top: 0, width: 0.14, height: 1 }])
  })

  it('reaches into a square one as far as the margin passes the bar', () => {
    // 1:1 takes 0.5625 of the height, bars of 0.21875 each; Instagram's bottom of 0.35 reaches (0.35 − 0.21875) / 0.5625.
    const [bottom] = coveredAreas({ top: 0.14, bottom: 0.35, left: 0, right: 0 }, 1)
    expect(bottom!.height).toBeCloseTo(0.2333, 4)
    expect(bottom!.top).toBeCloseTo(0.7667, 4)
  })
})
