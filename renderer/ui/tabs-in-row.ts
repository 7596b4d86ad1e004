/** What a row of tabs was measured to need and to have, in CSS pixels. */
export interface RowSizes {
  tabsPx: readonly number[]
  /** The button of the menu that holds the others. */
  morePx: number
  roomPx: number
}

/**
 * Which tabs stand in the row: all of them where there is room, otherwise the first that leave room for the menu of the
 * others. The one that was brought in always does: where it is none of the first it stands behind them.
 *
 * @param brought index of the tab that was brought in
 * @returns indices in the order of the row
 */
export function tabsInRow({ tabsPx, morePx, roomPx }: RowSizes, brought: number): number[] {
  const indices = tabsPx.map((_, index) => index)
  if (sum(tabsPx) <= roomPx) return indices
  const first = (leftPx: number): number => {
    let count = 0
    while (count < tabsPx.length && (leftPx -= tabsPx[count]!) >= 0) count++
    return count
  }
  const withoutIt = first(roomPx - morePx)
  if (brought < withoutIt) return indices.slice(0, withoutIt)
  return [...indices.slice(0, first(roomPx - morePx - tabsPx[brought]!)), brought]
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
