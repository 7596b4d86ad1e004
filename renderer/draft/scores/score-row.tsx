import { useEffect, useRef, useState } from 'react'
import type { Draft } from '../../../shared/contract/drafts.ts'
import { scorePartIds, type Score, type ScorePartId } from '../../../shared/contract/score.ts'
import { WithTooltip } from '../../ui/tooltip.tsx'
import { gradeOf } from '../../ui/score.tsx'
import { partLabels } from '../../ui/wording.ts'
import { Button as AriaButton } from 'react-aria-components/Button'
import styles from './scores.module.css'

const meanings: Readonly<Record<ScorePartId | 'overall', string>> = {
  overall: 'Hook, content and call to action by their weights. A judgement of craft, not a promise of views.',
  hook: 'Whether the first seconds hold a viewer: picture, motion, pace and sound from the first frame on.',
  content: 'Whether what follows is worth staying for: pace, picture, sound, nothing dead in between.',
  cta: 'Whether the ending leaves room for an ask: long enough, steady, legible, audible.',
}

/** The four scores. They keep their places while the provisional ones give way to the settled. */
export function ScoreRow({ score, draft }: { score: Score | null; draft: Draft }) {
  const { scores } = draft
  const isComing = draft.state === 'waiting' || draft.state === 'measuring'
  const of = (id: ScorePartId): number | null | undefined => (score ? score[id].score : scores?.[id])
  const overall = score?.overall ?? scores?.overall
  const provisional = score?.provisional ?? scores?.provisional ?? false
  return (
    <div className={styles.scores} role="group" aria-label={provisional ? 'Provisional scores' : 'Scores'}>
      <OneScore label="Overall" meaning={meanings.overall} value={overall} isComing={isComing} isLarge />
      {scorePartIds.map((id) => (
        <OneScore key={id} label={partLabels[id]} meaning={meanings[id]} value={of(id)} isComing={isComing} />
      ))}
      <p className={styles.provisional} data-shown={provisional}>
        {provisional
          ? 'Provisional: the whole draft is still being measured'
          : 'Craft, not a promise of views'}
      </p>
      <Announcement overall={overall ?? null} provisional={provisional} />
    </div>
  )
}

function OneScore({
  label,
  meaning,
  value,
  isComing,
  isLarge = false,
}: {
  label: string
  meaning: string
  /** Undefined: not there yet; null: not judged. */
  value: number | null | undefined
  isComing: boolean
  isLarge?: boolean
}) {
  const grade = value == null ? 'unjudged' : gradeOf(value)
  const none = isComing ? 'to come' : 'none'
  const word = value === undefined ? none : value === null ? 'not judged' : grade
  return (
    <WithTooltip text={meaning}>
      <AriaButton className={`${styles.score} ${isLarge ? styles.large : ''}`} data-grade={grade}>
        <span className={styles.scoreLabel}>{label}</span>
        <span className={styles.scoreValue}>{value ?? '–'}</span>
        <span className={styles.scoreWord}>{word}</span>
        <span className={styles.meter} aria-hidden>
          <span style={{ width: `${value ?? 0}%` }} />
        </span>
      </AriaButton>
    </WithTooltip>
  )
}

/** Tells a screen reader once when scores have settled; nothing when a settled draft is opened. */
function Announcement({ overall, provisional }: { overall: number | null; provisional: boolean }) {
  const [told, setTold] = useState('')
  const wasProvisional = useRef(provisional)
  useEffect(() => {
    if (wasProvisional.current && !provisional && overall !== null) {
      setTold(`Scores have settled: ${overall} overall, ${gradeOf(overall)}`)
    }
    wasProvisional.current = provisional
  }, [overall, provisional])
  return (
    <span className={styles.heard} role="status">
      {told}
    </span>
  )
}
