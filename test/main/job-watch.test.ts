import { describe, expect, it } from 'vitest'
import { createJobWatch } from '../../electron/main/job-watch.ts'
import type { Draft } from '../../shared/contract/drafts.ts'

function draft(id: string, state: Draft['state'], fraction = 0): Draft {
  const progress = { stage: 'decoding', fraction, timeLeftS: null }
  return { id, state, progress: state === 'measuring' ? progress : null } as Draft
}

describe('what the taskbar shows of the jobs', () => {
  it('is how much of all of them is done, and never runs back when one ends', () => {
    const watch = createJobWatch(() => 0)
    expect(watch.fraction()).toBeNull()
    watch.all([draft('a', 'measuring', 0.5), draft('b', 'waiting'), draft('c', 'scored')])
    expect(watch.fraction()).toBe(0.25)
    watch.changed(draft('a', 'scored'))
    expect(watch.fraction()).toBe(0.5)
    expect(watch.unfinished()).toBe(1)
    watch.changed(draft('b', 'measuring', 0.5))
    expect(watch.fraction()).toBe(0.75)
    watch.changed(draft('b', 'failed'))
    expect(watch.fraction()).toBeNull()
  })

  it('tells of a long job that ended by itself, once, and of no other', () => {
    let nowMs = 0
    const watch = createJobWatch(() => nowMs)
    watch.changed(draft('short', 'measuring'))
    watch.changed(draft('long', 'waiting'))
    watch.changed(draft('cancelled', 'measuring'))
    nowMs = 5_000
    expect(watch.changed(draft('short', 'scored'))).toBeNull()
    nowMs = 20_000
    expect(watch.changed(draft('cancelled', 'cancelled'))).toBeNull()
    expect(watch.changed(draft('long', 'scored'))?.id).toBe('long')
    expect(watch.changed(draft('long', 'scored'))).toBeNull()
  })

  it('forgets what was removed', () => {
    const watch = createJobWatch(() => 0)
    watch.changed(draft('a', 'measuring', 0.5))
    watch.gone('a')
    expect(watch.fraction()).toBeNull()
    expect(watch.unfinished()).toBe(0)
  })
})
