import type { CallInput, CallOutput } from '../../../shared/contract/calls.ts'
import type { HistoryPost } from '../../../shared/contract/history.ts'
import { readEarlyViews } from '../../prediction/after-publishing/read-early-views.ts'
import { idInAddress } from '../../prediction/history/post-row.ts'
import { readTable } from '../../prediction/table/read-table.ts'
import type { EarlyViewStore } from '../../store/early-views.ts'
import { sentTable } from './sent-table.ts'

/** 500 videos, each day of three years. */
const mostRows = 600_000

/**
 * Takes a table of first views in; the same again changes nothing. Rows of posts that the history doesn't know are listed.
 *
 * @throws HooklineError `not_a_table`, `file_missing` and its like
 */
export async function importEarlyViews(
  input: CallInput<'importEarlyViews'>,
  posts: readonly HistoryPost[],
  store: EarlyViewStore,
): Promise<CallOutput<'importEarlyViews'>> {
  const file = await sentTable(input)
  const { counts, leftOut } = readEarlyViews(readTable(file.bytes, file.name, { mostRows }), file.name)
  const byName = new Map(posts.flatMap((post) => namesOf(post).map((name) => [name, post] as const)))
  const found = counts.flatMap(({ post: name, row, minutes, views }) => {
    const post = byName.get(name)
    if (post) return [{ accountId: post.accountId, postId: post.id, minutes, views }]
    leftOut.push({ row, reason: `The history knows no post ${name}: import the export that lists it first.` })
    return []
  })
  const known = new Set(store.all().map(({ postId, minutes, views }) => `${postId} ${minutes} ${views}`))
  const fresh = found.filter(({ postId, minutes, views }) => !known.has(`${postId} ${minutes} ${views}`))
  const added = store.tellByTable(file.sha256, fresh)
  return {
    tableId: added > 0 ? file.sha256 : null,
    posts: new Set(fresh.map(({ postId }) => postId)).size,
    counts: { added, known: found.length - added },
    leftOut: leftOut.toSorted((a, b) => a.row - b.row),
  }
}

function namesOf({ externalId, url }: HistoryPost): string[] {
  return [externalId, url && idInAddress(url), url].filter((name): name is string => Boolean(name))
}
