import { useState } from 'react'
import type { Draft, Playback } from '../../../shared/contract/drafts.ts'
import type { Progress } from '../../../shared/contract/progress.ts'
import { useHost } from '../../host/host-context.tsx'
import { readResource } from '../read-resource.ts'
import { useAnswer, type Answer } from '../use-answer.ts'

export interface Playable {
  playback: Playback
  /** Presentation time of each frame, s. */
  times: Float64Array
}

/** How a draft is played, and how far its proxy is while one is made. */
export function usePlayback(draft: Draft): Answer<Playable> & { progress: Progress | null } {
  const host = useHost()
  const [progress, setProgress] = useState<Progress | null>(null)
  const isMeasured = draft.state === 'scored'
  const answer = useAnswer(isMeasured ? `${draft.id} ${draft.fileState}` : null, async (signal) => {
    const playback = await host.call(
      'playback',
      { id: draft.id },
      {
        signal,
        onEvent: (event) => {
          if (event.type === 'progress' && !signal.aborted) setProgress(event.progress)
        },
      },
    )
    const bytes = await readResource(host, { draftId: draft.id, kind: 'frame-times' }, signal)
    return { playback, times: new Float64Array(bytes) }
  })
  return { ...answer, progress: answer.key === null ? progress : null }
}
