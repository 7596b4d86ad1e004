import { useEffect, useState } from 'react'
import { unpackCurves, type Curves } from '../../shared/contract/curves.ts'
import type { Draft, DraftComparison, Playback } from '../../shared/contract/drafts.ts'
import { errorToData, type ErrorData } from '../../shared/contract/errors.ts'
import type { Progress } from '../../shared/contract/progress.ts'
import type { PlatformId } from '../../shared/contract/score.ts'
import { useHost } from '../host/host-context.tsx'
import { readResource } from '../host/read-resource.ts'
import { useDrafts } from '../state/app-state-context.tsx'

export type Loaded<Value> = { value: Value } | { error: ErrorData } | null

/** The comparison of drafts, made anew whenever the scores of one of them change. Null while it is made. */
export function useComparison(ids: readonly string[], platform: PlatformId): Loaded<DraftComparison> {
  const host = useHost()
  const [loaded, setLoaded] = useState<{ of: string; result: Loaded<DraftComparison> }>({
    of: '',
    result: null,
  })
  const named = ids.join(',')
  // Marks, details and weights reach the scores, so the scores say when to compare again.
  const scores = useDrafts(({ byId }) =>
    JSON.stringify(named.split(',').map((id) => [byId.get(id)?.state, byId.get(id)?.scores])),
  )
  useEffect(() => {
    const controller = new AbortController()
    host.call('compareDrafts', { ids: named.split(','), platform }, { signal: controller.signal }).then(
      (value) => setLoaded({ of: named, result: { value } }),
      (thrown: unknown) => {
        if (!controller.signal.aborted) setLoaded({ of: named, result: { error: errorToData(thrown) } })
      },
    )
    return () => controller.abort()
  }, [host, named, platform, scores])
  return loaded.of === named ? loaded.result : null
}

/** What one column needs of its draft; each part comes by itself. */
export interface RenderParts {
  curves: Loaded<Curves>
  playback: Loaded<Playback>
  /** While a copy that the browser can play is made. */
  progress: Progress | null
}

const nothingYet: RenderParts = { curves: null, playback: null, progress: null }

/** Curves and playbacks of drafts, by id. */
export function useRenderParts(drafts: readonly Draft[]): ReadonlyMap<string, RenderParts> {
  const host = useHost()
  const [parts, setParts] = useState<ReadonlyMap<string, RenderParts>>(new Map())
  const scored = drafts
    .filter(({ state }) => state === 'scored')
    .map(({ id }) => id)
    .join(',')
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const change = (id: string, what: Partial<RenderParts>): void => {
      if (signal.aborted) return
      setParts((now) => new Map(now).set(id, { ...(now.get(id) ?? nothingYet), ...what }))
    }
    for (const id of scored.split(',').filter(Boolean)) {
      readResource(host, { draftId: id, kind: 'curves' }, signal).then(
        (packed) => change(id, { curves: { value: unpackCurves(packed) } }),
        (thrown: unknown) => change(id, { curves: { error: errorToData(thrown) } }),
      )
      const onEvent: Parameters<typeof host.call>[2] = {
        signal,
        onEvent: (event) => {
          if (event.type === 'progress') change(id, { progress: event.progress })
        },
      }
      host.call('playback', { id }, onEvent).then(
        (value) => change(id, { playback: { value }, progress: null }),
        (thrown: unknown) => change(id, { playback: { error: errorToData(thrown) }, progress: null }),
      )
    }
    return () => controller.abort()
  }, [host, scored])
  return parts
}
