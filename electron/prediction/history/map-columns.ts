import { createHash } from 'node:crypto'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { ColumnMapping, HistoryField, MappedColumn } from '../../../shared/contract/history.ts'
import { exportKinds, fieldOf, metricFields, type ExportKind, type Heading } from './export-columns.ts'
import type { RecognisedExport } from './export-kind.ts'
import { plainText } from './plain-text.ts'

/** A column of an export, and where it stands. */
export interface ExportColumn extends MappedColumn {
  index: number
}

/** What the columns of an export are called, as one word: corrections are kept for it. */
export function columnSetOf(headings: readonly Heading[]): string {
  const names = headings.map(({ name, unit }) => `${name} ${unit ?? ''}`).toSorted()
  return createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, 16)
}

/**
 * Says of each column which field it is: as given, as corrected earlier, or by its name. Where several are the same field
 * the one that is usually meant is.
 *
 * @throws HooklineError `usage` for a mapping that names no column, or one field twice; `columns_unknown` when the posts
 *   can't be told apart or nothing says how they did
 */
export function mapColumns(
  { kind, headings, headingRow, rows }: RecognisedExport,
  name: string,
  corrections: { given: ColumnMapping | null; kept: ColumnMapping | null },
): ExportColumn[] {
  const given = byHeading(corrections.given, headingRow.cells)
  const kept = byHeading(corrections.kept, headingRow.cells, 'kept')
  const columns = headings.map((heading, index): ExportColumn & { rank: number } => {
    const known = knownField(kind, heading)
    const base = {
      index,
      column: headingRow.cells[index]!.trim(),
      unit: heading.unit,
      examples: examplesOf(rows.map(({ cells }) => cells[index] ?? '')),
    }
    if (given.has(index)) return { ...base, field: given.get(index)!, from: 'given', rank: -2 }
    if (kept.has(index)) return { ...base, field: kept.get(index)!, from: 'kept', rank: -1 }
    if (known === undefined) return { ...base, field: null, from: 'unknown', rank: 0 }
    return { ...base, field: known?.field ?? null, from: 'known', rank: known?.rank ?? 0 }
  })
  const chosen = columns.map(({ rank, ...column }): ExportColumn => {
    if (column.field === null) return column
    const rival = columns.find(
      (other) =>
        other.field === column.field &&
        (other.rank < rank || (other.rank === rank && other.index < column.index)),
    )
    return rival ? { ...column, field: null } : column
  })
  refuseUseless(chosen, name)
  return chosen
}

/** In this kind of export, else in any other. */
function knownField(kind: ExportKind, heading: Heading): ReturnType<typeof fieldOf> {
  const own = fieldOf(kind, heading)
  if (own !== undefined) return own
  for (const other of exportKinds) {
    const found = fieldOf(other, heading)
    if (found) return { ...found, rank: found.rank + 100 }
  }
  return undefined
}

function byHeading(
  mapping: ColumnMapping | null,
  headings: readonly string[],
  strictness: 'given' | 'kept' = 'given',
): Map<number, HistoryField | null> {
  const found = new Map<number, HistoryField | null>()
  for (const [column, field] of Object.entries(mapping ?? {})) {
    const index = headings.findIndex((heading) => plainText(heading) === plainText(column))
    if (index >= 0) found.set(index, field)
    else if (strictness === 'given')
      throw new HooklineError(
        'usage',
        `There is no column “${column}”.`,
        `There are: ${headings.join(', ')}.`,
      )
  }
  const fields = [...found.values()].filter((field) => field !== null)
  const twice = fields.find((field, i) => fields.indexOf(field) !== i)
  if (twice)
    throw new HooklineError('usage', `Two columns are said to be ${twice}.`, 'Leave one of them out.')
  return found
}

function refuseUseless(columns: readonly ExportColumn[], name: string): void {
  const fields = new Set(columns.flatMap(({ field }) => field ?? []))
  const namesPosts =
    fields.has('externalId') || fields.has('url') || fields.has('title') || fields.has('caption')
  const tells = metricFields.some((field) => fields.has(field))
  if (namesPosts && tells) return
  const unknown = columns.filter(({ from }) => from === 'unknown').map(({ column }) => column)
  throw new HooklineError(
    'columns_unknown',
    `In ${name} no column is known that ${namesPosts ? 'says how the posts did' : 'tells the posts apart'}.`,
    `Say what its columns are (--mapping), or on the page History. Not known: ${unknown.join(', ') || 'none'}.`,
  )
}

function examplesOf(cells: readonly string[]): string[] {
  const examples = new Set<string>()
  for (const cell of cells) {
    const text = cell.trim()
    if (text !== '') examples.add(text.length > 60 ? `${text.slice(0, 59)}…` : text)
    if (examples.size === 3) break
  }
  return [...examples]
}
