import type { Feature } from '../feature-matrix.ts'
import type { ColumnPlan } from './column-plan.ts'
import { GrowingColumn } from './growing-column.ts'
import { readDate } from './parse-date.ts'
import { isMissing, readNumber } from './parse-number.ts'
import { wordsOf } from './words.ts'

/** Turns the cells of one column into features, cell by cell. */
export interface ColumnReader {
  features: readonly Feature[]
  /** @returns false where the cell is not what its column holds; it then counts as missing */
  read(cell: string): boolean
  finish(): Float32Array[]
}

const dayMs = 86_400_000

export function columnReader(plan: ColumnPlan, continental: boolean): ColumnReader {
  switch (plan.kind) {
    case 'number':
      return reader([number(plan.name)], (cell) => {
        const found = readNumber(cell, continental)
        return found.kind === 'number' ? [found.value] : found.kind === 'missing' ? 'missing' : 'bad'
      })
    case 'date':
      return reader(
        [number(plan.name), number(`${plan.name}: weekday`), number(`${plan.name}: hour`)],
        (cell) => {
          if (isMissing(cell)) return 'missing'
          const time = readDate(cell, plan.order)
          if (time === null) return 'bad'
          const date = new Date(time)
          return [time / dayMs, date.getUTCDay(), date.getUTCHours() + date.getUTCMinutes() / 60]
        },
      )
    case 'category': {
      const places = new Map(plan.categories.map((value, place) => [value, place]))
      const feature: Feature = { name: plan.name, kind: 'category', categories: plan.categories, monotone: 0 }
      return reader([feature], (cell) => {
        const place = places.get(cell.trim())
        return place === undefined ? 'missing' : [place]
      })
    }
    case 'text': {
      const places = new Map(plan.words.map((word, place) => [word, place]))
      const features = [
        number(`${plan.name}: characters`),
        number(`${plan.name}: words`),
        number(`${plan.name}: hashtags`),
        ...plan.words.map((word) => number(`${plan.name}: “${word}”`)),
      ]
      return reader(features, (cell) => {
        const words = wordsOf(cell)
        const counts = new Array<number>(plan.words.length).fill(0)
        for (const word of words) {
          const place = places.get(word)
          if (place !== undefined) counts[place]!++
        }
        return [cell.length, words.length, words.filter((word) => word.startsWith('#')).length, ...counts]
      })
    }
  }
}

function number(name: string): Feature {
  return { name, kind: 'number', categories: [], monotone: 0 }
}

function reader(
  features: readonly Feature[],
  valuesOf: (cell: string) => number[] | 'missing' | 'bad',
): ColumnReader {
  const columns = features.map(() => new GrowingColumn())
  return {
    features,
    read(cell) {
      const values = valuesOf(cell)
      columns.forEach((column, i) => column.push(Array.isArray(values) ? values[i]! : NaN))
      return values !== 'bad'
    },
    finish: () => columns.map((column) => column.finish()),
  }
}
