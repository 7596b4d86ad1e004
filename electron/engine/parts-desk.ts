import type { CallInput } from '../../shared/contract/calls.ts'
import { errorToData, HooklineError, type ErrorData } from '../../shared/contract/errors.ts'
import type { Part, PartId } from '../../shared/contract/parts.ts'
import { downloadPart } from '../parts/download-part.ts'
import { partFolder, type PartFolder } from '../parts/part-folder.ts'
import { sizeOf, type PartDescription } from '../parts/part-description.ts'
import { storeError } from '../store/library.ts'
import type { Announcer } from './announcer.ts'
import type { ScoreCallOptions } from './scoring.ts'
import type { SharedJobs } from './shared-jobs.ts'
import { timeLeft } from './time-left.ts'

/** The parts that a person may fetch. Nothing is asked of the network but by `download`. */
export interface PartsDesk {
  list(): Promise<Part[]>
  /** @throws HooklineError `network_failed`, `download_damaged`, `disk_full`, `folder_not_writable`, `cancelled` when waited for */
  download(input: CallInput<'downloadPart'>, options: ScoreCallOptions): Promise<Part>
  cancel(id: PartId): Promise<Part>
  remove(id: PartId): Promise<Part>
  /** Where a part lies and under which name its results are kept; null: it is not there. */
  installed(id: PartId): InstalledPart | null
  close(): Promise<void>
}

export interface InstalledPart {
  folder: string
  /** The part and its revision. */
  version: string
  /** What its results are said to come from. */
  model: string
}

interface PartsDeskParts {
  library: string
  descriptions: readonly PartDescription[]
  sharedJobs: SharedJobs
  announcer: Announcer
  /** A part has come or gone; what stands on it changes. */
  onChanged: (id: PartId, isThere: boolean) => Promise<void>
}

interface Download {
  ended: Promise<void>
  stop: AbortController
  doneBytes: number
  timeLeftS: number | null
}

const tellEveryMs = 200

export function createPartsDesk({
  library,
  descriptions,
  sharedJobs,
  announcer,
  onChanged,
}: PartsDeskParts): PartsDesk {
  const byId = new Map(descriptions.map((part) => [part.id, part]))
  const running = new Map<PartId, Download>()
  const failures = new Map<PartId, ErrorData>()

  const find = (id: PartId): { part: PartDescription; folder: PartFolder } => {
    const part = byId.get(id)
    if (!part) throw new HooklineError('usage', `There is no part ${id}.`)
    return { part, folder: partFolder(library, part) }
  }

  async function show(id: PartId): Promise<Part> {
    const { part, folder } = find(id)
    const { name, purpose, model, languages, licence, source } = part
    const sizeBytes = sizeOf(part)
    const download = running.get(id)
    const doneBytes = folder.isWhole() ? sizeBytes : (download?.doneBytes ?? (await folder.gatheredBytes()))
    const idle = doneBytes > 0 ? 'begun' : 'absent'
    return {
      ...{ id, name, purpose, model, languages, licence, source, sizeBytes, doneBytes },
      state: folder.isWhole() ? 'installed' : download ? 'downloading' : idle,
      timeLeftS: download?.timeLeftS ?? null,
      error: folder.isWhole() ? null : (failures.get(id) ?? null),
    }
  }

  async function tell(id: PartId): Promise<void> {
    announcer.tell({ type: 'part', part: await show(id) })
  }

  function begin(id: PartId): Download {
    const { part, folder } = find(id)
    const stop = new AbortController()
    const left = timeLeft()
    const sizeBytes = sizeOf(part)
    let toldAt = -Infinity
    const noteBytes = (doneBytes: number): void => {
      download.doneBytes = doneBytes
      download.timeLeftS = left(doneBytes / sizeBytes)
      if (performance.now() - toldAt < tellEveryMs) return
      toldAt = performance.now()
      tell(id).catch(announcer.tellTrouble)
    }
    const work = async (): Promise<void> => {
      noteBytes(await folder.gatheredBytes())
      await sharedJobs.run(
        { kind: 'part', subject: id, path: folder.path, stage: 'downloading' },
        { signal: stop.signal, onProgress: () => undefined },
        () => folder.isWhole(),
        (note) =>
          downloadPart(part, folder, {
            signal: stop.signal,
            onBytes(doneBytes) {
              note.progress(doneBytes / sizeBytes)
              noteBytes(doneBytes)
            },
          }),
      )
      await onChanged(id, true)
    }
    const ended = work()
      .catch((thrown: unknown) => {
        const error = storeError(thrown, library)
        if (!(error instanceof HooklineError && error.code === 'cancelled'))
          failures.set(id, errorToData(error))
        throw error
      })
      .finally(() => {
        running.delete(id)
        return tell(id)
      })
    const download: Download = { ended, stop, doneBytes: 0, timeLeftS: null }
    failures.delete(id)
    running.set(id, download)
    return download
  }

  return {
    list: () => Promise.all(descriptions.map(({ id }) => show(id))),
    async download({ id, wait }, { signal, onProgress }) {
      const { part, folder } = find(id)
      if (folder.isWhole()) {
        await onChanged(id, true)
        return show(id)
      }
      const download = running.get(id) ?? begin(id)
      if (!wait) {
        // Why it failed is in what `show` says of the part.
        download.ended.catch(() => undefined)
        return show(id)
      }
      const onAbort = (): void => download.stop.abort()
      signal.addEventListener('abort', onAbort, { once: true })
      if (signal.aborted) onAbort()
      const watching = setInterval(() => {
        const { doneBytes, timeLeftS } = download
        onProgress({ stage: 'downloading', fraction: doneBytes / sizeOf(part), timeLeftS })
      }, tellEveryMs)
      try {
        await download.ended
      } finally {
        clearInterval(watching)
        signal.removeEventListener('abort', onAbort)
      }
      return show(id)
    },
    async cancel(id) {
      const download = running.get(id)
      download?.stop.abort()
      await download?.ended.catch(() => undefined) // that it was cancelled is what was asked for
      return show(id)
    },
    async remove(id) {
      await this.cancel(id)
      failures.delete(id)
      await find(id).folder.remove()
      await onChanged(id, false)
      await tell(id)
      return show(id)
    },
    installed(id) {
      const { part, folder } = find(id)
      if (!folder.isWhole()) return null
      return { folder: folder.path, version: `${id}@${part.source.revision}`, model: part.model }
    },
    async close() {
      for (const { stop } of running.values()) stop.abort()
      await Promise.allSettled([...running.values()].map(({ ended }) => ended))
    },
  }
}
