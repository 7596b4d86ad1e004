import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { jobStore, leaseMs, type JobStore } from '../../electron/store/jobs.ts'
import { openLibrary, type Library } from '../../electron/store/library.ts'
import { temporaryFolder } from '../host/hookline.ts'

describe('jobs', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let library: Library
  let jobs: JobStore
  const alive = (): boolean => false
  const wanted = { kind: 'measure', subject: 'abc', path: '/draft.mp4' }

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] })
    folder = temporaryFolder()
    library = openLibrary(folder.path)
    jobs = jobStore(library)
  })
  afterEach(() => {
    vi.useRealTimers()
    library.close()
    folder.remove()
  })

  it('are held by one owner at a time', () => {
    const first = jobs.acquire(wanted, 'one', alive)
    const second = jobs.acquire(wanted, 'two', alive)
    expect(first.mine).toBe(true)
    expect(second).toMatchObject({ mine: false, job: { id: first.job.id, owner: 'one' } })
  })

  it('are taken over when the lease has lapsed, and not while it is renewed', () => {
    jobs.acquire(wanted, 'one', alive)
    vi.advanceTimersByTime(leaseMs - 1)
    jobs.renew('one')
    vi.advanceTimersByTime(leaseMs - 1)
    expect(jobs.acquire(wanted, 'two', alive).mine).toBe(false)
    vi.advanceTimersByTime(2)
    expect(jobs.acquire(wanted, 'two', alive)).toMatchObject({ mine: true, job: { owner: 'two' } })
  })

  it('are taken over at once from an owner that is known to have ended', () => {
    jobs.acquire(wanted, 'one', alive)
    expect(jobs.acquire(wanted, 'two', (owner) => owner === 'one').mine).toBe(true)
  })

  it('that were given back are open for the next; those that ended are begun anew', () => {
    const { job } = jobs.acquire(wanted, 'one', alive)
    jobs.release(job.id)
    expect(jobs.unfinished()).toHaveLength(1)
    expect(jobs.acquire(wanted, 'two', alive)).toMatchObject({ mine: true, job: { id: job.id } })
    jobs.finish(job.id, 'failed', { code: 'corrupt', message: 'no frame', hint: null })
    expect(jobs.get(job.id)).toMatchObject({ state: 'failed', error: { code: 'corrupt' } })
    expect(jobs.acquire(wanted, 'three', alive).job.id).not.toBe(job.id)
  })

  it('are never held by two, whatever owners do in whatever order', () => {
    const owners = ['one', 'two', 'three']
    const step = fc.record({
      owner: fc.constantFrom(...owners),
      act: fc.constantFrom('acquire', 'renew', 'release', 'finish', 'wait'),
      ms: fc.integer({ min: 0, max: 2 * leaseMs }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        library.database.exec('DELETE FROM jobs')
        // The truth, kept apart: who holds the job and until when.
        let holder: { owner: string; id: string; untilMs: number } | null = null
        for (const { owner, act, ms } of steps) {
          const now = Date.now()
          const holds = holder?.owner === owner ? holder : null
          if (act === 'wait') vi.advanceTimersByTime(ms)
          if (act === 'renew') {
            jobs.renew(owner)
            if (holds) holds.untilMs = now + leaseMs
          }
          if (act === 'acquire') {
            const { mine, job } = jobs.acquire(wanted, owner, alive)
            const free = !holder || holder.owner === owner || holder.untilMs <= now
            expect(mine).toBe(free)
            if (mine) holder = { owner, id: job.id, untilMs: now + leaseMs }
          }
          if (holds && (act === 'release' || act === 'finish')) {
            if (act === 'release') jobs.release(holds.id)
            else jobs.finish(holds.id, 'done', null)
            holder = null
          }
        }
      }),
      { numRuns: 200 },
    )
  })
})
