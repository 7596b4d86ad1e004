import { ListX, Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { HistoryView } from '../../shared/contract/history-page.ts'
import { useHost } from '../host/host-context.tsx'
import { useAnswer } from '../host/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSentence } from '../ui/error-sentence.tsx'
import { ListScreen } from '../ui/list-screen.tsx'
import { Select } from '../ui/select.tsx'
import { plural } from '../ui/wording.ts'
import { AddPostDialog } from './add-post-dialog.tsx'
import { HistoryEmpty } from './history-empty.tsx'
import { ImportButton } from './import-button.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { offered } from './importing.ts'
import { PostTable } from './post-table.tsx'
import { SourcesDialog } from './sources-dialog.tsx'
import styles from './history.module.css'

const firstView: HistoryView = {
  search: '',
  account: 'all',
  only: 'all',
  sortBy: 'published',
  descending: true,
}
const filters = [
  { id: 'all', label: 'All posts' },
  { id: 'linked', label: 'With their draft' },
  { id: 'not-linked', label: 'Without a draft' },
  { id: 'forecast', label: 'Forecast, and known' },
] as const
/** Rows are asked for in steps of so many, with as many before those in sight: more at once hold the page up. */
const step = 30

/** What was published and how it did: imported from exports, linked to the drafts that it was. */
export default function HistoryScreen() {
  const host = useHost()
  const [asked, setAsked] = useState(0)
  const [view, setView] = useState(firstView)
  const [firstInSight, setFirstInSight] = useState(0)
  const [dialog, setDialog] = useState<'sources' | 'add' | null>(null)
  const file = useStore(offered, (now) => now.file)
  useEffect(
    () =>
      host.onEvent(({ type }) => {
        if (type === 'history-changed' || type === 'library-changed') setAsked((count) => count + 1)
      }),
    [host],
  )
  const first = Math.max(0, Math.floor(firstInSight / step) * step - step)
  const question = { ...view, first, count: 5 * step }
  const { value: history, error } = useAnswer(JSON.stringify([asked, question]), (signal) =>
    host.call('historyPage', question, { signal }),
  )
  const close = (): void => setDialog(null)
  const dialogs = (
    <>
      {file && <ImportDialog key={`${file.name} ${file.lastModified}`} file={file} />}
      {dialog === 'sources' && history && <SourcesDialog history={history} onClose={close} />}
      {dialog === 'add' && history && <AddPostDialog accounts={history.accounts} onClose={close} />}
    </>
  )

  if (error) return <ErrorSentence error={error} />
  if (!history) return null
  if (history.all === 0 && history.accounts.length === 0) {
    return (
      <>
        <HistoryEmpty onAdd={() => setDialog('add')} />
        {dialogs}
      </>
    )
  }
  const accounts = [
    { id: 'all', label: 'All accounts' },
    ...history.accounts.map(({ id, name, platform }) => ({ id, label: `${name} · ${platform}` })),
  ]
  return (
    <ListScreen
      title="History"
      searchLabel="Search posts"
      search={view.search}
      onSearch={(search) => setView({ ...view, search })}
      told={
        <>
          <Select
            label="Account"
            labelHidden
            value={accounts.some(({ id }) => id === view.account) ? view.account : 'all'}
            options={accounts}
            onChange={(account) => setView({ ...view, account })}
          />
          <Select
            label="Which posts"
            labelHidden
            value={view.only}
            options={filters}
            onChange={(only) => setView({ ...view, only })}
          />
          <span className={styles.quiet}>{plural(history.total, 'post')}</span>
        </>
      }
      actions={
        <>
          <Button icon={<ListX aria-hidden />} onPress={() => setDialog('sources')}>
            Imports and accounts
          </Button>
          <Button icon={<Plus aria-hidden />} onPress={() => setDialog('add')}>
            Note a post
          </Button>
          <ImportButton />
        </>
      }
    >
      <PostTable page={history} view={view} onView={setView} onSight={setFirstInSight} />
      {dialogs}
    </ListScreen>
  )
}
