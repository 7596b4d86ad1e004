import type { LeftOut, Metric, Metrics } from '../../../shared/contract/history.ts'
import { mergedOfDay } from './merged-facts.ts'
import { plainText } from './plain-text.ts'
import { postKey, type PostRow } from './post-row.ts'

/** So many figures that are alike by chance together with the words are not to be expected. */
const figuresAlike = 4

/**
 * Rows that tell of the same post: with its id or its day and words; and, without ids, with the same words and all the
 * same figures on another day, as exports put together by hand have them. The first of those is kept.
 */
export function withoutRepeats(rows: readonly PostRow[]): { posts: PostRow[]; repeated: LeftOut[] } {
  const repeated: LeftOut[] = []
  const byKey = new Map<string, PostRow>()
  for (const row of rows) {
    const key = `${row.accountId ?? row.accountHandle ?? ''} ${postKey(row.facts)}`
    const known = byKey.get(key)
    if (!known) {
      byKey.set(key, row)
      continue
    }
    const isAlike = JSON.stringify(known.metrics) === JSON.stringify(row.metrics)
    byKey.set(key, {
      ...known,
      facts: mergedOfDay(known.facts, row.facts),
      metrics: largerOf(known.metrics, row.metrics),
    })
    repeated.push(
      repeat(row, known, isAlike ? 'the same' : 'other figures, of which the larger ones are kept'),
    )
  }
  const byFigures = new Map<string, PostRow>()
  const posts: PostRow[] = []
  for (const row of [...byKey.values()].toSorted(byDay)) {
    const twin = twinKey(row)
    const known = twin === null ? undefined : byFigures.get(twin)
    if (known)
      repeated.push(
        repeat(row, known, `the same words and figures, of ${known.facts.publishedOn ?? 'another day'}`),
      )
    else {
      posts.push(row)
      if (twin !== null) byFigures.set(twin, row)
    }
  }
  return { posts: posts.toSorted((a, b) => a.row - b.row), repeated }
}

function repeat({ row }: PostRow, known: PostRow, how: string): LeftOut {
  return {
    row,
    column: null,
    kind: 'repeated',
    reason: `The post stands in row ${known.row} already: ${how}.`,
  }
}

/** Null for a post with an id, or with too few figures to say that two are the same. */
export function twinKey({ facts, metrics }: Pick<PostRow, 'facts' | 'metrics'>): string | null {
  if (facts.externalId !== null) return null
  const figures = Object.entries(metrics).filter(([, value]) => value !== 0)
  if (figures.length < figuresAlike) return null
  return JSON.stringify([
    plainText(facts.title),
    plainText(facts.caption ?? ''),
    Object.entries(metrics).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ])
}

export function largerOf(a: Metrics, b: Metrics): Metrics {
  const larger: Metrics = { ...a }
  for (const [name, value] of Object.entries(b) as [Metric, number][])
    larger[name] = Math.max(value, a[name] ?? -Infinity)
  return larger
}

function byDay(a: PostRow, b: PostRow): number {
  const days = (a.facts.publishedOn ?? '').localeCompare(b.facts.publishedOn ?? '')
  return days === 0 ? a.row - b.row : days
}
