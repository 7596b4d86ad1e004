import { EmptyState } from '../ui/empty-state.tsx'

/** Renders side by side. */
export default function CompareScreen({ ids }: { ids: readonly string[] }) {
  if (ids.length < 2)
    return (
      <EmptyState title="Compare renders">
        <p>Select two to six drafts in the library, then choose Compare.</p>
      </EmptyState>
    )
  return null
}
