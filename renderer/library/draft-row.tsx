import { EllipsisVertical, RotateCcw, X } from 'lucide-react'
import { memo, useState } from 'react'
import type { Draft } from '../../shared/contract/drafts.ts'
import { useHost } from '../host/host-context.tsx'
import { addressOfRoute } from '../route.ts'
import { useAppState, useDrafts } from '../state/app-state-context.tsx'
import { useNowMs } from '../ui/clock.ts'
import { ErrorSentence } from '../ui/error-sentence.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { ScoreNumber } from '../ui/score.tsx'
import { difference, duration, frameRate } from '../ui/wording.ts'
import { addedWhen } from './added-when.ts'
import type { OpenDraftMenu } from './draft-menu.tsx'
import { cancelDraft, isBusy, retryDraft } from './library-actions.ts'
import { gainOnPrevious } from './library-view.ts'
import { RowButton } from '../ui/row-button.tsx'
import columns from './columns.module.css'
import styles from './draft-row.module.css'

/** One draft in the library. */
export const DraftRow = memo(function DraftRow({
  draft,
  isAt,
  openMenu,
}: {
  draft: Draft
  /** The keyboard is at this row: its buttons are the next it goes to. */
  isAt: boolean
  openMenu: OpenDraftMenu
}) {
  const state = useAppState()
  const { id, name, video, scores, progress } = draft
  const failed = draft.state === 'failed' ? draft.error : null
  const busy = isBusy(draft)
  const canRetry = draft.state === 'failed' || draft.state === 'cancelled'
  return (
    <div className={`${columns.row} ${styles.row} ${isOfFixedHeight(draft) ? styles.fixed : styles.free}`}>
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
          {failed ? <ErrorSentence error={failed} /> : <Below draft={draft} />}
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
          <RowButton isSkipped={!isAt} label={`Cancel ${name}`} onPress={() => void cancelDraft(state, id)}>
            <X />
          </RowButton>
        )}
        {canRetry && (
          <RowButton isSkipped={!isAt} label={`Try ${name} again`} onPress={() => void retryDraft(state, id)}>
            <RotateCcw />
          </RowButton>
        )}
        <RowButton
          isSkipped={!isAt}
          label={`More for ${name}`}
          opensMenu
          onPress={(anchor) => openMenu({ id, anchor })}
        >
          <EllipsisVertical />
        </RowButton>
      </div>
      {progress && busy && (
        <div className={styles.progress}>
          <ProgressBar progress={progress} />
        </div>
      )}
    </div>
  )
})

/** Whether the style sheet fixes the height of a draft's row; one with a sentence or a bar is as high as those need. */
export function isOfFixedHeight({ state }: Draft): boolean {
  return state === 'scored' || state === 'cancelled'
}

const scoreLabels = { overall: 'Overall', hook: 'Hook', content: 'Content', cta: 'Call to action' }

const fileStates = { missing: 'file missing', changed: 'file changed since it was measured' }

/** When it came, what happened to its file, and how it stands against the export before it. */
function Below({ draft }: { draft: Draft }) {
  const { id, previousId, fileState, video } = draft
  const gain = useDrafts(({ byId }) =>
    gainOnPrevious(draft, previousId === null ? undefined : byId.get(previousId)),
  )
  const nowMs = useNowMs()
  return (
    <span className={styles.below}>
      <span>{addedWhen(draft.addedAt, nowMs)}</span>
      {video && <span className={styles.durationBelow}>{duration(video.durationS)}</span>}
      {draft.origin === 'watched' && <span>watched folder</span>}
      {draft.origin === 'sample' && <span>sample</span>}
      {fileState !== 'there' && (
        <span className={styles.warning} title={fileStates[fileState]}>
          {fileStates[fileState]}
        </span>
      )}
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
