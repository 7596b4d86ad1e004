import { open, stat, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import Papa from 'papaparse'
import { HooklineError } from '../../../shared/contract/errors.ts'
import { encodingOf, type TextEncoding } from './decode-text.ts'
import { binaryTable, emptyTable, likelyDelimiter, saidDelimiter, unclosedQuotation } from './read-table.ts'

export interface CsvFormat {
  header: string[]
  delimiter: string
}

/** Gets a table row by row; the header comes first. */
export interface RowReceiver {
  header(format: CsvFormat): void
  /** @param number of the row, from 1 on, without the header and empty rows */
  row(cells: string[], number: number): void
}

export type OnProgress = (fraction: number) => Promise<void>

const partBytes = 1 << 18

/**
 * Reads a table of any length row by row, in the encodings and with the delimiters of `readTable`. Empty rows are none. Only a part of
 * the file is in memory at a time.
 *
 * @param onProgress told the share read, and waited for
 * @throws HooklineError `file_missing`, `file_unreadable`, `not_a_file`, `file_empty`, `not_a_table`, `cancelled`
 */
export async function readCsv(
  path: string,
  receiver: RowReceiver,
  signal: AbortSignal,
  onProgress?: OnProgress,
): Promise<void> {
  const name = basename(path)
  const file = await openTable(path)
  try {
    const encoding = await findEncoding(file, name, signal)
    const { size } = await file.stat()
    const parts = textOf(file, encoding, signal, (bytes) => onProgress?.(Math.min(1, bytes / size)))
    const begun = await parts.next()
    if (begun.done) throw emptyTable(name)
    const { said, text } = saidDelimiter(begun.value)
    await parse(text, parts, said ?? likelyDelimiter(text), name, receiver)
  } finally {
    await file.close()
  }
}

async function parse(
  first: string,
  others: AsyncGenerator<string, void>,
  delimiter: string,
  name: string,
  receiver: RowReceiver,
): Promise<void> {
  const seen = { header: false, rows: 0 }
  async function* all(): AsyncGenerator<string, void> {
    yield first
    yield* others
  }
  const stream = Readable.from(all(), { objectMode: true })
  await new Promise<void>((resolve, reject) => {
    stream.once('error', reject)
    Papa.parse<string[]>(stream, {
      delimiter,
      skipEmptyLines: 'greedy',
      step({ data, errors }, parser) {
        try {
          const unclosed = errors.find(({ type }) => type === 'Quotes')
          if (unclosed) throw unclosedQuotation(name, seen.rows + 2, unclosed)
          if (seen.header) receiver.row(data, ++seen.rows)
          else receiver.header({ header: headerOf(data), delimiter })
          seen.header = true
        } catch (thrown) {
          parser.abort()
          stream.destroy()
          reject(thrown instanceof Error ? thrown : new Error(String(thrown)))
        }
      },
      complete: () => resolve(),
      error: reject,
    })
  })
  if (!seen.header) throw emptyTable(name)
}

/** Names as they stand, without spaces around them; those that occur twice or not at all are told apart. */
function headerOf(cells: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return cells.map((cell, place) => {
    const name = cell.trim() || `column ${place + 1}`
    const before = seen.get(name) ?? 0
    seen.set(name, before + 1)
    return before === 0 ? name : `${name}.${before}`
  })
}

async function openTable(path: string): Promise<FileHandle> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new HooklineError('file_missing', `There is no file ${path}.`, 'Check the name.', { cause })
  })
  if (!found.isFile()) throw new HooklineError('not_a_file', `${path} is not a file.`, 'Name a CSV file.')
  return open(path).catch((cause: unknown) => {
    throw new HooklineError('file_unreadable', `${path} can't be read.`, 'Check its permissions.', { cause })
  })
}

/** Reads the whole file once: a single letter may tell that it is not UTF-8. */
async function findEncoding(file: FileHandle, name: string, signal: AbortSignal): Promise<TextEncoding> {
  let encoding: TextEncoding | null = null
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const part of bytesOf(file, signal)) {
      encoding ??= encodingOf(part)
      if (encoding === null) throw binaryTable(name)
      if (encoding !== 'utf-8') return encoding
      decoder.decode(part, { stream: true })
    }
    decoder.decode()
  } catch (thrown) {
    if (thrown instanceof TypeError) return 'windows-1252'
    throw thrown
  }
  if (encoding === null) throw emptyTable(name)
  return encoding
}

async function* textOf(
  file: FileHandle,
  encoding: TextEncoding,
  signal: AbortSignal,
  onRead: (bytes: number) => Promise<void> | undefined,
): AsyncGenerator<string, void> {
  const decoder = new TextDecoder(encoding)
  let bytes = 0
  for await (const part of bytesOf(file, signal)) {
    await onRead((bytes += part.length))
    const text = decoder.decode(part, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

async function* bytesOf(file: FileHandle, signal: AbortSignal): AsyncGenerator<Uint8Array, void> {
  for (let position = 0; ;) {
    if (signal.aborted) throw new HooklineError('cancelled', 'Cancelled.')
    const buffer = new Uint8Array(partBytes)
    const { bytesRead } = await file.read(buffer, 0, partBytes, position)
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}
