import PQueue from 'p-queue'
import { errorToData, HooklineError } from '../../../shared/contract/errors.ts'
import type { Measurement } from '../../../shared/contract/measurement.ts'
import { poolSize } from '../../processes/worker-pool.ts'
import type { DraftStore, StoredDraft } from '../../store/drafts.ts'
import type { FileIdentityStore } from '../../store/file-identities.ts'
import type { Measuring } from '../measuring.ts'
import { captionsBeside } from '../caption-files.ts'
import { sidecarDetails } from '../sidecar.ts'
import { isCaptioned } from '../with-captions.ts'
import { scoresOf, type Judging } from '../judging.ts'
import type { ShownDrafts } from './shown-drafts.ts'

/** Measures and scores the drafts that wait, some at a time. */
export interface DraftQueue {
  /** Lets a draft wait its turn; it has to be this engine's. One that is in the queue stays where it is. */
  add(id: string): void
  /** A person looks at it: before the rest. */
  first(id: string): void
  /** Stops measuring a draft, whose state says by now why. */
  drop(id: string): void
  has(id: string): boolean
  /** Drops what others have removed, cancelled or taken over. */
  heed(): void
  /** Begins nothing any more until it is resumed, and stops what has begun; drafts go back to waiting. */
  pause(): Promise<void>
  resume(): void
  /** Stops everything and waits for it: `release` gives the drafts back to whoever resumes the queue. */
  stop(release: boolean): Promise<void>
}

interface QueueParts {
  drafts: DraftStore
  files: FileIdentityStore
  shown: ShownDrafts
  measuring: Measuring
  judging: Judging
  owner: string
  /** What the library itself says, as an error with a sentence. */
  storeError: (thrown: unknown) => Error
  /** A draft could not even be noted as failed: it stays unfinished. */
  onTrouble: (thrown: unknown) => void
}

interface Entry {
  /** Takes it out of the queue as long as it waits there. */
  waiting: AbortController
  measuring: AbortController
  isBegun: boolean
  ended: Promise<void>
}

/** After so many beginnings without an end a draft is not begun again: it may be what ends the engine. */
const mostAttempts = 3
const openedPriority = 1

export function createDraftQueue({
  drafts,
  files,
  shown,
  measuring,
  judging,
  owner,
  storeError,
  onTrouble,
}: QueueParts): DraftQueue {
  const queue = new PQueue({ concurrency: poolSize() })
  const entries = new Map<string, Entry>()
  let releasing = false

  function add(id: string): void {
    const known = entries.get(id)
    if (known?.measuring.signal.aborted) void known.ended.then(() => add(id))
    if (known) return
    const entry: Entry = {
      waiting: new AbortController(),
      measuring: new AbortController(),
      isBegun: false,
      ended: Promise.resolve(),
    }
    const turn = (): Promise<void> => {
      entry.isBegun = true
      return run(id, entry.measuring.signal)
    }
    entries.set(id, entry)
    entry.ended = queue
      .add(turn, { id, priority: 0, signal: entry.waiting.signal })
      .catch((thrown: unknown) => {
        if (!entry.waiting.signal.aborted) onTrouble(thrown)
      })
      .finally(() => {
        if (entries.get(id) === entry) entries.delete(id)
      })
  }

  function drop(id: string): void {
    const entry = entries.get(id)
    if (!entry) return
    entry.measuring.abort()
    if (entry.isBegun) return
    entry.waiting.abort()
    entries.delete(id)
  }

  async function run(id: string, signal: AbortSignal): Promise<void> {
    const draft = drafts.begin(id, owner)
    if (!draft) return
    try {
      if (draft.attempts > mostAttempts) throw endsTheEngine()
      shown.progress(id, { stage: 'reading', fraction: 0, timeLeftS: null })
      drafts.change(id, {
        sidecar: await sidecarDetails(draft.path),
        captionsBeside: await captionsBeside(draft.path),
      })
      const measurement = await measuring.measure(draft.path, {
        signal,
        listens: !isCaptioned(drafts.get(id) ?? draft),
        onProgress: (progress) => shown.progress(id, progress),
        onGlance: (glance) => shown.provisional(id, judging.scoreGlance(drafts.get(id) ?? draft, glance)),
      })
      // Details and weights may have changed while it was measured.
      drafts.end(id, owner, scored(drafts.get(id) ?? draft, measurement))
    } catch (thrown) {
      if (signal.aborted) {
        if (releasing) drafts.end(id, owner, { state: 'waiting', owner: null, attempts: 0 })
      } else {
        const error = errorToData(storeError(thrown))
        drafts.end(id, owner, { state: 'failed', error, owner: null, attempts: 0 })
      }
    } finally {
      shown.settle(id)
    }
  }

  function scored(draft: StoredDraft, measurement: Measurement): Partial<StoredDraft> {
    const { durationS, displayWidth, displayHeight, fps } = measurement.video
    const file = files.get(draft.path)
    return {
      state: 'scored',
      error: null,
      owner: null,
      attempts: 0,
      sha256: measurement.file.sha256,
      sizeBytes: measurement.file.sizeBytes,
      ...(file?.sha256 === measurement.file.sha256 && { modifiedNs: file.modifiedNs }),
      video: { durationS, displayWidth, displayHeight, fps },
      scores: scoresOf(judging.score(draft, measurement)),
      scoredWith: judging.basis(draft),
    }
  }

  async function stop(release: boolean): Promise<void> {
    releasing = release
    const stopping = [...entries]
    for (const [id, { isBegun }] of stopping) {
      drop(id)
      if (release && !isBegun) drafts.takeOver(id, owner, null)
    }
    await Promise.all(stopping.map(([, { ended }]) => ended))
    releasing = false
  }

  return {
    add,
    first(id) {
      const entry = entries.get(id)
      if (entry && !entry.isBegun) queue.setPriority(id, openedPriority)
    },
    drop,
    has: (id) => entries.has(id),
    heed() {
      for (const id of entries.keys()) {
        const draft = drafts.get(id)
        const isOpen = draft?.state === 'waiting' || draft?.state === 'measuring'
        if (!isOpen || draft.removedAt !== null || draft.owner !== owner) drop(id)
      }
    },
    async pause() {
      queue.pause()
      await stop(true)
    },
    resume: () => void queue.start(),
    stop,
  }
}

function endsTheEngine(): HooklineError {
  return new HooklineError(
    'engine_crashed',
    `Hookline stopped ${mostAttempts} times while it measured this file.`,
    'Export it again, or try once more.',
  )
}
