import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAnnouncer } from '../../../electron/engine/announcer.ts'
import { createShownDrafts } from '../../../electron/engine/drafts/shown-drafts.ts'
import { draftStore } from '../../../electron/store/drafts.ts'
import { openLibrary, type Library } from '../../../electron/store/library.ts'
import type { EngineEvent } from '../../../shared/contract/engine-events.ts'
import { HooklineError } from '../../../shared/contract/errors.ts'
import { temporaryFolder } from '../../host/hookline.ts'

describe('what is told of a draft', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let library: Library
  const events: EngineEvent[] = []
  beforeEach(() => {
    vi.useFakeTimers()
    folder = temporaryFolder()
    library = openLibrary(folder.path)
    events.length = 0
  })
  afterEach(() => {
    vi.useRealTimers()
    library.close()
    folder.remove()
  })

  it('is its progress, five times a second at most, and the last of it always', () => {
    const drafts = draftStore(library)
    drafts.insert({
      id: 'one',
      path: '/exports/hook.mp4',
      origin: 'file',
      exportKey: '/exports\nhook',
      sizeBytes: 10,
      modifiedNs: '1',
      sha256: null,
      addedAt: '2026-11-21T10:00:00.000Z',
      removedAt: null,
      state: 'measuring',
      error: null,
      owner: 'me',
      attempts: 1,
      details: null,
      sidecar: null,
      captions: null,
      captionsBeside: null,
      scores: null,
      scoredWith: null,
      video: null,
      previousId: null,
    })
    const announcer = createAnnouncer()
    announcer.listen((event) => events.push(event))
    const shown = createShownDrafts(drafts, announcer)
    for (let ms = 0; ms < 2_000; ms += 10) {
      shown.progress('one', { stage: 'measuring', fraction: ms / 2_000, timeLeftS: null })
      vi.advanceTimersByTime(10)
    }
    expect(events.length).toBeLessThanOrEqual(11)
    expect(events.length).toBeGreaterThanOrEqual(9)
    vi.advanceTimersByTime(200)
    expect(events.at(-1)).toMatchObject({ draft: { progress: { fraction: 0.995 } } })
  })

  it('is trouble that nobody waits for, the same at most once a minute', () => {
    let nowMs = 0
    const announcer = createAnnouncer(() => nowMs)
    announcer.listen((event) => events.push(event))
    const silenced = vi.spyOn(console, 'error').mockReturnValue()
    const full = new HooklineError('disk_full', 'The disk is full.', 'Free some space.')
    for (nowMs = 0; nowMs < 120_000; nowMs += 1_000) announcer.tellTrouble(full)
    announcer.tellTrouble(new HooklineError('library_busy', 'It is held.'))
    silenced.mockRestore()
    expect(events).toEqual([
      { type: 'told', sentence: 'The disk is full. Free some space.' },
      { type: 'told', sentence: 'The disk is full. Free some space.' },
      { type: 'told', sentence: 'It is held.' },
    ])
  })
})
