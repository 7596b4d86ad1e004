import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Draft } from '../../shared/contract/drafts.ts'
import {
  draftsInView,
  gainOnPrevious,
  sortKeys,
  type LibraryView,
} from '../../renderer/library/library-view.ts'
import { exampleDraft } from './example-draft.ts'

const view: LibraryView = { search: '', sortBy: 'added', descending: true }
const names = (drafts: Draft[]): string[] => drafts.map(({ name }) => name)

it('finds by every word, whatever the case and the accents, in name, folder and details', () => {
  const drafts = [
    exampleDraft({ name: 'Café Vertical v2.mp4' }),
    exampleDraft({ name: 'cafe-wide.mp4', details: { campaign: 'Frühling' } }),
    exampleDraft({ name: 'tea.mp4', path: '/exports/cafe/tea.mp4' }),
  ]
  const found = (search: string): string[] => names(draftsInView(drafts, { ...view, search })).sort()
  expect(found('CAFE')).toEqual(['Café Vertical v2.mp4', 'cafe-wide.mp4', 'tea.mp4'])
  expect(found('v2 café')).toEqual(['Café Vertical v2.mp4'])
  expect(found('fruhling')).toEqual(['cafe-wide.mp4'])
  expect(found('coffee')).toEqual([])
})

it('does not find an upload by the folder in which Hookline keeps it', () => {
  const upload = exampleDraft({ origin: 'upload', path: '/library/uploads/x/draft.mp4' })
  expect(draftsInView([upload], { ...view, search: 'uploads' })).toEqual([])
})

it('counts numbers in names: cut 2 comes before cut 10', () => {
  const drafts = ['cut 10.mp4', 'cut 2.mp4', 'Cut 1.mp4'].map((name) => exampleDraft({ name }))
  const sorted = draftsInView(drafts, { search: '', sortBy: 'name', descending: false })
  expect(names(sorted)).toEqual(['Cut 1.mp4', 'cut 2.mp4', 'cut 10.mp4'])
})

it('puts drafts without the value last, in both directions, and loses none', () => {
  const score = fc.option(fc.integer({ min: 1, max: 100 }))
  const draft = score.map((overall) =>
    exampleDraft({
      scores:
        overall === null
          ? null
          : { platform: 'tiktok', overall, hook: overall, content: null, cta: overall, provisional: false },
    }),
  )
  fc.assert(
    fc.property(fc.array(draft), fc.constantFrom(...sortKeys), fc.boolean(), (drafts, sortBy, descending) => {
      const sorted = draftsInView(drafts, { search: '', sortBy, descending })
      expect(new Set(sorted)).toEqual(new Set(drafts))
      if (sortBy !== 'overall') return
      const values = sorted.map(({ scores }) => scores?.overall ?? null)
      const judged = values.filter((value) => value !== null)
      expect(values.slice(0, judged.length)).toEqual(judged.toSorted((a, b) => (descending ? b - a : a - b)))
    }),
  )
})

it('tells the gain on the previous export only between settled scores for one platform', () => {
  const scores = exampleDraft({}).scores!
  const previous = exampleDraft({ scores: { ...scores, overall: 61 } })
  const now = exampleDraft({ previousId: previous.id, scores: { ...scores, overall: 68 } })
  const gain = (before: Draft, after: Draft): number | null => gainOnPrevious(after, before)
  expect(gain(previous, now)).toBe(7)
  expect(gain({ ...previous, scores: { ...scores, provisional: true } }, now)).toBeNull()
  expect(gain({ ...previous, scores: { ...scores, platform: 'reels' } }, now)).toBeNull()
  expect(gain({ ...previous, scores: null }, now)).toBeNull()
})
