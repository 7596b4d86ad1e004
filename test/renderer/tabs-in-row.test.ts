import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tabsInRow } from '../../renderer/ui/tabs-in-row.ts'

describe('tabs that the width has no room for', () => {
  const tabsPx = [60, 70, 50, 80, 40]

  it('are none where all fit, to the pixel: no menu for nothing', () => {
    expect(tabsInRow({ tabsPx, morePx: 50, roomPx: 300 }, 0)).toEqual([0, 1, 2, 3, 4])
  })

  it('leave room for the button of the menu that holds them', () => {
    // 60 + 70 + 50 and the button's 50 are 230; with the fourth they would be 310.
    expect(tabsInRow({ tabsPx, morePx: 50, roomPx: 299 }, 0)).toEqual([0, 1, 2])
    expect(tabsInRow({ tabsPx, morePx: 50, roomPx: 230 }, 2)).toEqual([0, 1, 2])
    expect(tabsInRow({ tabsPx, morePx: 50, roomPx: 229 }, 0)).toEqual([0, 1])
  })

  it('come in at the end when one of them is chosen, and push out only as many as they need', () => {
    expect(tabsInRow({ tabsPx, morePx: 50, roomPx: 299 }, 3)).toEqual([0, 1, 3])
    expect(tabsInRow({ tabsPx, morePx: 50, roomPx: 299 }, 4)).toEqual([0, 1, 2, 4])
  })

  it('never hide the one that is chosen, nor make the row wider than its room', () => {
    const width = fc.integer({ min: 30, max: 120 })
    fc.assert(
      fc.property(
        fc.array(width, { minLength: 1, maxLength: 12 }),
        width,
        fc.integer({ min: 0, max: 900 }),
        fc.nat(),
        (widths, morePx, roomPx, any) => {
          const brought = any % widths.length
          const shown = tabsInRow({ tabsPx: widths, morePx, roomPx }, brought)
          expect(shown).toContain(brought)
          expect(shown).toEqual([...new Set(shown)].toSorted((a, b) => a - b))
          const wide = shown.reduce(
            (sum, index) => sum + widths[index]!,
            shown.length < widths.length ? morePx : 0,
          )
          if (shown.length > 1) expect(wide).toBeLessThanOrEqual(roomPx)
        },
      ),
    )
  })
})
