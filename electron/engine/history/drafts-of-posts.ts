import type { DraftDetails } from '../../../shared/contract/score.ts'
import { plainText } from '../../prediction/history/plain-text.ts'
import { idInAddress } from '../../prediction/history/post-row.ts'
import { daysBetween, type UnlinkedPost } from '../../prediction/history/posts-of.ts'
import type { StoredDraft } from '../../store/drafts.ts'
import type { StoredLink } from '../../store/history.ts'

/** Platforms round lengths to the second and may cut or add a frame. */
const lengthOffS = 1.5
/** A length that follows from rounded averages may be off by more. */
const averagesOff = 0.15
const plannedOffDays = 3

/**
 * Posts whose draft is beyond doubt: named in the draft's details (`post`: its address or id), or the only draft with the
 * title or caption of the only such post, of the same length and not planned for another time.
 */
export function draftsOfPosts(posts: readonly UnlinkedPost[], drafts: readonly StoredDraft[]): StoredLink[] {
  const links: StoredLink[] = []
  const linked = new Set<string>()
  const add = (postId: string, sha256: string, how: StoredLink['how']): void => {
    if (linked.has(postId) || linked.has(sha256)) return
    linked.add(postId).add(sha256)
    links.push({ postId, sha256, how })
  }
  const byId = new Map(posts.flatMap((post) => namesOf(post).map((name) => [name, post.id] as const)))
  for (const draft of drafts) {
    const named = detailsOf(draft)?.post
    const postId = named === undefined ? undefined : byId.get(idInAddress(named) ?? named)
    if (postId !== undefined) add(postId, draft.sha256!, 'sidecar')
  }
  const postsByWords = Map.groupBy(
    posts.flatMap((post) => wordsOf(post.title, post.caption).map((words) => ({ words, post }))),
    ({ words }) => words,
  )
  const draftsByWords = Map.groupBy(
    drafts.flatMap((draft) =>
      wordsOf(detailsOf(draft)?.title, detailsOf(draft)?.caption).map((words) => ({ words, draft })),
    ),
    ({ words }) => words,
  )
  for (const [words, ofWords] of draftsByWords) {
    const contents = new Set(ofWords.map(({ draft }) => draft.sha256!))
    const same = (postsByWords.get(words) ?? []).filter(({ post }) =>
      ofWords.some(({ draft }) => mayBe(post, draft)),
    )
    if (contents.size === 1 && same.length === 1) add(same[0]!.post.id, [...contents][0]!, 'title')
  }
  return links
}

function detailsOf({ details, sidecar }: StoredDraft): DraftDetails | null {
  return details ?? sidecar
}

function namesOf({ externalId, url }: UnlinkedPost): string[] {
  return [externalId, url && idInAddress(url), url].filter((name): name is string => Boolean(name))
}

/** Words that are compared, each text once; none of a few letters. */
function wordsOf(...texts: readonly (string | null | undefined)[]): string[] {
  return [...new Set(texts.map((text) => plainText(text ?? '')).filter((words) => words.length >= 6))]
}

function mayBe(post: UnlinkedPost, draft: StoredDraft): boolean {
  const lengthS = draft.video?.durationS
  if (lengthS !== undefined && post.durationS !== null) {
    const off = Math.abs(lengthS - post.durationS)
    const allowed = post.durationFrom === 'column' ? lengthOffS : averagesOff * lengthS + lengthOffS
    if (off > allowed) return false
  }
  const planned = Date.parse(detailsOf(draft)?.plannedAt ?? '')
  if (!Number.isFinite(planned) || post.publishedOn === null) return true
  const day = new Date(planned).toISOString().slice(0, 10)
  return Math.abs(daysBetween(day, post.publishedOn)) <= plannedOffDays
}
