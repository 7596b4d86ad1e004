import { startTransition, useEffect, useRef, useState, type SetStateAction } from 'react'
import { errorToData, type ErrorData } from '../../shared/contract/errors.ts'

/** What came of the last question; while the next is on its way the last answer stays. */
export interface Answer<Value> {
  value: Value | null
  error: ErrorData | null
  /** What `key` the value or error belongs to. */
  key: string | null
}

/**
 * Asks again whenever `key` changes, and gives up what it asked before.
 *
 * @param key null: there is nothing to ask yet
 */
export function useAnswer<Value>(
  key: string | null,
  ask: (signal: AbortSignal) => Promise<Value>,
): Answer<Value> {
  const [answer, setAnswer] = useState<Answer<Value>>({ value: null, error: null, key: null })
  const asking = useRef(ask)
  useEffect(() => {
    asking.current = ask
  })
  useEffect(() => {
    if (key === null) return
    const controller = new AbortController()
    const { signal } = controller
    const take = (next: SetStateAction<Answer<Value>>): void => {
      // What a long draft fills the screen with is laid out in slices between which the page answers.
      if (!signal.aborted) startTransition(() => setAnswer(next))
    }
    asking.current(signal).then(
      (value) => take({ value, error: null, key }),
      (thrown: unknown) => take(({ value }) => ({ value, error: errorToData(thrown), key })),
    )
    return () => controller.abort()
  }, [key])
  return answer
}
