import { useEffect, useMemo, useState } from 'react'
import type { Draft } from '../../shared/contract/drafts.ts'
import type { Measurement } from '../../shared/contract/measurement.ts'
import type { Progress } from '../../shared/contract/progress.ts'
import type { Score } from '../../shared/contract/score.ts'
import { useHost } from '../host/host-context.tsx'
import type { FrameClock } from './player/frame-clock.ts'
import { readResource } from './read-resource.ts'
import { extremesOf } from './timeline/extremes.ts'
import { thumbnailStrip } from './timeline/thumbnails.ts'
import { timelineData, timelineFacts, type TimelineData } from './timeline/timeline-data.ts'
import { unpackWaveform } from './timeline/waveform-picture.ts'
import { useAnswer, type Answer } from './use-answer.ts'

/** The facts of a draft; `progress` while they are measured anew, as after an update of Hookline. */
export function useMeasurement(draft: Draft): Answer<Measurement> & { progress: Progress | null } {
  const host = useHost()
  const [progress, setProgress] = useState<Progress | null>(null)
  const answer = useAnswer(draft.state === 'scored' ? draft.id : null, async (signal) => {
    const measurement = await host.call(
      'draftMeasurement',
      { id: draft.id },
      {
        signal,
        onEvent: (event) => {
          if (event.type === 'progress' && !signal.aborted) setProgress(event.progress)
        },
      },
    )
    // Reading the facts of a long draft fills a task of its own; they are drawn in the next.
    await new Promise((resolve) => setTimeout(resolve))
    return measurement
  })
  return { ...answer, progress: answer.key === null ? progress : null }
}

/** Thumbnails are decoded this high; lanes draw them smaller. */
const thumbnailHeightPx = 84

/** What the timeline draws; curves and marks first, pictures and waveform as they come. */
export function useTimelineData(
  draft: Draft,
  measurement: Measurement | null,
  clock: FrameClock | null,
  score: Score | null,
): TimelineData | null {
  const host = useHost()
  const key = measurement ? draft.id : null
  const thumbnails = useAnswer(key, async (signal) =>
    thumbnailStrip(
      await readResource(host, { draftId: draft.id, kind: 'thumbnails' }, signal),
      thumbnailHeightPx,
    ),
  )
  const waveform = useAnswer(measurement?.audio ? key : null, async (signal) => {
    const packed = await readResource(host, { draftId: draft.id, kind: 'waveform' }, signal)
    const { least, greatest } = unpackWaveform(packed)
    return extremesOf(least, greatest)
  })
  const strip = thumbnails.value
  useEffect(() => () => strip?.close(), [strip])

  const facts = useMemo(() => measurement && timelineFacts(measurement), [measurement])
  const [marked, setMarked] = useState(score)
  // A score for another platform comes a moment later: the marks of the last one stay until then.
  if (score && score !== marked) setMarked(score)
  return useMemo(
    () => facts && clock && timelineData(facts, clock, marked, strip, waveform.value),
    [facts, clock, marked, strip, waveform.value],
  )
}
