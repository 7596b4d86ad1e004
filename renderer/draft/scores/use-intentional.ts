import { useCallback, useEffect, useState } from 'react'
import type { IntentionalMark } from '../../../shared/contract/intentional.ts'
import { useAppState } from '../../state/app-state-context.tsx'

export interface Intentional {
  marks: readonly IntentionalMark[]
  mark: (mark: IntentionalMark, label: string) => void
  unmark: (mark: IntentionalMark, label: string) => void
}

const scopeWords: Readonly<Record<IntentionalMark['scope'], string>> = {
  draft: 'in this draft',
  brand: 'for this brand',
}

/** What was marked as meant, and how to change it such that it can be taken back. */
export function useIntentional(changed: () => void): Intentional {
  const { host, perform, notices } = useAppState()
  const [marks, setMarks] = useState<readonly IntentionalMark[]>([])

  const change = useCallback(
    async (action: 'mark' | 'unmark', mark: IntentionalMark): Promise<void> => {
      const output = await host.call('intentional', { action, mark })
      setMarks(output.marks)
      changed()
    },
    [host, changed],
  )
  useEffect(() => {
    const read = host.call('intentional', { action: 'list' })
    read.then(
      (output) => setMarks(output.marks),
      (thrown: unknown) => notices.tellError(thrown),
    )
  }, [host, notices])

  return {
    marks,
    mark: (mark, label) =>
      void perform(
        {
          label: `call “${label}” intentional`,
          run: () => change('mark', mark),
          undo: () => change('unmark', mark),
        },
        `“${label}” counts as intentional ${scopeWords[mark.scope]} and is no longer judged.`,
      ),
    unmark: (mark, label) =>
      void perform(
        {
          label: `judge “${label}” again`,
          run: () => change('unmark', mark),
          undo: () => change('mark', mark),
        },
        `“${label}” is judged again.`,
      ),
  }
}
