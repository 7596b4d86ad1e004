import { expect, it } from 'vitest'
import type { Draft } from '../../shared/contract/drafts.ts'
import { createDraftsStore } from '../../renderer/state/drafts.ts'
import { exampleDraft } from './example-draft.ts'

const known = (store: ReturnType<typeof createDraftsStore>): Draft[] => [...store.getState().byId.values()]

it('keeps what an event told while the list was on its way: an older answer must not turn a draft back', () => {
  const store = createDraftsStore()
  const before = exampleDraft({ name: 'a.mp4', state: 'measuring' })
  const take = store.reading()
  store.changed({ ...before, state: 'scored' })
  take([before])
  expect(known(store)).toEqual([{ ...before, state: 'scored' }])
})

it('shows a draft that was added while the list was on its way, and not one that went', () => {
  const store = createDraftsStore()
  const [stays, goes, comes] = [exampleDraft({}), exampleDraft({}), exampleDraft({})]
  const take = store.reading()
  store.gone(goes.id)
  store.changed(comes)
  take([stays, goes])
  expect(known(store).map(({ id }) => id)).toEqual([stays.id, comes.id])
})

it('forgets on a new reading what went while the connection was away', () => {
  const store = createDraftsStore()
  const [stays, went] = [exampleDraft({}), exampleDraft({})]
  store.changed(went)
  store.reading()([stays])
  expect(known(store)).toEqual([stays])
})

it('holds each of two readings to its own events', () => {
  const store = createDraftsStore()
  const draft = exampleDraft({ state: 'waiting' })
  const takeFirst = store.reading()
  store.changed({ ...draft, state: 'measuring' })
  const takeSecond = store.reading()
  takeFirst([draft])
  takeSecond([{ ...draft, state: 'scored' }])
  expect(known(store)[0]?.state).toBe('scored')
})
