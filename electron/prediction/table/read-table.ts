import Papa from 'papaparse'
import { HooklineError } from '../../../shared/contract/errors.ts'
import { decodeText, type TextEncoding } from './decode-text.ts'

/** A table as text: what its cells mean is for whoever asked for it. */
export interface Table {
  encoding: TextEncoding
  delimiter: string
  /** Every row with a cell that isn't empty, the heading among them; cells as they stand, spaces too. */
  rows: readonly TableRow[]
}

export interface TableRow {
  /** As a spreadsheet counts: from 1, rows with line breaks in their cells as one, empty rows too. */
  number: number
  cells: readonly string[]
}

export interface ReadTableOptions {
  /** A table with more rows is refused. */
  mostRows: number
}

const delimiters = [',', ';', '\t', '|']

/**
 * A table of comma, semicolon, tab or bar separated values in UTF-8, UTF-16 or Windows-1252 (RFC 4180, and what
 * spreadsheets make of it: a first line `sep=;`, a byte order mark, empty lines).
 *
 * @param name of the file, for the sentence
 * @throws HooklineError `file_empty`, `not_a_table`, `too_large`
 */
export function readTable(bytes: Uint8Array, name: string, { mostRows }: ReadTableOptions): Table {
  const decoded = decodeText(bytes)
  if (!decoded) {
    throw binaryTable(name)
  }
  const { said, text } = saidDelimiter(decoded.text)
  if (text.trim() === '') throw emptyTable(name)
  const parsed = Papa.parse<string[]>(text, {
    delimiter: said ?? likelyDelimiter(text),
    // One more than allowed, to see that there are more.
    preview: mostRows + 2,
  })
  const unclosed = parsed.errors.find(({ type }) => type === 'Quotes')
  if (unclosed) {
    throw unclosedQuotation(name, (unclosed.row ?? 0) + 1, unclosed)
  }
  const rows = parsed.data
    .map((cells, i): TableRow => ({ number: i + (said === null ? 1 : 2), cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (rows.length > mostRows + 1) {
    throw new HooklineError(
      'too_large',
      `${name} has more than ${mostRows.toLocaleString('en')} rows.`,
      'Split it, or export fewer rows.',
    )
  }
  return { encoding: decoded.encoding, delimiter: parsed.meta.delimiter, rows }
}

export function binaryTable(name: string): HooklineError {
  return new HooklineError(
    'not_a_table',
    `${name} is no table of text: it holds binary data.`,
    'Export it as CSV; a spreadsheet (XLSX) has to be saved as CSV first, an archive (ZIP) unpacked.',
  )
}

export function unclosedQuotation(name: string, row: number, cause: unknown): HooklineError {
  return new HooklineError(
    'not_a_table',
    `${name} can't be read as a table: in row ${row} a quotation mark is not closed.`,
    'The file was cut off or changed by hand; export it again.',
    { cause },
  )
}

export function emptyTable(name: string): HooklineError {
  return new HooklineError('file_empty', `${name} is empty.`, 'Export it again.')
}

/** How many rows are looked at to tell the delimiter. */
const probedRows = 60

/** The one by which most rows have as many cells as the others; of two that do equally well the one that gives more cells. */
export function likelyDelimiter(text: string): string {
  let best = { delimiter: ',', sound: false, alike: 0, cells: 0 }
  for (const delimiter of delimiters) {
    const { data, errors } = Papa.parse<string[]>(text, { delimiter, preview: probedRows })
    const counts = data.filter((row) => row.some((cell) => cell.trim() !== '')).map((row) => row.length)
    const cells = usual(counts)
    const found = {
      delimiter,
      sound: !errors.some(({ type }) => type === 'Quotes'),
      alike: cells > 1 ? counts.filter((count) => count === cells).length / counts.length : 0,
      cells,
    }
    if (isBetter(found, best)) best = found
  }
  return best.delimiter
}

interface Split {
  sound: boolean
  alike: number
  cells: number
}

function isBetter(a: Split, b: Split): boolean {
  if (a.alike > 0 !== b.alike > 0) return a.alike > 0
  if (a.sound !== b.sound) return a.sound
  if (Math.abs(a.alike - b.alike) > 0.1) return a.alike > b.alike
  return a.cells > b.cells
}

/** The most frequent of some numbers. */
function usual(counts: readonly number[]): number {
  const times = new Map<number, number>()
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1)
  return [...times].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0]
}

/** Excel is told the delimiter in a first line of its own. */
export function saidDelimiter(text: string): { said: string | null; text: string } {
  const found = /^sep=(.)\r?\n/i.exec(text)
  return found ? { said: found[1]!, text: text.slice(found[0].length) } : { said: null, text }
}
