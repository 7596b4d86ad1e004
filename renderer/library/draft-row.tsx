import { RotateCcw, X } from 'lucide-react'
import { useState } from 'react'
import type { Draft } from '../../shared/contract/drafts.ts'
import { useHost } from '../host/host-context.tsx'
import { addressOfRoute, goTo } from '../route.ts'
import { useAppState } from '../state/app-state-context.tsx'
import { IconButton } from '../ui/button.tsx'
import { useNowMs } from '../ui/clock.ts'
import { ErrorSentence } from '../ui/error-sentence.tsx'
import { Menu } from '../ui/menu.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { ScoreNumber } from '../ui/score.tsx'
import { difference, duration, frameRate } from '../ui/wording.ts'
import { addedWhen } from './added-when.ts'
import { cancelDraft, retryDraft } from './library-actions.ts'
import { gainOnPrevious } from './library-view.ts'
import columns from './columns.module.css'
import styles from './draft-row.module.css'

/** One draft in the library. */
export function DraftRow({
  draft,
  byId,
  remove,
}: {
  draft: Draft
  byId: ReadonlyMap<string, Draft>
  remove: (draft: Draft) => void
}) {
  const state = useAppState()
  const { id, name, video, scores, progress } = draft
  const failed = draft.state === 'failed' ? draft.error : null
  const busy = draft.state === 'waiting' || draft.state === 'measuring'
  const canRetry = draft.state === 'failed' || draft.state === 'cancelled'
  return (
    <div className={`${columns.row} ${styles.row}`}>
      <div className={`${columns.what} ${styles.what} ${failed ? styles.failed : ''}`}>
        <Poster draft={draft} />
        <div className={styles.words}>
          <a
            className={styles.name}
            href={addressOfRoute({ screen: 'draft', id })}
            title={name}
            // The row is where the keyboard is; Enter opens from there.
            tabIndex={-1}
          >
            {name}
          </a>
          {failed ? <ErrorSentence error={failed} /> : <Below draft={draft} byId={byId} />}
        </div>
      </div>
      {!failed && (
        <>
          <div className={`${columns.format} ${styles.format}`}>
            {video && (
              <>
                <span>{duration(video.durationS)}</span>
                <span className={styles.quiet}>
                  {video.displayWidth}×{video.displayHeight}
                  {video.fps !== null && `, ${frameRate(video.fps)}`}
                </span>
              </>
            )}
          </div>
          <div className={columns.scores}>
            {scores ? (
              (['overall', 'hook', 'content', 'cta'] as const).map((part) => (
                <ScoreNumber
                  key={part}
                  label={scoreLabels[part]}
                  score={scores[part]}
                  provisional={scores.provisional}
                />
              ))
            ) : (
              <span className={styles.noScores}>{draft.state === 'cancelled' && 'Cancelled'}</span>
            )}
          </div>
        </>
      )}
      <div className={styles.tools}>
        {busy && (
          <IconButton label={`Cancel ${name}`} onPress={() => void cancelDraft(state, id)}>
            <X />
          </IconButton>
        )}
        {canRetry && (
          <IconButton label={`Try ${name} again`} onPress={() => void retryDraft(state, id)}>
            <RotateCcw />
          </IconButton>
        )}
        <Menu
          label={`More for ${name}`}
          actions={[
            { id: 'open', label: 'Open', run: () => goTo({ screen: 'draft', id }) },
            { id: 'again', label: 'Measure again', isDisabled: busy, run: () => void retryDraft(state, id) },
            { id: 'remove', label: 'Remove', danger: true, run: () => remove(draft) },
          ]}
        />
      </div>
      {progress && busy && (
        <div className={styles.progress}>
          <ProgressBar progress={progress} />
        </div>
      )}
    </div>
  )
}

const scoreLabels = { overall: 'Overall', hook: 'Hook', content: 'Content', cta: 'Call to action' }

/** When it came, what happened to its file, and how it stands against the export before it. */
function Below({ draft, byId }: { draft: Draft; byId: ReadonlyMap<string, Draft> }) {
  const { id, previousId, fileState } = draft
  const gain = gainOnPrevious(draft, byId)
  const nowMs = useNowMs()
  return (
    <span className={styles.below}>
      <span>{addedWhen(draft.addedAt, nowMs)}</span>
      {draft.origin === 'watched' && <span>watched folder</span>}
      {draft.origin === 'sample' && <span>sample</span>}
      {fileState === 'missing' && <span className={styles.warning}>file missing</span>}
      {fileState === 'changed' && <span className={styles.warning}>file changed since it was measured</span>}
      {gain !== null && previousId && (
        <a tabIndex={-1} href={addressOfRoute({ screen: 'compare', ids: [previousId, id] })}>
          {difference(gain)} against the previous export
        </a>
      )}
    </span>
  )
}

function Poster({ draft }: { draft: Draft }) {
  const host = useHost()
  const [failedFor, setFailedFor] = useState<Draft['state'] | null>(null)
  const known = draft.state === 'scored' || draft.video !== null
  return (
    <span className={styles.poster}>
      {known && failedFor !== draft.state && (
        <img
          src={host.addressOf({ draftId: draft.id, kind: 'poster' })}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setFailedFor(draft.state)}
        />
      )}
    </span>
  )
}
