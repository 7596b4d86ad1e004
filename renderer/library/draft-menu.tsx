import { useAppState, useDraft } from '../state/app-state-context.tsx'
import { MenuAt } from '../ui/menu.tsx'
import { goTo } from '../route.ts'
import { isBusy, removeDrafts, retryDraft } from './library-actions.ts'

export type OpenDraftMenu = (at: { id: string; anchor: Element }) => void

/** What else can be done with a draft; one menu for all rows. */
export function DraftMenu({ id, anchor, onClose }: Parameters<OpenDraftMenu>[0] & { onClose: () => void }) {
  const state = useAppState()
  const draft = useDraft(id)
  if (!draft) return null
  return (
    <MenuAt
      label={`More for ${draft.name}`}
      anchor={anchor}
      onClose={onClose}
      actions={[
        { id: 'open', label: 'Open', run: () => goTo({ screen: 'draft', id }) },
        {
          id: 'again',
          label: 'Measure again',
          isDisabled: isBusy(draft),
          run: () => void retryDraft(state, id),
        },
        { id: 'remove', label: 'Remove', danger: true, run: () => void removeDrafts(state, [draft]) },
      ]}
    />
  )
}
