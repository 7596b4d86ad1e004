import { useEffect, useMemo, useState } from 'react'
import { unpackCurves } from '../../shared/contract/curves.ts'
import type { Draft } from '../../shared/contract/drafts.ts'
import type { MeasurementOutline } from '../../shared/contract/measurement.ts'
import type { Progress } from '../../shared/contract/progress.ts'
import type { Score } from '../../shared/contract/score.ts'
import { useHost } from '../host/host-context.tsx'
import type { FrameClock } from '../../shared/frame-clock.ts'
import { readResource } from '../host/read-resource.ts'
import { drawnCurves } from './timeline/drawn-curves.ts'
import { extremesOf } from './timeline/extremes.ts'
import { thumbnailStrip } from './timeline/thumbnails.ts'
import { timelineData, type TimelineData } from './timeline/timeline-data.ts'
import { unpackWaveform } from './timeline/waveform-picture.ts'
import { useAnswer, type Answer } from '../host/use-answer.ts'

/** The facts of a draft; `progress` while they are measured anew, as after an update of Hookline. */
export function useMeasurement(draft: Draft): Answer<MeasurementOutline> & { progress: Progress | null } {
  const host = useHost()
  const [progress, setProgress] = useState<Progress | null>(null)
  // Words change with the captions that are added.
  const key = draft.state === 'scored' ? JSON.stringify([draft.id, draft.captions]) : null
  const answer = useAnswer(key, (signal) =>
    host.call(
      'draftOutline',
      { id: draft.id },
      {
        signal,
        onEvent: (event) => {
          if (event.type === 'progress' && !signal.aborted) setProgress(event.progress)
        },
      },
    ),
  )
  return { ...answer, progress: answer.key === null ? progress : null }
}

/** Thumbnails are decoded this high; lanes draw them smaller. */
const thumbnailHeightPx = 84

/** What the timeline draws; shots and marks first, curves, pictures and waveform as they come. */
export function useTimelineData(
  draft: Draft,
  measurement: MeasurementOutline | null,
  clock: FrameClock | null,
  score: Score | null,
): TimelineData | null {
  const host = useHost()
  const key = draft.state === 'scored' ? draft.id : null
  const { value: waveform } = useAnswer(key, async (signal) => {
    const packed = await readResource(host, { draftId: draft.id, kind: 'waveform' }, signal)
    const { least, greatest } = unpackWaveform(packed)
    return extremesOf(least, greatest)
  })
  const { value: curves } = useAnswer(key, async (signal) =>
    drawnCurves(unpackCurves(await readResource(host, { draftId: draft.id, kind: 'curves' }, signal))),
  )
  const { value: thumbnails } = useAnswer(key, async (signal) =>
    thumbnailStrip(
      await readResource(host, { draftId: draft.id, kind: 'thumbnails' }, signal),
      thumbnailHeightPx,
    ),
  )
  useEffect(() => () => thumbnails?.close(), [thumbnails])

  const [marked, setMarked] = useState(score)
  // A score for another platform comes a moment later: the marks of the last one stay until then.
  if (score && score !== marked) setMarked(score)
  return useMemo(
    () => measurement && clock && timelineData(measurement, clock, marked, { curves, thumbnails, waveform }),
    [measurement, clock, marked, curves, thumbnails, waveform],
  )
}
