import { createContext, memo, use } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import type { Draft } from '../../shared/contract/drafts.ts'
import type { ErrorData } from '../../shared/contract/errors.ts'
import type { Score } from '../../shared/contract/score.ts'
import { ErrorSentence } from '../ui/error-sentence.tsx'
import { DetailsPanel } from './details/details-panel.tsx'
import { ChecksPanel } from './scores/checks-panel.tsx'
import { CompliancePanel, overLimits } from './scores/compliance-panel.tsx'
import { MusicPanel } from './music/music-panel.tsx'
import { SoundPanel } from './sound/sound-panel.tsx'
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
  seek: (timeS: number) => void
  pressNote: (note: LaneNote) => void
  marksChanged: () => void
}

/** What the timeline shows, for the list of its marks: the rest of the panel is not drawn anew when a part of it arrives. */
export const TimelineDataContext = createContext<TimelineData | null>(null)

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
  const { draft, score, platformLabel } = props
  const over = overLimits(score)
  const account = (draft.details ?? draft.sidecar)?.account ?? null
  return (
    <Tabs className={styles.tabs!}>
      <TabList className={styles.tabList!} aria-label="About this draft">
        <Tab id="checks" className={styles.tab!}>
          Checks
        </Tab>
        <Tab id="compliance" className={styles.tab!}>
          {platformLabel || 'Platform'}
          {over > 0 && <span className={styles.count}>{over} over</span>}
        </Tab>
        <Tab id="details" className={styles.tab!}>
          Details
        </Tab>
        <Tab id="sound" className={styles.tab!}>
          Sound
        </Tab>
        <Tab id="music" className={styles.tab!}>
          Music
        </Tab>
        <Tab id="marks" className={styles.tab!}>
          Marks
        </Tab>
      </TabList>
      <TabPanel id="checks" className={styles.tabPanel!}>
        {score ? (
          <ChecksPanel
            draft={draft}
            score={score}
            account={account}
            selectedCheckId={props.selectedCheckId}
            seek={props.seek}
            marksChanged={props.marksChanged}
          />
        ) : (
          <Waiting draft={draft} />
        )}
      </TabPanel>
      <TabPanel id="compliance" className={styles.tabPanel!}>
        {score ? <CompliancePanel score={score} platformLabel={platformLabel} /> : <Waiting draft={draft} />}
      </TabPanel>
      <TabPanel id="details" className={styles.tabPanel!}>
        <DetailsPanel draft={draft} score={score} />
      </TabPanel>
      <TabPanel id="sound" className={styles.tabPanel!}>
        <SoundOfTimeline draft={draft} seek={props.seek} />
      </TabPanel>
      <TabPanel id="music" className={styles.tabPanel!}>
        <MusicPanel draft={draft} />
      </TabPanel>
      <TabPanel id="marks" className={styles.tabPanel!}>
        <Marks draft={draft} press={props.pressNote} />
      </TabPanel>
    </Tabs>
  )
}

function Marks({ draft, press }: { draft: Draft; press: (note: LaneNote) => void }) {
  const data = use(TimelineDataContext)
  return data ? <MarksPanel data={data} press={press} /> : <Waiting draft={draft} />
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
