import { useState } from 'react'
import { historyPlatforms } from '../../shared/contract/history.ts'
import { useAnswer } from '../host/use-answer.ts'
import { useAppState } from '../state/app-state-context.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorSentence } from '../ui/error-sentence.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { plural } from '../ui/wording.ts'
import { ColumnMappingTable } from './column-mapping-table.tsx'
import { askToImport, offered, performImport, type ToldOfExport } from './importing.ts'
import styles from './history.module.css'

const platformLabels = { tiktok: 'TikTok', instagram: 'Instagram', youtube: 'YouTube', facebook: 'Facebook' }

/** What an export would bring, with all that can be corrected before it comes in. */
export function ImportDialog({ file }: { file: File }) {
  const state = useAppState()
  const [told, setTold] = useState<ToldOfExport>({})
  const [typed, setTyped] = useState({ account: '', asOf: '' })
  const [isImporting, setIsImporting] = useState(false)
  const { value, error, key } = useAnswer(JSON.stringify(told), () => askToImport(state, file, told, true))
  const look = error && key === JSON.stringify(told) ? null : value
  const close = (): void => offered.setState({ file: null })
  const tell = (more: ToldOfExport): void => setTold({ ...told, ...more })
  const takeTyped = (): void => {
    const account = typed.account.trim()
    const asOf = typed.asOf.trim()
    const more: ToldOfExport = { ...told }
    delete more.account
    delete more.asOf
    if (account) more.account = account
    if (isDay(asOf)) more.asOf = asOf
    setTold(more)
  }
  const asOfIsWrong = typed.asOf.trim() !== '' && !isDay(typed.asOf.trim())

  async function take(): Promise<void> {
    setIsImporting(true)
    if (await performImport(state, file, told)) close()
    else setIsImporting(false)
  }

  return (
    <Dialog
      title={`Import ${file.name}`}
      isOpen
      onClose={close}
      size="wide"
      actions={
        <>
          <Button onPress={close}>Don’t import</Button>
          <Button
            look="primary"
            isDisabled={!look || look.rows.posts === 0 || isImporting}
            onPress={() => void take()}
          >
            {look ? `Import ${plural(look.rows.posts, 'post')}` : 'Import'}
          </Button>
        </>
      }
    >
      {error && <ErrorSentence error={error} />}
      {look && (
        <p className={styles.summary}>
          {look.source},{' '}
          {look.accounts.map(({ name, isNew }) => `${name}${isNew ? ' (new)' : ''}`).join(', ')}:{' '}
          {plural(look.posts.added, 'new post')}, {look.posts.updated} with new figures,{' '}
          {look.posts.unchanged} known already.
        </p>
      )}
      <div className={styles.told}>
        <TextField
          label="Whose posts"
          value={typed.account}
          placeholder={look?.accounts.map(({ name }) => name).join(', ') ?? 'Name of the account'}
          onChange={(account) => setTyped({ ...typed, account })}
          onBlur={takeTyped}
          onSubmit={takeTyped}
        />
        <TextField
          label="Figures of (YYYY-MM-DD)"
          value={typed.asOf}
          placeholder={look?.asOf.date ?? ''}
          error={asOfIsWrong ? 'A day is written YYYY-MM-DD.' : undefined}
          onChange={(asOf) => setTyped({ ...typed, asOf })}
          onBlur={takeTyped}
          onSubmit={takeTyped}
        />
        <Select
          label="Platform"
          value={told.platform ?? look?.platform ?? null}
          options={historyPlatforms.map((id) => ({ id, label: platformLabels[id] }))}
          onChange={(platform) => tell({ platform })}
        />
        <Select
          label="Dates such as 03/04"
          value={told.dateOrder ?? look?.reading.dateOrder ?? null}
          placeholder="None"
          options={[
            { id: 'day-first', label: 'Day first' },
            { id: 'month-first', label: 'Month first' },
          ]}
          onChange={(dateOrder) => tell({ dateOrder })}
        />
      </div>
      {look && (
        <>
          {look.notes.length > 0 && (
            <ul className={styles.notes}>
              {look.notes.map(({ code, message }) => (
                <li key={code}>{message}</li>
              ))}
            </ul>
          )}
          <h3 className={styles.heading}>What the columns are</h3>
          <ColumnMappingTable
            columns={look.columns}
            onChange={(mapping) => tell({ mapping: { ...told.mapping, ...mapping } })}
          />
          <h3 className={styles.heading}>
            {look.leftOut.length === 0 ? 'Every row and cell could be read' : 'Left out'}
          </h3>
          {look.leftOut.length > 0 && (
            <ul className={styles.leftOut} aria-label="Rows and cells that are left out" tabIndex={0}>
              {look.leftOut.map(({ row, column, reason }, i) => (
                <li key={i}>
                  <b>
                    Row {row}
                    {column === null ? '' : `, ${column}`}
                  </b>{' '}
                  {reason}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Dialog>
  )
}

function isDay(text: string): boolean {
  const time = Date.parse(text)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && Number.isFinite(time)
}
