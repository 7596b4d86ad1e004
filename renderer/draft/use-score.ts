import { useState } from 'react'
import type { Draft } from '../../shared/contract/drafts.ts'
import type { PlatformId, Score } from '../../shared/contract/score.ts'
import { useHost } from '../host/host-context.tsx'
import { useDrafts, useSettings } from '../state/app-state-context.tsx'
import { useAnswer } from '../host/use-answer.ts'
import type { ErrorData } from '../../shared/contract/errors.ts'

/**
 * The score of a draft for a platform: the provisional one as soon as it is known, then the settled, and anew after
 * whatever it depends on has changed.
 *
 * @param revision counts changes that no event tells of
 */
export function useScore(
  draft: Draft,
  platform: PlatformId,
  revision: number,
): { score: Score | null; error: ErrorData | null } {
  const host = useHost()
  const { partWeights, checkWeights } = useSettings(({ settings }) => settings)
  const known = useDrafts(({ provisionalById }) => provisionalById.get(draft.id))
  const [heard, setHeard] = useState<Score | null>(null)
  const { id, state, details, sidecar, captions, scores } = draft
  const depends = [
    id,
    platform,
    state,
    details,
    sidecar,
    captions,
    scores?.provisional,
    partWeights,
    checkWeights,
    revision,
  ]
  const isAskable = state === 'scored' || state === 'measuring' || state === 'waiting'
  const answer = useAnswer(isAskable ? JSON.stringify(depends) : null, (signal) =>
    host.call(
      'draftScore',
      { id, platform },
      {
        signal,
        onEvent: (event) => {
          if (event.type === 'provisional' && !signal.aborted) setHeard(event.score)
        },
      },
    ),
  )
  // Of a draft that was cancelled or failed an early guess would look like a result.
  const provisional = state === 'waiting' || state === 'measuring' ? (known ?? heard) : null
  return { score: answer.value ?? provisional, error: state === 'scored' ? answer.error : null }
}
