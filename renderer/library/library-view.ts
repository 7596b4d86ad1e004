import { createStore } from 'zustand/vanilla'
import type { Draft } from '../../shared/contract/drafts.ts'

export const sortKeys = ['added', 'name', 'duration', 'overall', 'hook', 'content', 'cta'] as const
export type SortKey = (typeof sortKeys)[number]

export interface LibraryView {
  search: string
  sortBy: SortKey
  descending: boolean
}

/** How the person looks at the library; it stays while they visit other screens. */
export const libraryView = createStore<LibraryView>(() => ({
  search: '',
  sortBy: 'added',
  descending: true,
}))

/** Sorts by `key`, or the other way round when that is what it does already. */
export function sortedBy(view: LibraryView, key: SortKey): LibraryView {
  // Names are looked for from A, numbers from the best and times from the latest.
  return { ...view, sortBy: key, descending: view.sortBy === key ? !view.descending : key !== 'name' }
}

/** The drafts that fit the search, in order; those without the value that is sorted by come last either way. */
export function draftsInView(drafts: Iterable<Draft>, { search, sortBy, descending }: LibraryView): Draft[] {
  const words = foldCase(search).split(/\s+/).filter(Boolean)
  const found = [...drafts].filter((draft) => {
    if (words.length === 0) return true
    const text = foldCase(searchedText(draft))
    return words.every((word) => text.includes(word))
  })
  return found.sort((a, b) => compareBy(sortBy, descending, a, b) || compareBy('added', true, a, b))
}

function compareBy(key: SortKey, descending: boolean, a: Draft, b: Draft): number {
  const [left, right] = [valueOf(a, key), valueOf(b, key)]
  if (left === null || right === null) return Number(left === null) - Number(right === null)
  const order =
    typeof left === 'string' || typeof right === 'string'
      ? names.compare(String(left), String(right))
      : left - right
  return descending ? -order : order
}

/** `cut 2` before `cut 10`. */
const names = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

function valueOf({ addedAt, name, video, scores }: Draft, key: SortKey): string | number | null {
  switch (key) {
    case 'added':
      return Date.parse(addedAt)
    case 'name':
      return name
    case 'duration':
      return video?.durationS ?? null
    default:
      return scores?.[key] ?? null
  }
}

function searchedText({ name, path, origin, details }: Draft): string {
  const { title = '', campaign = '', account = '', hashtags = [] } = details ?? {}
  // The folder of an upload is Hookline's own and means nothing to anybody.
  return [name, origin === 'upload' ? '' : path, title, campaign, account, ...hashtags].join(' ')
}

/** Without case and accents, so that `cafe` finds `Café`. */
function foldCase(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** How much better a draft is than the export of the same name before it; null where that can't be said. */
export function gainOnPrevious(draft: Draft, previous: Draft | undefined): number | null {
  if (!draft.scores || !previous?.scores) return null
  if (draft.scores.provisional || previous.scores.provisional) return null
  if (draft.scores.platform !== previous.scores.platform) return null
  return draft.scores.overall - previous.scores.overall
}
