import { useState } from 'react'
import type { HistoryPage } from '../../shared/contract/history-page.ts'
import type { HistoryPost } from '../../shared/contract/history.ts'
import { useAppState, useDrafts } from '../state/app-state-context.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './history.module.css'

/** Notes a post that is out and that no export has told of yet, so that its first views can be. */
export function AddPostDialog({
  accounts,
  onClose,
}: {
  accounts: HistoryPage['accounts']
  onClose: () => void
}) {
  const { host, notices, commands } = useAppState()
  const byId = useDrafts((drafts) => drafts.byId)
  const drafts = [...byId.values()].filter(({ state }) => state === 'scored')
  const [told, setTold] = useState({ address: '', title: '', account: '', draft: 'none', at: localNow() })
  const isWhen = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2})?$/.test(told.at.trim())
  const tell = (more: Partial<typeof told>): void => setTold({ ...told, ...more })

  async function add(): Promise<void> {
    try {
      const post: HistoryPost = await host.call('addPost', {
        address: told.address.trim(),
        publishedAt: told.at.trim().replace(' ', 'T'),
        ...(told.title.trim() && { title: told.title.trim() }),
        ...(told.account.trim() && { account: told.account.trim() }),
        ...(told.draft !== 'none' && { draftId: told.draft }),
      })
      // It is taken back with the imports, not by undo.
      commands.forget()
      notices.tell(`Noted: ${post.title || told.address}. Its first views can be told in its row.`, {
        kind: 'done',
      })
      onClose()
    } catch (thrown) {
      notices.tellError(thrown)
    }
  }

  return (
    <Dialog
      title="Note a post that is out"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Don’t note it</Button>
          <Button
            look="primary"
            isDisabled={told.address.trim() === '' || !isWhen}
            onPress={() => void add()}
          >
            Note it
          </Button>
        </>
      }
    >
      <p className={styles.summary}>
        For a post that no export has told of yet. The export that comes later knows it by its address.
      </p>
      <div className={styles.fields}>
        <TextField
          label="Address of the post"
          type="url"
          value={told.address}
          placeholder="https://www.youtube.com/shorts/…"
          onChange={(address) => tell({ address })}
        />
        <TextField
          label="Published (YYYY-MM-DD HH:MM)"
          value={told.at}
          error={isWhen ? undefined : 'A day is written YYYY-MM-DD, a time HH:MM.'}
          onChange={(at) => tell({ at })}
        />
        <TextField label="Title" value={told.title} onChange={(title) => tell({ title })} />
        <TextField
          label="Account"
          value={told.account}
          placeholder={accounts.map(({ name }) => name).join(', ') || 'Name of the account'}
          onChange={(account) => tell({ account })}
        />
        {drafts.length > 0 && (
          <Select
            label="Draft"
            value={told.draft}
            options={[
              { id: 'none', label: 'None of the library' },
              ...drafts.map(({ id, name }) => ({ id, label: name })),
            ]}
            onChange={(draft) => tell({ draft })}
          />
        )}
      </div>
    </Dialog>
  )
}

function localNow(): string {
  const now = new Date()
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())} ${two(now.getHours())}:${two(now.getMinutes())}`
}
