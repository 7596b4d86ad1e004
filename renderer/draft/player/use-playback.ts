import { useMemo, useState } from 'react'
import type { Draft, Playback } from '../../../shared/contract/drafts.ts'
import type { Progress } from '../../../shared/contract/progress.ts'
import { useHost } from '../../host/host-context.tsx'
import { readResource } from '../../host/read-resource.ts'
import { useAnswer, type Answer } from '../../host/use-answer.ts'

export interface Playable {
  playback: Playback
  /** Presentation time of each frame, s. */
  times: Float64Array
}

export interface PlaybackAnswer extends Answer<Playable> {
  /** How far the copy that plays is, or the measuring anew. */
  progress: Progress | null
  /** Nothing plays until a copy is made. */
  waitsForCopy: boolean
  /** Presentation time of each frame, s; there before anything plays. */
  times: Float64Array | null
}

/** How a draft is played, and how far its proxy is while one is made. */
export function usePlayback(draft: Draft): PlaybackAnswer {
  const host = useHost()
  const [progress, setProgress] = useState<Progress | null>(null)
  const isMeasured = draft.state === 'scored'
  const key = isMeasured ? `${draft.id} ${draft.fileState}` : null
  const playback = useAnswer(key, (signal) =>
    host.call(
      'playback',
      { id: draft.id },
      {
        signal,
        onEvent: (event) => {
          if (event.type === 'progress' && !signal.aborted) setProgress(event.progress)
        },
      },
    ),
  )
  const times = useAnswer(
    key,
    async (signal) =>
      new Float64Array(await readResource(host, { draftId: draft.id, kind: 'frame-times' }, signal)),
  )
  const value = useMemo(
    () => playback.value && times.value && { playback: playback.value, times: times.value },
    [playback.value, times.value],
  )
  const isRendered = progress?.stage === 'rendering' || progress?.stage === 'waiting'
  return {
    value,
    error: playback.error ?? times.error,
    key: playback.key,
    progress: playback.key === null ? progress : null,
    waitsForCopy: isRendered && playback.value === null,
    times: times.value,
  }
}
