import { useDraft } from '../state/app-state-context.tsx'
import { ErrorSentence } from '../ui/error-sentence.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { ScoreRing } from '../ui/score.tsx'

/** One draft: how far it is and what it scored. */
export default function DraftScreen({ id }: { id: string }) {
  const draft = useDraft(id)
  if (!draft) return <p>This draft is not in the library.</p>
  const { scores, progress, error } = draft
  return (
    <>
      <h1>{draft.name}</h1>
      {progress && <ProgressBar progress={progress} />}
      {error && <ErrorSentence error={error} />}
      {scores && <ScoreRing score={scores.overall} label="Overall" provisional={scores.provisional} />}
    </>
  )
}
