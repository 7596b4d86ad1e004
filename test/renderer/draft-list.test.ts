import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { besideTaken, choose, nothingChosen, rowForKey } from '../../renderer/library/list-selection.ts'
import { rowsBetween, rowTops } from '../../renderer/library/row-window.ts'

const heights = fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 60 })

describe('the rows that are drawn', () => {
  it('are those in sight and no others, or rows would be missing or a thousand drawn', () => {
    fc.assert(
      fc.property(heights, fc.integer({ min: -500, max: 9000 }), fc.nat(900), (all, fromPx, sizePx) => {
        const toPx = fromPx + sizePx + 1
        const { first, last } = rowsBetween(rowTops(all), fromPx, toPx)
        let top = 0
        all.forEach((height, i) => {
          const isInSight = top < toPx && top + height > fromPx
          if (isInSight) expect(i >= first && i < last).toBe(true)
          // One more at an edge is no harm, two would be.
          if (i > first && i < last) expect(isInSight).toBe(true)
          top += height
        })
        expect(last).toBeLessThanOrEqual(all.length)
      }),
    )
  })
})

describe('choosing rows', () => {
  const ids = ['a', 'b', 'c', 'd', 'e']
  const one = choose(nothingChosen, 'one', 'b', ids)

  it('takes one, adds and takes away with Ctrl, and a range with Shift from where it began, both ways', () => {
    expect([...one.chosen]).toEqual(['b'])
    expect([...choose(one, 'toggle', 'd', ids).chosen]).toEqual(['b', 'd'])
    expect([...choose(one, 'toggle', 'b', ids).chosen]).toEqual([])
    const down = choose(one, 'range', 'd', ids)
    expect([...down.chosen]).toEqual(['b', 'c', 'd'])
    expect([...choose(down, 'range', 'a', ids).chosen]).toEqual(['a', 'b'])
    expect([...choose(one, 'move', 'e', ids).chosen]).toEqual(['b'])
  })

  it('begins a range anew when the row it began at is gone', () => {
    expect([...choose(one, 'range', 'd', ['a', 'c', 'd']).chosen]).toEqual(['d'])
  })

  it('follows the keys and stays within the list', () => {
    expect(
      ['ArrowDown', 'ArrowUp', 'PageDown', 'Home', 'End', 'x'].map((key) => rowForKey(key, 1, 5, 9)),
    ).toEqual([2, 0, 4, 0, 4, null])
    expect([rowForKey('ArrowUp', 0, 5, 9), rowForKey('ArrowDown', 4, 5, 9)]).toEqual([0, 4])
  })

  it('leaves the keyboard beside rows that are taken away, or it would be at the top of the page', () => {
    expect(besideTaken(ids, new Set(['b', 'c']))).toBe('d')
    expect(besideTaken(ids, new Set(['d', 'e']))).toBe('c')
    expect(besideTaken(ids, new Set(ids))).toBeNull()
  })
})
