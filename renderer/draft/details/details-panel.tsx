import { useId, useState } from 'react'
import type { Draft } from '../../../shared/contract/drafts.ts'
import type { ComplianceResult, DraftDetails, Score } from '../../../shared/contract/score.ts'
import { useAppState } from '../../state/app-state-context.tsx'
import { Button } from '../../ui/button.tsx'
import { detailsOf, followed, textOf, type DetailsText } from './details-text.ts'
import styles from './details.module.css'

/** The fields in the order in which one fills them in; `limit`: the check of compliance that counts them. */
const fields: readonly {
  id: keyof DetailsText
  label: string
  hint?: string
  lines?: number
  limit?: string
}[] = [
  { id: 'title', label: 'Title', limit: 'title' },
  { id: 'caption', label: 'Caption', lines: 3, limit: 'caption' },
  { id: 'hashtags', label: 'Hashtags', hint: 'Separated by spaces', limit: 'hashtags' },
  { id: 'description', label: 'Description', lines: 2, limit: 'description' },
  { id: 'keywords', label: 'Keywords', hint: 'Separated by commas' },
  { id: 'account', label: 'Account', hint: 'Names the brand in “intentional for this brand”' },
  { id: 'campaign', label: 'Campaign' },
  { id: 'plannedAt', label: 'Planned for' },
]

/** What will be published with the draft; saved when a field is left, and can be undone. */
export function DetailsPanel({ draft, score }: { draft: Draft; score: Score | null }) {
  const { host, drafts, perform } = useAppState()
  const shown = draft.details ?? draft.sidecar
  const [text, setText] = useState(() => textOf(shown))
  const [base, setBase] = useState(shown)
  if (JSON.stringify(base) !== JSON.stringify(shown)) {
    setText(followed(text, textOf(base), textOf(shown)))
    setBase(shown)
  }

  async function set(details: DraftDetails | null): Promise<void> {
    drafts.changed(await host.call('setDetails', { id: draft.id, details }))
  }
  function change(details: DraftDetails | null, label: string): void {
    const before = draft.details
    void perform({ label, run: () => set(details), undo: () => set(before) })
  }
  function save(): void {
    const details = detailsOf(text)
    if (JSON.stringify(details) === JSON.stringify(detailsOf(textOf(shown)))) return
    change(details, `change the details of ${draft.name}`)
  }

  return (
    <form
      className={styles.form}
      aria-label="Details"
      onSubmit={(event) => event.preventDefault()}
      onBlur={save}
    >
      <Origin draft={draft} takeSidecar={() => change(null, 'take the details of the file')} />
      {fields.map(({ id, limit, ...field }) => (
        <Field
          key={id}
          {...field}
          isTime={id === 'plannedAt'}
          value={text[id]}
          onChange={(value) => setText({ ...text, [id]: value })}
          onSubmit={save}
          result={score?.compliance.find((one) => one.id === limit) ?? null}
        />
      ))}
    </form>
  )
}

/** Where the details come from. */
function Origin({ draft, takeSidecar }: { draft: Draft; takeSidecar: () => void }) {
  const file = `${draft.name}.hookline.json`
  if (!draft.sidecar) return null
  return (
    <p className={styles.origin}>
      {draft.details === null
        ? `Read from ${file} beside the draft. What you change here counts instead.`
        : `Entered here; ${file} beside the draft no longer counts.`}
      {draft.details !== null && (
        <Button look="quiet" onPress={takeSidecar}>
          Take those of the file
        </Button>
      )}
    </p>
  )
}

interface FieldProps {
  label: string
  hint?: string
  lines?: number
  isTime: boolean
  value: string
  onChange: (value: string) => void
  onSubmit: () => void
  result: ComplianceResult | null
}

function firstLarge(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const localTime = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)?$/

function Field({ label, hint, lines, isTime, value, onChange, onSubmit, result }: FieldProps) {
  const id = useId()
  const isCounted = result !== null && result.status !== 'not-judged' && result.measured !== null
  const said = [
    ...(isCounted ? [`${result.measured} · ${result.limit}`] : []),
    ...(result && !isCounted ? [firstLarge(result.limit)] : []),
    ...(hint ? [hint] : []),
  ]
  const common = {
    id,
    value,
    className: styles.input,
    'aria-describedby': `${id}-said`,
    'data-status': result?.status,
  }
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {lines ? (
        <textarea {...common} rows={lines} onChange={({ target }) => onChange(target.value)} />
      ) : (
        <input
          {...common}
          type={isTime && localTime.test(value) ? 'datetime-local' : 'text'}
          onChange={({ target }) => onChange(target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') onSubmit()
          }}
        />
      )}
      <span id={`${id}-said`} className={styles.said} data-status={result?.status}>
        {said.join('. ')}
        {result?.status === 'fail' && result.fix && ` ${result.fix}`}
      </span>
    </div>
  )
}
