import { useState } from 'react'
import { scorePartIds } from '../../shared/contract/score.ts'
import { useDrafts } from '../state/app-state-context.tsx'
import { ScoreNumber } from '../ui/score.tsx'
import { Select } from '../ui/select.tsx'
import { difference, partLabels } from '../ui/wording.ts'
import styles from './settings.module.css'

/** The scores of one draft with the weights as they are, and how far that is from when the screen was opened. */
export function WeightsEffect() {
  const byId = useDrafts((state) => state.byId)
  const [chosen, setChosen] = useState<string | null>(null)
  const [before] = useState(() => new Map([...byId].map(([id, { scores }]) => [id, scores])))
  const scored = [...byId.values()]
    .filter(({ state }) => state === 'scored')
    .toSorted((a, b) => b.addedAt.localeCompare(a.addedAt))
  const draft = scored.find(({ id }) => id === chosen) ?? scored[0]
  if (!draft?.scores) return null
  const { scores } = draft
  const then = before.get(draft.id)
  return (
    <div className={styles.effect}>
      <Select
        label="Effect on"
        value={draft.id}
        options={scored.map(({ id, name }) => ({ id, label: name }))}
        onChange={setChosen}
      />
      <dl className={styles.effectScores} aria-live="polite">
        {(['overall', ...scorePartIds] as const).map((part) => {
          const [now, earlier] = [scores[part], then?.[part]]
          const label = part === 'overall' ? 'Overall' : partLabels[part]
          return (
            <div key={part}>
              <dt>{label}</dt>
              <dd>
                <ScoreNumber score={now} label={label} />
                {now !== null && earlier != null && now !== earlier && (
                  <span className={styles.hint}> {difference(now - earlier)}</span>
                )}
              </dd>
            </div>
          )
        })}
      </dl>
    </div>
  )
}
