import { HooklineError } from '../../../shared/contract/errors.ts'
import type { HistoryField } from '../../../shared/contract/history.ts'
import type { Table, TableRow } from '../table/read-table.ts'
import {
  exportKinds,
  fieldOf,
  headingOf,
  knownHeadings,
  type ExportKind,
  type Heading,
} from './export-columns.ts'
import { plainText } from './plain-text.ts'

export type HistoryPlatform = ExportKind['platform']

/** Which export a table is. */
export interface RecognisedExport {
  kind: ExportKind
  platform: HistoryPlatform
  headingRow: TableRow
  headings: readonly Heading[]
  rows: readonly TableRow[]
}

/** A heading may stand below some lines about the export. */
const headingWithin = 12
const addresses: readonly { pattern: RegExp; platform: HistoryPlatform }[] = [
  { pattern: /tiktok\.com\//i, platform: 'tiktok' },
  { pattern: /instagram\.com\//i, platform: 'instagram' },
  { pattern: /facebook\.com\/|fb\.watch\//i, platform: 'facebook' },
  { pattern: /youtube\.com\/|youtu\.be\//i, platform: 'youtube' },
]

/** Where an address leads; null: to none of the platforms. */
export function platformOfAddress(address: string): HistoryPlatform | null {
  return addresses.find(({ pattern }) => pattern.test(address))?.platform ?? null
}

/**
 * Recognises an export by its headings and the addresses in it.
 *
 * @param told by the person
 * @throws HooklineError `not_posts` for tables that are not a list of posts, `columns_unknown`
 */
export function recogniseExport(table: Table, name: string, told: HistoryPlatform | null): RecognisedExport {
  const at = headingIndex(table.rows)
  const headingRow = table.rows[at]!
  const headings = headingRow.cells.map(headingOf)
  const rows = table.rows.slice(at + 1)
  refuseOtherTables(headings, name)
  const seen = platformOfAddresses(rows)
  const platform = told ?? seen
  const byHeadings = exportKinds
    .map((kind) => ({ kind, known: knownHeadings(kind, headings) }))
    .toSorted((a, b) => b.known - a.known)
  const wanted = platform === 'facebook' ? 'instagram' : platform
  const kind = wanted
    ? exportKinds.find((one) => one.platform === wanted)!
    : byHeadings[0]!.known > byHeadings[1]!.known
      ? byHeadings[0]!.kind
      : null
  if (!kind) {
    throw new HooklineError(
      'columns_unknown',
      `${name} is a list of posts, but nothing in it tells of which platform.`,
      'Say --platform tiktok, instagram, youtube or facebook.',
    )
  }
  const isPage = headings.some(({ name: heading }) => heading === 'page id' || heading === 'page name')
  return {
    kind,
    platform: platform ?? (kind.platform === 'instagram' && isPage ? 'facebook' : kind.platform),
    ...{ headingRow, headings, rows },
  }
}

/** The first row that knows two headings, or one of two; else the first. */
function headingIndex(rows: readonly TableRow[]): number {
  const known = rows.slice(0, headingWithin).map(({ cells }) => {
    const headings = cells.map(headingOf)
    return Math.max(...exportKinds.map((kind) => knownHeadings(kind, headings)))
  })
  const found = known.findIndex((count, i) => count >= Math.min(2, rows[i]!.cells.length))
  return Math.max(0, found)
}

const dayWords = new Set(['date', 'datum', 'fecha', 'data', 'day', 'tag', 'time', 'zeit', 'dia', 'jour'])
const namesPost: ReadonlySet<HistoryField> = new Set(['externalId', 'url', 'title', 'caption'])

function refuseOtherTables(headings: readonly Heading[], name: string): void {
  const fields = headings.flatMap(
    (heading) => exportKinds.map((kind) => fieldOf(kind, heading)?.field).find((field) => field) ?? [],
  )
  const hasDay = headings.some((heading) => dayWords.has(heading.name))
  const listed = headings.map((heading) => heading.name).join(', ')
  if (!fields.some((field) => namesPost.has(field)) && hasDay) {
    throw new HooklineError(
      'not_posts',
      `${name} holds totals by day (${shortened(listed)}), not a list of posts.`,
      'Export the list of posts: in YouTube Studio it is the file “Table data.csv”, in TikTok Studio “Content”, in Meta Business Suite Insights › Content.',
    )
  }
  const youtube = exportKinds.find(({ platform }) => platform === 'youtube')!
  const ofYoutube = headings.map((heading) => fieldOf(youtube, heading)?.field)
  const isChart = hasDay && ofYoutube.includes('externalId') && ofYoutube.includes('published')
  if (isChart) {
    throw new HooklineError(
      'not_posts',
      `${name} holds the figures of each day for some posts (YouTube Studio's “Chart data.csv”), not those of the posts.`,
      'Import the file “Table data.csv” beside it first; then this one tells how views grow: `hookline history views --table FILE`.',
    )
  }
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

/** The platform whose addresses stand in most rows; null where there are none. */
function platformOfAddresses(rows: readonly TableRow[]): HistoryPlatform | null {
  const counts = addresses.map(({ pattern, platform }) => ({
    platform,
    // An address alone in its cell: one within a caption tells nothing.
    rows: rows.filter(({ cells }) => cells.some((cell) => pattern.test(cell) && !/\s/.test(plainText(cell))))
      .length,
  }))
  const most = counts.reduce((best, one) => (one.rows > best.rows ? one : best))
  return most.rows > 0 && most.rows >= rows.length / 2 ? most.platform : null
}
