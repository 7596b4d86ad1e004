/** Which rows of a list are chosen, at which one the keyboard is, and from where a range goes. */
export interface ListSelection {
  readonly chosen: ReadonlySet<string>
  readonly at: string | null
  readonly from: string | null
}

export const nothingChosen: ListSelection = { chosen: new Set(), at: null, from: null }

/** `one`: this and no other. `toggle`: this or not this. `range`: all from where it began. `move`: only the keyboard goes. */
export type ChoosingWay = 'one' | 'toggle' | 'range' | 'move'

/** @param ids of all rows in their order */
export function choose(
  selection: ListSelection,
  way: ChoosingWay,
  id: string,
  ids: readonly string[],
): ListSelection {
  switch (way) {
    case 'one':
      return { chosen: new Set([id]), at: id, from: id }
    case 'toggle': {
      const chosen = new Set(selection.chosen)
      if (!chosen.delete(id)) chosen.add(id)
      return { chosen, at: id, from: id }
    }
    case 'range': {
      const to = ids.indexOf(id)
      const begun = selection.from === null ? -1 : ids.indexOf(selection.from)
      const from = begun < 0 ? to : begun
      const chosen = new Set(ids.slice(Math.min(from, to), Math.max(from, to) + 1))
      return { chosen, at: id, from: ids[from] ?? id }
    }
    case 'move':
      return { ...selection, at: id }
  }
}

/** The row that a key leads to from another, or null for a key that leads nowhere. */
export function rowForKey(key: string, index: number, rows: number, rowsOfPage: number): number | null {
  const to = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + rowsOfPage,
    PageUp: index - rowsOfPage,
    Home: 0,
    End: rows - 1,
  }[key]
  return to === undefined ? null : Math.max(0, Math.min(rows - 1, to))
}

/** Where the keyboard goes when rows are taken away: to the next that stays, else to the one before. */
export function besideTaken(ids: readonly string[], taken: ReadonlySet<string>): string | null {
  const first = ids.findIndex((id) => taken.has(id))
  const next = ids.find((id, i) => i > first && !taken.has(id))
  return next ?? ids.findLast((id, i) => i < first && !taken.has(id)) ?? null
}
