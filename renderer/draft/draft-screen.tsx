import { useCallback, useDeferredValue, useState } from 'react'
import type { Draft } from '../../shared/contract/drafts.ts'
import type { Evidence, PlatformId } from '../../shared/contract/score.ts'
import { addressOfRoute } from '../route.ts'
import { useDraft, useDrafts, useSettings } from '../state/app-state-context.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { DraftHead } from './draft-head.tsx'
import { DraftState } from './draft-state.tsx'
import type { PointedAt } from './player/box-overlay.tsx'
import { PlayerView } from './player/player-view.tsx'
import { usePlayerKeys } from './player/use-player-keys.ts'
import { usePlayback } from './player/use-playback.ts'
import { SidePanel, TimelineDataContext } from './side-panel.tsx'
import { TimelineDock } from './timeline-dock.tsx'
import { useDeck } from './use-deck.ts'
import { useMeasurement, useTimelineData } from './use-timeline-data.ts'
import { useScore } from './use-score.ts'
import type { LaneNote } from './timeline/lane.ts'
import styles from './draft-screen.module.css'

/** One draft: its picture beside its scores, and everything measured on one timeline. */
export default function DraftScreen({ id }: { id: string }) {
  const draft = useDraft(id)
  const listed = useDrafts((state) => state.listed)
  if (draft) return <OneDraft draft={draft} />
  if (!listed) return null
  return (
    <EmptyState
      title="This draft is not in the library"
      actions={<a href={addressOfRoute({ screen: 'library' })}>Back to the library</a>}
    >
      <p>It may have been removed; undo brings it back.</p>
    </EmptyState>
  )
}

function OneDraft({ draft }: { draft: Draft }) {
  const usual = useSettings(({ settings }) => settings.platform)
  const platforms = useSettings((state) => state.platforms)
  const [chosen, setPlatform] = useState<PlatformId | null>(null)
  const [revision, setRevision] = useState(0)
  const [marksChanged] = useState(() => () => setRevision((count) => count + 1))
  const [selectedCheckId, setSelectedCheckId] = useState<string | null>(null)
  const [pointedAt, setPointedAt] = useState<PointedAt | null>(null)
  const platform = chosen ?? usual

  // Asked for first: the scores of the list stand until the draft's own come.
  const measurement = useMeasurement(draft)
  const { score, error: scoreError } = useScore(draft, platform, revision)
  const playback = usePlayback(draft)
  const { player, clock, viewStore } = useDeck(measurement.value, playback.times)
  const data = useTimelineData(draft, measurement.value, clock, score)
  usePlayerKeys(player, measurement.value?.transitions ?? [])

  // Name, scores and places are drawn at once, controls in slices between which the page answers.
  const hasControls = useDeferredValue(true, false)

  const pressNote = useCallback(
    (note: LaneNote): void => {
      player.seekToTime(note.startS)
      setPointedAt(note.box ? { ...note, box: note.box, label: note.detail } : null)
      if (note.checkId) setSelectedCheckId(note.checkId)
    },
    [player],
  )

  const showEvidence = useCallback(
    ({ startS, endS, note, box }: Evidence): void => {
      player.seekToTime(startS)
      setPointedAt(box ? { startS, endS, box, label: note } : null)
    },
    [player],
  )

  return (
    <div className={styles.screen}>
      <DraftHead draft={draft} platform={platform} setPlatform={hasControls ? setPlatform : null} />
      <DraftState draft={draft} />
      <div className={styles.upper}>
        <PlayerView
          draft={draft}
          player={player}
          playback={playback}
          hasControls={hasControls}
          platform={platforms.find((one) => one.id === platform) ?? null}
          pointedAt={pointedAt}
        />
        <TimelineDataContext value={data}>
          <SidePanel
            draft={draft}
            hasTabs={hasControls}
            score={score}
            error={scoreError ?? measurement.error}
            platformLabel={platforms.find((one) => one.id === platform)?.label ?? ''}
            selectedCheckId={selectedCheckId}
            player={player}
            seek={player.seekToTime}
            showEvidence={showEvidence}
            pressNote={pressNote}
            marksChanged={marksChanged}
          />
        </TimelineDataContext>
      </div>
      <TimelineDock
        draft={draft}
        data={data}
        progress={measurement.progress}
        player={player}
        viewStore={viewStore}
        onNotePressed={pressNote}
      />
    </div>
  )
}
