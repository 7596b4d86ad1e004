import { ListX } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { useHost } from '../host/host-context.tsx'
import { useAnswer } from '../host/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSentence } from '../ui/error-sentence.tsx'
import { ListScreen } from '../ui/list-screen.tsx'
import { Select } from '../ui/select.tsx'
import { plural } from '../ui/wording.ts'
import { HistoryEmpty } from './history-empty.tsx'
import { ImportButton } from './import-button.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { offered } from './importing.ts'
import { PostTable } from './post-table.tsx'
import { firstView, postsInView } from './posts-in-view.ts'
import { SourcesDialog } from './sources-dialog.tsx'
import styles from './history.module.css'

/** What was published and how it did: imported from exports, linked to the drafts that it was. */
export default function HistoryScreen() {
  const host = useHost()
  const [asked, setAsked] = useState(0)
  const [view, setView] = useState(firstView)
  const [showsSources, setShowsSources] = useState(false)
  const file = useStore(offered, (now) => now.file)
  useEffect(
    () =>
      host.onEvent(({ type }) => {
        if (type === 'history-changed' || type === 'library-changed') setAsked((count) => count + 1)
      }),
    [host],
  )
  const { value: history, error } = useAnswer(`history ${asked}`, (signal) =>
    host.call('history', {}, { signal }),
  )
  const posts = useMemo(() => postsInView(history?.posts ?? [], view), [history, view])
  const dialogs = (
    <>
      {file && <ImportDialog key={`${file.name} ${file.lastModified}`} file={file} />}
      {showsSources && history && <SourcesDialog history={history} onClose={() => setShowsSources(false)} />}
    </>
  )

  if (error) return <ErrorSentence error={error} />
  if (!history) return null
  if (history.posts.length === 0 && history.accounts.length === 0) {
    return (
      <>
        <HistoryEmpty />
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
          <span className={styles.quiet}>{plural(posts.length, 'post')}</span>
        </>
      }
      actions={
        <>
          <Button icon={<ListX aria-hidden />} onPress={() => setShowsSources(true)}>
            Imports and accounts
          </Button>
          <ImportButton />
        </>
      }
    >
      <PostTable posts={posts} accounts={history.accounts} view={view} onView={setView} />
      {dialogs}
    </ListScreen>
  )
}
