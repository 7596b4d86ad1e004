import { allLanes } from '../timeline/all-lanes.ts'
import type { LaneNote } from '../timeline/lane.ts'
import type { TimelineData } from '../timeline/timeline-data.ts'
import { spanLabel } from './check-item.tsx'
import styles from './scores.module.css'

/** Everything on the timeline that has a name and a time, as a list to walk through. */
export function MarksPanel({ data, press }: { data: TimelineData; press: (note: LaneNote) => void }) {
  const marks = allLanes
    .flatMap((lane) => lane.marks(data).map((note) => ({ note, lane: lane.label })))
    .sort((a, b) => a.note.startS - b.note.startS || a.note.endS - b.note.endS)
  if (marks.length === 0) return <p className={styles.quiet}>No cuts, faults or evidence were found.</p>
  return (
    <ol className={styles.plain} aria-label="Marks in the order of their times">
      {marks.map(({ note, lane }, index) => (
        <li key={index}>
          <button type="button" className={styles.seek} onClick={() => press(note)}>
            <span className={styles.seekTime}>{spanLabel(note.startS, note.endS)}</span>{' '}
            {lane === 'Evidence' ? note.title : `${lane}: ${note.title}`}
            {lane !== 'Evidence' && note.detail && <span className={styles.quiet}> {note.detail}</span>}
          </button>
        </li>
      ))}
    </ol>
  )
}
