import { createStore, type StoreApi } from 'zustand/vanilla'
import { errorToData } from '../../shared/contract/errors.ts'

/** A sentence for the person that is not bound to a place on the screen. */
export interface Notice {
  id: number
  kind: 'told' | 'done' | 'error'
  sentence: string
  hint: string | null
  action: { label: string; run(): void } | null
}

export interface NoticesStore extends StoreApi<{ notices: readonly Notice[] }> {
  /** @returns the notice's id */
  tell(sentence: string, options?: Partial<Pick<Notice, 'kind' | 'hint' | 'action'>>): number
  /** What was thrown, with its hint; that the person cancelled is no news to them. */
  tellError: (thrown: unknown) => void
  dismiss(id: number): void
}

const shownAtOnce = 4

export function createNoticesStore(): NoticesStore {
  const store = createStore<{ notices: readonly Notice[] }>(() => ({ notices: [] }))
  let nextId = 1

  const tell: NoticesStore['tell'] = (sentence, { kind = 'told', hint = null, action = null } = {}) => {
    const id = nextId++
    store.setState(({ notices }) => {
      const others = notices.filter((one) => one.sentence !== sentence)
      return { notices: [...others, { id, kind, sentence, hint, action }].slice(-shownAtOnce) }
    })
    return id
  }
  return Object.assign(store, {
    tell,
    tellError(thrown: unknown) {
      const { code, message, hint } = errorToData(thrown)
      if (code !== 'cancelled') tell(message, { kind: 'error', hint })
    },
    dismiss: (id: number) =>
      store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
  })
}
