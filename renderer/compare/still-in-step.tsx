import { useCallback, useMemo } from 'react'
import type { Draft } from '../../shared/contract/drafts.ts'
import { evenClock, frameClock } from '../../shared/frame-clock.ts'
import { useHost } from '../host/host-context.tsx'
import { readResource } from '../host/read-resource.ts'
import { useAnswer } from '../host/use-answer.ts'
import { Still, type FollowFrame } from '../ui/still.tsx'
import type { InStep } from './in-step.ts'

/** The exact frame of a render at the time that all have in common, until a copy of it plays. */
export function StillInStep({ draft, inStep }: { draft: Draft; inStep: InStep }) {
  const host = useHost()
  const { id, video } = draft
  const { value: times } = useAnswer(
    id,
    async (signal) =>
      new Float64Array(await readResource(host, { draftId: id, kind: 'frame-times' }, signal)),
  )
  const clock = useMemo(
    () => (times && times.length > 0 ? frameClock(times, video?.durationS ?? 0) : evenClock(1, 1)),
    [times, video],
  )
  const follow = useCallback<FollowFrame>(
    (want) => {
      const tell = (): void => want(clock.frameAt(inStep.timeS()))
      tell()
      return inStep.subscribe(tell)
    },
    [clock, inStep],
  )
  return <Still draft={draft} follow={follow} />
}
