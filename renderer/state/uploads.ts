import PQueue from 'p-queue'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { errorToData, type ErrorData } from '../../shared/contract/errors.ts'
import type { Progress } from '../../shared/contract/progress.ts'
import type { Draft } from '../../shared/contract/drafts.ts'
import type { Host } from '../host/host.ts'

/** A file on its way into the library, or one that did not get there. */
export interface Upload {
  id: string
  file: File
  progress: Progress
  error: ErrorData | null
}

export interface UploadsStore extends StoreApi<{ uploads: readonly Upload[] }> {
  add(files: readonly File[]): void
  cancel(id: string): void
  retry(id: string): void
}

/** The disk and the server are shared with the measuring of what has arrived. */
const atOnce = 2
const waiting: Progress = { stage: 'waiting', fraction: 0, timeLeftS: null }

/** A draft whose file is there now, or was before. */
export interface Arrival {
  draft: Draft
  wasHere: boolean
  /** Nothing else was on its way. */
  isOnlyOne: boolean
}

/** @param arrived gets each draft as soon as its file is there */
export function createUploadsStore(host: Host, arrived: (arrival: Arrival) => void): UploadsStore {
  const store = createStore<{ uploads: readonly Upload[] }>(() => ({ uploads: [] }))
  const queue = new PQueue({ concurrency: atOnce })
  const controllers = new Map<string, AbortController>()

  const change = (id: string, what: Partial<Upload>): void =>
    store.setState(({ uploads }) => ({
      uploads: uploads.map((upload) => (upload.id === id ? { ...upload, ...what } : upload)),
    }))
  const drop = (id: string): void =>
    store.setState(({ uploads }) => ({ uploads: uploads.filter((upload) => upload.id !== id) }))

  async function send(id: string, file: File, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    try {
      const added = await host.addFile(file, { signal, onProgress: (progress) => change(id, { progress }) })
      arrived({ ...added, isOnlyOne: store.getState().uploads.length === 1 })
      drop(id)
    } catch (thrown) {
      const error = errorToData(thrown)
      if (error.code === 'cancelled') drop(id)
      else change(id, { error })
    } finally {
      controllers.delete(id)
    }
  }

  function enqueue(id: string, file: File): void {
    const controller = new AbortController()
    controllers.set(id, controller)
    void queue.add(() => send(id, file, controller.signal))
  }

  return Object.assign(store, {
    add(files: readonly File[]) {
      const added = files.map((file) => ({ id: crypto.randomUUID(), file, progress: waiting, error: null }))
      store.setState(({ uploads }) => ({ uploads: [...uploads, ...added] }))
      for (const { id, file } of added) enqueue(id, file)
    },
    cancel(id: string) {
      controllers.get(id)?.abort()
      drop(id)
    },
    retry(id: string) {
      const upload = store.getState().uploads.find((one) => one.id === id)
      if (!upload?.error) return
      change(id, { error: null, progress: waiting })
      enqueue(id, upload.file)
    },
  })
}
