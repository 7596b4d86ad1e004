import { FileX2, FileClock } from 'lucide-react'
import type { Draft } from '../../shared/contract/drafts.ts'
import { useAppState } from '../state/app-state-context.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorSentence } from '../ui/error-sentence.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import styles from './draft-screen.module.css'

/** How far the draft is, or what is wrong with it, in one line under its name; nothing when all is well. */
export function DraftState({ draft }: { draft: Draft }) {
  const { host, drafts, notices } = useAppState()
  const change = (name: 'cancelDraft' | 'retryDraft'): void => {
    host.call(name, { id: draft.id }).then(
      (now) => drafts.changed(now),
      (thrown: unknown) => notices.tellError(thrown),
    )
  }
  if (draft.progress) {
    return (
      <div className={styles.state}>
        <ProgressBar progress={draft.progress} />
        <Button look="quiet" onPress={() => change('cancelDraft')}>
          Cancel
        </Button>
      </div>
    )
  }
  if (draft.state === 'failed' || draft.state === 'cancelled') {
    return (
      <div className={styles.state}>
        {draft.error ? <ErrorSentence error={draft.error} /> : <p>The measuring was cancelled.</p>}
        <Button onPress={() => change('retryDraft')}>Try again</Button>
      </div>
    )
  }
  if (draft.fileState === 'missing') {
    return (
      <p className={styles.state}>
        <FileX2 aria-hidden />
        The file is no longer at {draft.path}. Scores and pictures that were kept stay; put it back to play
        it.
      </p>
    )
  }
  if (draft.fileState === 'changed') {
    return (
      <p className={styles.state}>
        <FileClock aria-hidden />
        The file has changed since it was measured. Scores belong to the export before; add the file again to
        score the new one.
      </p>
    )
  }
  return null
}
