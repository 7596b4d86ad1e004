import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { latestWish } from '../../renderer/ui/latest-wish.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** Work that takes a time and notes what it did. */
function slowly(tookMs: number) {
  const done: number[] = []
  const aborted: number[] = []
  const work = (wish: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        done.push(wish)
        resolve()
      }, tookMs)
      signal.addEventListener('abort', () => {
        clearTimeout(timer)
        aborted.push(wish)
        reject(new Error('aborted'))
      })
    })
  return { done, aborted, work }
}

it('ends with the last of many wishes and never shows an earlier one after it', async () => {
  const failed = vi.fn()
  const { done, aborted, work } = slowly(1000)
  const wishes = latestWish(work, failed)
  for (let frame = 0; frame < 50; frame++) {
    wishes.want(frame)
    await vi.advanceTimersByTimeAsync(10)
  }
  await vi.advanceTimersByTimeAsync(5000)
  expect(done).toEqual([49])
  expect(aborted.length).toBeGreaterThan(0)
  expect(failed).not.toHaveBeenCalled()
})

it('shows pictures on the way where each is quick, or a scrub would look frozen', async () => {
  const { done, aborted, work } = slowly(100)
  const wishes = latestWish(work, vi.fn())
  for (let frame = 0; frame < 100; frame++) {
    wishes.want(frame)
    await vi.advanceTimersByTimeAsync(10)
  }
  await vi.advanceTimersByTimeAsync(500)
  expect(done.length).toBeGreaterThan(5)
  expect(done.at(-1)).toBe(99)
  expect(aborted).toEqual([])
})

it('tells why a wish that still counts failed, and goes on with the next', async () => {
  const failed = vi.fn()
  const shown: number[] = []
  const wishes = latestWish<number>(async (frame) => {
    await Promise.resolve()
    if (frame === 1) throw new Error('cannot be decoded')
    shown.push(frame)
  }, failed)
  wishes.want(1)
  await vi.advanceTimersByTimeAsync(1)
  wishes.want(2)
  await vi.advanceTimersByTimeAsync(1)
  expect(failed).toHaveBeenCalledOnce()
  expect(shown).toEqual([2])
})

it('cancels what is under way when it ends, and takes no more wishes', async () => {
  const { done, aborted, work } = slowly(100)
  const wishes = latestWish(work, vi.fn())
  wishes.want(1)
  wishes.end()
  wishes.want(2)
  await vi.advanceTimersByTimeAsync(500)
  expect([done, aborted]).toEqual([[], [1]])
})
