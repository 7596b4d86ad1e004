import { memo, useMemo, useState } from 'react'
import type { Draft } from '../../../shared/contract/drafts.ts'
import type { IntentionalMark } from '../../../shared/contract/intentional.ts'
import { scorePartIds, type Evidence, type Score, type ScorePartId } from '../../../shared/contract/score.ts'
import { useSettings } from '../../state/app-state-context.tsx'
import { Button } from '../../ui/button.tsx'
import { MenuAt, type MenuAction } from '../../ui/menu.tsx'
import { partLabels } from '../../ui/wording.ts'
import { CheckItem, type OpenCheckMenu } from './check-item.tsx'
import { orderedChecks } from './order-checks.ts'
import { useIntentional } from './use-intentional.ts'
import { WarningsList } from './warnings-list.tsx'
import styles from './scores.module.css'

export interface ChecksPanelProps {
  draft: Draft
  score: Score
  account: string | null
  selectedCheckId: string | null
  seek: (timeS: number) => void
  showEvidence: (evidence: Evidence) => void
  /** Marks have changed: the score is asked for anew. */
  marksChanged: () => void
}

const filters = ['all', ...scorePartIds] as const

/** All checks, what would gain most first; then what was not judged, and what the measuring had to warn of. */
export const ChecksPanel = memo(function ChecksPanel({
  draft,
  score,
  account,
  selectedCheckId,
  seek,
  showEvidence,
  marksChanged,
}: ChecksPanelProps) {
  const [part, setPart] = useState<ScorePartId | 'all'>('all')
  const { marks, mark, unmark } = useIntentional(marksChanged)
  const [menu, setMenu] = useState<Parameters<OpenCheckMenu>[0] | null>(null)
  const checks = useMemo(() => orderedChecks(score, part), [score, part])

  function actionsFor({ check: { id, label } }: Parameters<OpenCheckMenu>[0]): MenuAction[] {
    const markAs = (scope: IntentionalMark['scope'], subject: string, words: string): MenuAction => ({
      id: scope,
      label: `Intentional ${words}`,
      run: () => mark({ scope, subject, checkId: id }, label),
    })
    return [
      markAs('draft', draft.path, 'in this draft'),
      ...(account === null ? [] : [markAs('brand', account, 'for this brand')]),
    ]
  }

  return (
    <>
      <div className={styles.filter} role="group" aria-label="Part of the score">
        {filters.map((id) => (
          <button
            key={id}
            type="button"
            className={styles.filterButton}
            aria-pressed={part === id}
            onClick={() => setPart(id)}
          >
            {id === 'all' ? 'All' : partLabels[id]}
          </button>
        ))}
      </div>
      <ol className={styles.checks} aria-label="Checks, what would gain most first">
        {checks.map((check) => (
          <CheckItem
            key={check.id}
            check={check}
            isSelected={check.id === selectedCheckId}
            openMenu={score.provisional ? null : setMenu}
            showEvidence={showEvidence}
          />
        ))}
      </ol>
      {menu && (
        <MenuAt
          label={`More for ${menu.check.label}`}
          anchor={menu.anchor}
          onClose={() => setMenu(null)}
          actions={actionsFor(menu)}
        />
      )}
      <NotJudged score={score} marks={marks} subjects={[draft.path, account]} unmark={unmark} />
      <WarningsList warnings={score.warnings} seek={seek} />
    </>
  )
})

interface NotJudgedProps {
  score: Score
  marks: readonly IntentionalMark[]
  subjects: readonly (string | null)[]
  unmark: (mark: IntentionalMark, label: string) => void
}

/** What was not judged, and why: it counts neither for nor against the draft. */
function NotJudged({ score, marks, subjects, unmark }: NotJudgedProps) {
  const labels = useSettings(({ rubric }) => rubric?.checks)
  if (score.omitted.length === 0) return null
  return (
    <section className={styles.notJudged} aria-label="Not judged">
      <h2 className={styles.heading}>Not judged: neither for nor against the draft</h2>
      <ul className={styles.plain}>
        {score.omitted.map(({ id, reason }) => {
          const label = labels?.find((check) => check.id === id)?.label ?? id
          const own = marks.filter((mark) => mark.checkId === id && subjects.includes(mark.subject))
          return (
            <li key={id} className={styles.omitted}>
              <span>
                {label} <span className={styles.quiet}>{reason}</span>
              </span>
              {own.map((mark) => (
                <Button key={mark.scope} look="quiet" onPress={() => unmark(mark, label)}>
                  Judge again
                </Button>
              ))}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
