import { randomUUID } from 'node:crypto'
import type { CallInput } from '../../../shared/contract/calls.ts'
import type { HistoryImport } from '../../../shared/contract/history.ts'
import { readExport, type ReadExport } from '../../prediction/history/read-export.ts'
import { readTable } from '../../prediction/table/read-table.ts'
import type { HistoryStore, StoredImport, StoredObservation } from '../../store/history.ts'
import { asOf, localDay, periodInName } from './as-of.ts'
import { sentTable, type SentTable } from './sent-table.ts'
import { whosePosts, type OwnedPost } from './whose-posts.ts'

/** No account has more posts. */
const mostRows = 100_000

/**
 * Takes an export of posts into the history. What is known already changes nothing, in whatever order or pieces it comes.
 *
 * @throws HooklineError `file_missing` and its like, `not_a_table`, `not_posts`, `columns_unknown`, `dates_unclear`,
 *   `account_unclear`, `usage`
 */
export async function importHistory(
  input: CallInput<'importHistory'>,
  store: HistoryStore,
): Promise<HistoryImport> {
  const file = await sentTable(input)
  const table = readTable(file.bytes, file.name, { mostRows })
  const { platform, form } = askedFor(input.platform)
  const period = periodInName(file.path)
  const read = (notAfter: string | null): ReadExport =>
    readExport(table, file.name, {
      ...{ platform, form, notAfter },
      mapping: input.mapping ?? null,
      keptMapping: (columnSet) => store.mapping(columnSet),
      dateOrder: input.dateOrder ?? null,
    })
  const earlier = store.importOf(file.sha256)
  const first = read(input.asOf ?? null)
  // Only YouTube's names tell the time that the figures cover; others tell of when posts were published.
  const covered = first.platform === 'youtube' ? period : null
  const reading = input.asOf === undefined && covered ? read(covered.end) : first
  const day = asOf({
    given: input.asOf ?? null,
    period: covered,
    // A copy of a file that came in before is no newer export.
    fileDay: earlier?.asOf ?? localDay(file.savedAt),
    newestPost: newestDay(reading),
  })
  return store.asOne(() => settle({ input, file, reading, form, day, store }))
}

function askedFor(platform: CallInput<'importHistory'>['platform']): {
  platform: HistoryImport['platform'] | null
  form: 'short' | 'long' | null
} {
  if (platform === 'reels') return { platform: 'instagram', form: 'short' }
  if (platform === 'shorts') return { platform: 'youtube', form: 'short' }
  return { platform: platform ?? null, form: null }
}

function newestDay({ posts }: ReadExport): string | null {
  return posts.reduce<string | null>((newest, { facts: { publishedOn } }) => {
    if (publishedOn === null) return newest
    return newest === null || publishedOn > newest ? publishedOn : newest
  }, null)
}

interface SettleParts {
  input: CallInput<'importHistory'>
  file: SentTable
  reading: ReadExport
  form: 'short' | 'long' | null
  day: HistoryImport['asOf']
  store: HistoryStore
}

function settle({ input, file, reading, form, day, store }: SettleParts): HistoryImport {
  const { platform } = reading
  const accounts = store.accounts()
  const known = new Map(accounts.map(({ id }) => [id, store.postIds(id)]))
  const none: ReadonlySet<string> = new Set()
  const postIds = (accountId: string): ReadonlySet<string> => known.get(accountId) ?? none
  const told = input.account ?? null
  const owned = whosePosts(reading.posts, { platform, name: file.name, told, accounts, postIds })
  const observations = owned.map((one) => observationOf(one, day))
  const record: StoredImport = {
    id: randomUUID(),
    file: file.name,
    sha256: file.sha256,
    source: reading.source,
    platform,
    asOf: day.date,
    importedAt: new Date().toISOString(),
  }
  const owners = [...new Map(owned.map(({ account }) => [account.id, account])).values()]
  const changed = input.lookOnly
    ? store.newIn(observations)
    : save({ store, record, observations, owners, input, reading })
  const ids = [...new Set(owned.map(({ postId }) => postId))]
  const isKnown = (id: string): boolean => [...known.values()].some((ofAccount) => ofAccount.has(id))
  const added = ids.filter((id) => changed.has(id) && !isKnown(id)).length
  return {
    importId: input.lookOnly || changed.size === 0 ? null : record.id,
    file: file.name,
    source: reading.source,
    ...{ platform, form },
    accounts: owners.map((account) => ({
      ...account,
      isNew: !known.has(account.id),
      posts: owned.filter((one) => one.account.id === account.id).length,
    })),
    reading: reading.reading,
    asOf: day,
    columns: reading.columns,
    rows: reading.rows,
    posts: { added, updated: changed.size - added, unchanged: ids.length - changed.size },
    leftOut: reading.leftOut,
    notes: [...reading.notes, ...notesOn({ owned, day, changed, told, input })],
  }
}

function save({
  store,
  record,
  observations,
  owners,
  input,
  reading,
}: {
  store: HistoryStore
  record: StoredImport
  observations: readonly StoredObservation[]
  owners: readonly OwnedPost['account'][]
  input: CallInput<'importHistory'>
  reading: ReadExport
}): Set<string> {
  if (input.mapping) {
    const kept = { ...store.mapping(reading.columnSet), ...input.mapping }
    store.putMapping(reading.columnSet, kept)
  }
  for (const account of owners) store.putAccount(account)
  return store.save(record, observations)
}

function observationOf({ account, postId, post }: OwnedPost, day: HistoryImport['asOf']): StoredObservation {
  return {
    accountId: account.id,
    postId,
    observedOn: day.date,
    isSure: day.isSure,
    periodStart: day.periodStart,
    facts: post.facts,
    metrics: post.metrics,
    currency: post.currency,
  }
}

function notesOn({
  owned,
  day,
  changed,
  told,
  input,
}: {
  owned: readonly OwnedPost[]
  day: HistoryImport['asOf']
  changed: ReadonlySet<string>
  told: string | null
  input: CallInput<'importHistory'>
}): HistoryImport['notes'] {
  const notes: HistoryImport['notes'] = []
  if (!day.isSure) {
    notes.push({
      code: 'as_of_file_date',
      message: `The figures are taken as of ${day.date}, when the file was saved. They may be older; nothing is taken as an outcome at 7 or 30 days until the day is told.`,
    })
  }
  const partial = owned.filter(
    ({ post }) =>
      day.periodStart !== null &&
      (post.facts.publishedOn === null || post.facts.publishedOn < day.periodStart),
  ).length
  if (partial > 0) {
    notes.push({
      code: 'figures_of_a_period',
      message: `The export covers ${day.periodStart!} to ${day.date}. ${partial} posts are older: these are not all of their figures, and they are not taken as such.`,
    })
  }
  const named = owned.find(({ post }) => post.accountId !== null || post.accountHandle !== null)
  if (told !== null && named && named.account.name !== told && named.account.externalId !== told) {
    notes.push({
      code: 'account_in_export',
      message: `The export itself names the account: ${named.account.name}. That counts, not “${told}”.`,
    })
  }
  if (!named && told === null && owned.length > 0) {
    notes.push({
      code: 'account_not_told',
      message: `The export names no account; its posts are kept as those of “${owned[0]!.account.name}”. Its name can be told with the import.`,
    })
  }
  if (changed.size === 0 && owned.length > 0 && !input.lookOnly)
    notes.push({ code: 'nothing_new', message: 'All of it was known already: nothing was changed.' })
  return notes
}
