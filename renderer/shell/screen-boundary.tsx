import { Component, type ReactNode } from 'react'
import { errorToData, type ErrorData } from '../../shared/contract/errors.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorSentence } from '../ui/error-sentence.tsx'

/** A defect of one screen leaves the rest of the page working. */
export class ScreenBoundary extends Component<{ children: ReactNode }, { error: ErrorData | null }> {
  override state = { error: null as ErrorData | null }

  static getDerivedStateFromError(thrown: unknown): { error: ErrorData } {
    return { error: errorToData(thrown) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <EmptyState
        title="This screen stopped"
        actions={<Button onPress={() => window.location.reload()}>Load it anew</Button>}
      >
        <ErrorSentence error={error} />
      </EmptyState>
    )
  }
}
