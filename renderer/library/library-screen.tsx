import { addressOfRoute } from '../route.ts'
import { useDrafts } from '../state/app-state-context.tsx'

export default function LibraryScreen() {
  const drafts = useDrafts(({ byId }) => byId)
  return (
    <ul>
      {[...drafts.values()].map((draft) => (
        <li key={draft.id}>
          <a href={addressOfRoute({ screen: 'draft', id: draft.id })}>{draft.name}</a>
        </li>
      ))}
    </ul>
  )
}
