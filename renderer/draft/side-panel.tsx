import { createContext, memo, use, useRef, useState, type RefObject } from 'react'
import type { Draft } from '../../shared/contract/drafts.ts'
import type { ErrorData } from '../../shared/contract/errors.ts'
import type { Evidence, Score } from '../../shared/contract/score.ts'
import { ErrorSentence } from '../ui/error-sentence.tsx'
import { FittingTabs, type FittingTab } from '../ui/fitting-tabs.tsx'
import { CoverPanel } from './cover/cover-panel.tsx'
import { DetailsPanel } from './details/details-panel.tsx'
import { ForecastPanel } from './forecast/forecast-panel.tsx'
import { ChecksPanel } from './scores/checks-panel.tsx'
import { CompliancePanel, overLimits } from './scores/compliance-panel.tsx'
import { MusicPanel } from './music/music-panel.tsx'
import { SoundPanel } from './sound/sound-panel.tsx'
import type { Player } from './player/player.ts'
import { TranscriptPanel } from './transcript/transcript-panel.tsx'
import { useShortcuts } from '../ui/shortcuts.ts'
import { MarksPanel } from './scores/marks-panel.tsx'
import { ScoreRow } from './scores/score-row.tsx'
import type { LaneNote } from './timeline/lane.ts'
import type { TimelineData } from './timeline/timeline-data.ts'
import styles from './draft-screen.module.css'

export interface SidePanelProps {
  draft: Draft
  /** What the scores rest on comes a moment later. */
  hasTabs: boolean
  score: Score | null
  error: ErrorData | null
  platformLabel: string
  selectedCheckId: string | null
  player: Player
  seek: (timeS: number) => void
  showEvidence: (evidence: Evidence) => void
  pressNote: (note: LaneNote) => void
  marksChanged: () => void
}

/** What the timeline shows, for the list of its marks: the rest of the panel is not drawn anew when a part of it arrives. */
export const TimelineDataContext = createContext<TimelineData | null>(null)

/** The field in which the transcript is searched, which a key goes to. */
const SearchFieldContext = createContext<RefObject<HTMLInputElement | null> | null>(null)

/** The scores, and below them what they rest on. */
export const SidePanel = memo(function SidePanel(props: SidePanelProps) {
  const { draft, score, error } = props
  return (
    <aside className={styles.panel} aria-label="Scores">
      <ScoreRow score={score} draft={draft} />
      {error && (
        <div className={styles.panelError}>
          <ErrorSentence error={error} />
        </div>
      )}
      {props.hasTabs && <AboutDraft {...props} />}
    </aside>
  )
})

function AboutDraft(props: SidePanelProps) {
  const [tab, setTab] = useState('checks')
  const searchField = useRef<HTMLInputElement>(null)
  useShortcuts('Transcript', [
    {
      keys: 'Mod+F',
      label: 'Search in what is said',
      run() {
        setTab('transcript')
        // The field is there once its tab is drawn.
        requestAnimationFrame(() => searchField.current?.focus())
      },
    },
  ])
  return (
    <SearchFieldContext value={searchField}>
      <FittingTabs label="About this draft" tabs={tabsOf(props)} selected={tab} onSelect={setTab} />
    </SearchFieldContext>
  )
}

function tabsOf(props: SidePanelProps): FittingTab[] {
  const { draft, score, platformLabel, seek } = props
  const account = (draft.details ?? draft.sidecar)?.account ?? null
  const waiting = <Waiting draft={draft} />
  return [
    {
      id: 'checks',
      label: 'Checks',
      panel: score ? (
        <ChecksPanel
          draft={draft}
          score={score}
          account={account}
          selectedCheckId={props.selectedCheckId}
          seek={seek}
          showEvidence={props.showEvidence}
          marksChanged={props.marksChanged}
        />
      ) : (
        waiting
      ),
    },
    {
      id: 'compliance',
      label: platformLabel || 'Platform',
      badge: { count: overLimits(score), words: 'over the limit' },
      panel: score ? <CompliancePanel score={score} platformLabel={platformLabel} /> : waiting,
    },
    {
      id: 'forecast',
      label: 'Forecast',
      panel: score ? <ForecastPanel draft={draft} platform={score.platform} /> : waiting,
    },
    { id: 'details', label: 'Details', panel: <DetailsPanel draft={draft} score={score} /> },
    {
      id: 'transcript',
      label: 'Transcript',
      panel: <Transcript draft={draft} player={props.player} />,
    },
    {
      id: 'cover',
      label: 'Cover',
      panel: score && !score.provisional ? <Covers draft={draft} score={score} seek={seek} /> : waiting,
    },
    { id: 'sound', label: 'Sound', panel: <SoundOfTimeline draft={draft} seek={seek} /> },
    { id: 'music', label: 'Music', panel: <MusicPanel draft={draft} /> },
    { id: 'marks', label: 'Marks', panel: <Marks draft={draft} press={props.pressNote} /> },
  ]
}

function Covers({ draft, score, seek }: { draft: Draft; score: Score; seek: (timeS: number) => void }) {
  const data = use(TimelineDataContext)
  return data ? (
    <CoverPanel draft={draft} covers={score.covers} clock={data.clock} seek={seek} />
  ) : (
    <Waiting draft={draft} />
  )
}

function Marks({ draft, press }: { draft: Draft; press: (note: LaneNote) => void }) {
  const data = use(TimelineDataContext)
  return data ? <MarksPanel data={data} press={press} /> : <Waiting draft={draft} />
}

function Transcript(props: { draft: Draft; player: Player }) {
  const data = use(TimelineDataContext)
  const searchField = use(SearchFieldContext)
  return data ? (
    <TranscriptPanel {...props} searchField={searchField} measurement={data.measurement} />
  ) : (
    <Waiting draft={props.draft} />
  )
}

function SoundOfTimeline({ draft, seek }: { draft: Draft; seek: (timeS: number) => void }) {
  const data = use(TimelineDataContext)
  return data ? (
    <SoundPanel draftId={draft.id} measurement={data.measurement} seek={seek} />
  ) : (
    <Waiting draft={draft} />
  )
}

function Waiting({ draft }: { draft: Draft }) {
  const isOver = draft.state === 'failed' || draft.state === 'cancelled'
  return (
    <p className={styles.waiting}>
      {isOver
        ? 'There is nothing to show: the draft was not measured.'
        : 'This appears as soon as it is measured.'}
    </p>
  )
}
