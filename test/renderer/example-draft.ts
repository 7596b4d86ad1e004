import type { Draft } from '../../shared/contract/drafts.ts'

/** A scored draft, with what a test is about in place of the rest. */
export function exampleDraft(what: Partial<Draft>): Draft {
  return {
    id: crypto.randomUUID(),
    name: 'draft.mp4',
    path: '/exports/draft.mp4',
    origin: 'file',
    addedAt: '2026-11-21T10:00:00.000Z',
    state: 'scored',
    progress: null,
    error: null,
    scores: { platform: 'tiktok', overall: 50, hook: 50, content: 50, cta: 50, provisional: false },
    video: { durationS: 10, displayWidth: 1080, displayHeight: 1920, fps: 30 },
    details: null,
    sidecar: null,
    captions: null,
    previousId: null,
    fileState: 'there',
    ...what,
  }
}
