import { z } from 'zod'
import {
  dateOrders,
  historyFieldSchema,
  historyFields,
  historyPlatformSchema,
  type HistoryField,
} from '../../../shared/contract/history.ts'
import metaBusinessSuite from '../../../resources/history-columns/meta-business-suite.json' with { type: 'json' }
import tiktokStudio from '../../../resources/history-columns/tiktok-studio.json' with { type: 'json' }
import youtubeStudio from '../../../resources/history-columns/youtube-studio.json' with { type: 'json' }
import { plainText } from './plain-text.ts'

const namesByLanguage = z.record(z.string(), z.array(z.string().min(1)))

/** One kind of export: how its columns are called, by field and language. */
export const exportKindSchema = z.strictObject({
  source: z.string(),
  label: z.string(),
  platform: historyPlatformSchema,
  howToExport: z.string(),
  checkedOn: z.iso.date(),
  evidence: z.string(),
  dateOrder: z.enum(dateOrders).optional(),
  totals: z.array(z.string()),
  fields: z.partialRecord(
    historyFieldSchema,
    z.strictObject({
      /** Met in real exports, or in public programs that read them. */
      seen: namesByLanguage.optional(),
      /** Our own translations. */
      translated: namesByLanguage.optional(),
    }),
  ),
  /** Known columns of which nothing is kept. */
  ignored: namesByLanguage,
})
export type ExportKind = z.infer<typeof exportKindSchema>

export const exportKinds: readonly ExportKind[] = [youtubeStudio, tiktokStudio, metaBusinessSuite].map(
  (kind) => exportKindSchema.parse(kind),
)

/** A heading without its unit. */
export interface Heading {
  /** As names are compared. */
  name: string
  /** hours, minutes, seconds, %, or a currency (ISO 4217); null: it tells none. */
  unit: string | null
}

const units: Record<string, string> = {
  '%': '%',
  ...Object.fromEntries(['hours', 'heures', 'horas', 'stunden', 'std', 'h'].map((name) => [name, 'hours'])),
  ...Object.fromEntries(['minutes', 'minutos', 'minuten', 'min'].map((name) => [name, 'minutes'])),
  ...Object.fromEntries(
    ['sec', 'secs', 'seconds', 'secondes', 'segundos', 'sekunden', 'sek', 's'].map((name) => [
      name,
      'seconds',
    ]),
  ),
}

export function headingOf(text: string): Heading {
  const plain = plainText(text)
  const found = /^(.*\S)\s*\(([^()]+)\)$/.exec(plain)
  const unit = found && unitOf(found[2]!)
  return unit ? { name: found[1]!, unit } : { name: plain, unit: null }
}

function unitOf(text: string): string | null {
  return units[text.replace(/\.$/, '')] ?? (/^[a-z]{3}$/.test(text) ? text.toUpperCase() : null)
}

/** What a heading is called in each kind of export. */
interface KnownNames {
  fields: ReadonlyMap<string, KnownField>
  ignored: ReadonlySet<string>
}

export interface KnownField {
  field: HistoryField
  /** Of several columns that may be the same field the one of the lowest rank is. */
  rank: number
}

const knownNames: ReadonlyMap<string, KnownNames> = new Map(
  exportKinds.map((kind) => {
    const fields = new Map<string, KnownField>()
    for (const [field, { seen, translated }] of Object.entries(kind.fields)) {
      const names = [...Object.values(seen ?? {}), ...Object.values(translated ?? {})]
      for (const name of names.flatMap((ofLanguage) => ofLanguage.map((text, rank) => ({ text, rank })))) {
        const plain = headingOf(name.text).name
        if (!fields.has(plain)) fields.set(plain, { field: field as HistoryField, rank: name.rank })
      }
    }
    const ignored = new Set(
      Object.values(kind.ignored)
        .flat()
        .map((name) => headingOf(name).name),
    )
    return [kind.source, { fields, ignored }]
  }),
)

/** Undefined where a kind of export does not know the heading; null where it knows it and nothing of it is kept. */
export function fieldOf(kind: ExportKind, heading: Heading): KnownField | null | undefined {
  const names = knownNames.get(kind.source)!
  return names.fields.get(heading.name) ?? (names.ignored.has(heading.name) ? null : undefined)
}

/** How many of some headings a kind of export knows. */
export function knownHeadings(kind: ExportKind, headings: readonly Heading[]): number {
  return headings.filter((heading) => fieldOf(kind, heading) !== undefined).length
}

const totalsWords: ReadonlySet<string> = new Set(
  exportKinds.flatMap(({ totals }) => totals.map((word) => plainText(word))),
)

/** Whether a cell names a row of totals. */
export function isTotals(cell: string): boolean {
  return totalsWords.has(plainText(cell))
}

/** Fields that say how a post did. */
export const metricFields: readonly HistoryField[] = (Object.keys(historyFields) as HistoryField[]).filter(
  (field) =>
    ['count', 'change', 'share', 'money'].includes(historyFields[field]) ||
    field === 'watchTimeS' ||
    field === 'averageViewS',
)
