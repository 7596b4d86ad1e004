import { ArrowLeftToLine, Volume2, VolumeX, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Draft } from '../../shared/contract/drafts.ts'
import { scorePartIds, type Score } from '../../shared/contract/score.ts'
import { useHost } from '../host/host-context.tsx'
import { addressOfRoute } from '../route.ts'
import { IconButton } from '../ui/button.tsx'
import { ErrorSentence } from '../ui/error-sentence.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { ScoreNumber } from '../ui/score.tsx'
import { difference, partLabels } from '../ui/wording.ts'
import styles from './compare.module.css'
import type { InStep } from './in-step.ts'
import { renderTokens } from './render-colours.ts'
import { StillInStep } from './still-in-step.tsx'
import type { RenderParts } from './use-comparison.ts'

interface RenderColumnProps {
  draft: Draft
  index: number
  score: Score | null
  /** Null in the first column: the others are set against it. */
  against: Score | null
  parts: RenderParts | undefined
  inStep: InStep
  hasSound: boolean
  strongestOpening: boolean
  onVideo: (id: string, video: HTMLVideoElement | null) => void
  onSound: () => void
  onFirst: () => void
  onRemove: (() => void) | null
}

/** One render: its picture, its scores, and how far they lie from the first one's. */
export function RenderColumn(props: RenderColumnProps) {
  const { draft, index, score, against, parts, hasSound, strongestOpening } = props
  return (
    <section className={styles.render} aria-label={`Render ${index + 1}: ${draft.name}`}>
      <header className={styles.renderHead}>
        <span className={styles.swatch} style={{ background: `var(${renderTokens[index]})` }} aria-hidden />
        <a className={styles.renderName} href={addressOfRoute({ screen: 'draft', id: draft.id })}>
          {draft.name}
        </a>
        <IconButton
          label={hasSound ? 'Its sound plays' : 'Hear this one'}
          keys={String(index + 1)}
          onPress={props.onSound}
        >
          {hasSound ? <Volume2 /> : <VolumeX />}
        </IconButton>
        {index > 0 && (
          <IconButton label="Set the others against this one" onPress={props.onFirst}>
            <ArrowLeftToLine />
          </IconButton>
        )}
        {props.onRemove && (
          <IconButton label="Leave out of the comparison" onPress={props.onRemove}>
            <X />
          </IconButton>
        )}
      </header>
      <Picture draft={draft} parts={parts} inStep={props.inStep} muted={!hasSound} onVideo={props.onVideo} />
      <dl className={styles.scores}>
        {(['overall', ...scorePartIds] as const).map((part) => {
          const value = scoreOf(score, part)
          const first = scoreOf(against, part)
          const label = part === 'overall' ? 'Overall' : partLabels[part]
          return (
            <div key={part} className={styles.score}>
              <dt>{label}</dt>
              <dd>
                <ScoreNumber score={value} label={label} />
                {value !== null && first !== null && (
                  <span className={styles.difference} title="Against the first render">
                    {difference(value - first)}
                  </span>
                )}
              </dd>
            </div>
          )
        })}
      </dl>
      <p className={styles.remark}>
        {draft.error && <ErrorSentence error={draft.error} />}
        {strongestOpening && <strong>Strongest opening</strong>}
        {index === 0 && !strongestOpening && 'The others are set against this one'}
      </p>
    </section>
  )
}

function scoreOf(score: Score | null, part: 'overall' | (typeof scorePartIds)[number]): number | null {
  if (!score) return null
  return part === 'overall' ? score.overall : score[part].score
}

function Picture({
  draft,
  parts,
  inStep,
  muted,
  onVideo,
}: {
  draft: Draft
  parts: RenderParts | undefined
  inStep: InStep
  muted: boolean
  onVideo: (id: string, video: HTMLVideoElement | null) => void
}) {
  const host = useHost()
  const video = useRef<HTMLVideoElement>(null)
  const [stands, setStands] = useState(false)
  const playback = parts?.playback
  const source = playback && 'value' in playback ? playback.value.source : null
  const progress = parts?.progress ?? null
  useEffect(() => {
    if (source) onVideo(draft.id, video.current)
    return () => onVideo(draft.id, null)
  }, [draft.id, source, onVideo])

  // A copy may take minutes: until it stands on its frame the exact one is read from the draft.
  const [hadStills, setHadStills] = useState(false)
  if (!hadStills && !source && (progress?.stage === 'rendering' || progress?.stage === 'waiting'))
    setHadStills(true)
  return (
    <div className={styles.picture}>
      {source && (
        <video
          ref={video}
          src={host.addressOf({ draftId: draft.id, kind: source })}
          muted={muted}
          playsInline
          preload="auto"
          aria-label={`Picture of ${draft.name}`}
          onLoadedData={({ currentTarget }) => setStands(!currentTarget.seeking)}
          onSeeked={() => setStands(true)}
        />
      )}
      {hadStills && !stands && <StillInStep draft={draft} inStep={inStep} />}
      <div className={styles.pictureWaits}>
        {playback && 'error' in playback && <ErrorSentence error={playback.error} />}
        {progress && <ProgressBar progress={progress} stageLabel="Making a copy that plays" />}
        {draft.progress && <ProgressBar progress={draft.progress} />}
      </div>
    </div>
  )
}
