import { sampleBelow, seededRandom } from './random.ts'

/** Of longer tables so many rows are drawn to learn from: more tell the same for longer. */
export const mostTrainingRows = 40_000
/** Of fewer groups rows are drawn: whole groups would leave too much to chance. */
const leastGroups = 100

/**
 * Rows to learn from: all of them or, of a long table, those of groups drawn by seed.
 *
 * @param groups by row of the table
 * @returns in their order; about `most` at most
 */
export function drawRows(rows: Int32Array, groups: Int32Array, most: number, seed: number): Int32Array {
  if (rows.length <= most) return rows
  const distinct = new Set<number>()
  for (const row of rows) distinct.add(groups[row]!)
  const random = seededRandom(seed)
  if (distinct.size < leastGroups) return sampleBelow(rows.length, most, random).map((at) => rows[at]!)
  const all = [...distinct]
  const count = Math.round((all.length * most) / rows.length)
  const drawn = new Set(Array.from(sampleBelow(all.length, count, random), (at) => all[at]!))
  return rows.filter((row) => drawn.has(groups[row]!))
}
