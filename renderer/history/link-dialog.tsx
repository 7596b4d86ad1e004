import { useState } from 'react'
import type { HistoryPost } from '../../shared/contract/history.ts'
import { useAppState, useDrafts } from '../state/app-state-context.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Select } from '../ui/select.tsx'

const howTold = {
  hand: 'You said so.',
  sidecar: 'The details of the draft name the post.',
  title: 'Title and length are the same.',
}

/** Says which draft a post was, that none was it, or leaves it to what follows by itself. */
export function LinkDialog({ post, onClose }: { post: HistoryPost; onClose: () => void }) {
  const { host, perform } = useAppState()
  const byId = useDrafts((drafts) => drafts.byId)
  const drafts = [...byId.values()].filter(({ state }) => state === 'scored')
  const [chosen, setChosen] = useState<string | null>(post.link?.draftId ?? null)

  async function link(draftId: string | null | undefined): Promise<void> {
    const before = post.link?.how === 'hand' ? post.link.draftId : undefined
    const call = async (id: string | null | undefined): Promise<void> => {
      await host.call('linkPost', { postId: post.id, ...(id !== undefined && { draftId: id }) })
    }
    onClose()
    const label = draftId ? 'Link a post to its draft' : 'Unlink a post'
    await perform({ label, run: () => call(draftId), undo: () => call(before) })
  }

  return (
    <Dialog
      title="Which draft was it?"
      isOpen
      onClose={onClose}
      actions={
        <>
          {post.link && <Button onPress={() => void link(null)}>None of them</Button>}
          {post.link?.how === 'hand' && <Button onPress={() => void link(undefined)}>By itself</Button>}
          <Button look="primary" isDisabled={chosen === null} onPress={() => void link(chosen)}>
            Link
          </Button>
        </>
      }
    >
      <p>{post.title || 'Without a title'}</p>
      {post.link && <p>{howTold[post.link.how]}</p>}
      {drafts.length === 0 ? (
        <p>There is no scored draft in the library yet.</p>
      ) : (
        <Select
          label="Draft"
          value={chosen}
          options={drafts.map(({ id, name }) => ({ id, label: name }))}
          onChange={setChosen}
        />
      )}
    </Dialog>
  )
}
