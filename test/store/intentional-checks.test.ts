import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { IntentionalMark } from '../../shared/contract/intentional.ts'
import { intentionalCheckStore, type IntentionalCheckStore } from '../../electron/store/intentional-checks.ts'
import { openLibrary, type Library } from '../../electron/store/library.ts'
import { temporaryFolder } from '../host/hookline.ts'

describe('checks marked as intentional', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let library: Library
  let store: IntentionalCheckStore
  const draft: IntentionalMark = { scope: 'draft', subject: '/a.mp4', checkId: 'opening-black' }
  const brand: IntentionalMark = { scope: 'brand', subject: 'Acme', checkId: 'opening-black' }

  beforeEach(() => {
    folder = temporaryFolder()
    library = openLibrary(folder.path)
    store = intentionalCheckStore(library)
  })
  afterEach(() => {
    library.close()
    folder.remove()
  })

  it('count for their draft alone, those of a brand for all its drafts', () => {
    store.change(draft, true)
    expect(store.checksFor('/a.mp4', null)).toEqual(['opening-black'])
    expect(store.checksFor('/b.mp4', null)).toEqual([])
    store.change(brand, true)
    expect(store.checksFor('/b.mp4', 'Acme')).toEqual(['opening-black'])
    expect(store.checksFor('/b.mp4', 'Other')).toEqual([])
  })

  it('of a brand can be unmarked for one draft', () => {
    store.change(brand, true)
    store.change(draft, false)
    expect(store.checksFor('/a.mp4', 'Acme')).toEqual([])
    expect(store.checksFor('/b.mp4', 'Acme')).toEqual(['opening-black'])
  })

  it('can be undone and redone, in any number of steps', () => {
    const step = fc.record({
      scope: fc.constantFrom('draft' as const, 'brand' as const),
      subject: fc.constantFrom('a', 'b'),
      checkId: fc.constantFrom('x', 'y'),
    })
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.boolean()), { maxLength: 12 }), (steps) => {
        library.database.exec('DELETE FROM intentional_changes')
        const states = [store.list()]
        for (const [mark, intentional] of steps)
          if (store.change(mark, intentional)) states.push(store.list())
        for (let i = states.length - 2; i >= 0; i--) {
          store.undo()
          expect(store.list()).toEqual(states[i])
        }
        expect(store.undo()).toBeNull()
        for (let i = 1; i < states.length; i++) {
          store.redo()
          expect(store.list()).toEqual(states[i])
        }
        expect(store.redo()).toBeNull()
      }),
      { numRuns: 60 },
    )
  })

  it('forget what was undone when something new is done', () => {
    store.change(draft, true)
    store.undo()
    store.change(brand, true)
    expect(store.redo()).toBeNull()
    expect(store.list()).toEqual([brand])
  })
})
