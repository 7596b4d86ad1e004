import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createCacheFolder } from '../../../electron/engine/resources/cache-folder.ts'
import { temporaryFolder } from '../../host/hookline.ts'

let folder = temporaryFolder()
afterEach(() => {
  folder.remove()
  folder = temporaryFolder()
})

/** As if it had been used last so long ago. */
function age(path: string, minutes: number): void {
  const time = Math.floor(Date.now() / 1000) - minutes * 60
  utimesSync(path, time, time)
}

describe('the cache folder', () => {
  it('removes what was not used for longest when there is too much, never what is in use', async () => {
    const cache = createCacheFolder(folder.path, () => 2_500)
    const kilobyte = new Uint8Array(1_000)
    const [oldest, older, young] = [
      await cache.keep('a', 'oldest', kilobyte),
      await cache.keep('a', 'older', kilobyte),
      await cache.keep('b', 'young', kilobyte),
    ]
    age(oldest, 300)
    age(older, 200)
    age(young, 1)
    expect(await cache.find('a', 'oldest')).toBe(oldest) // used just now
    const newest = await cache.keep('b', 'newest', kilobyte)
    expect(
      [oldest, older, young, newest].map((path) => statSync(path, { throwIfNoEntry: false })?.size),
    ).toEqual([1_000, undefined, 1_000, 1_000])
    // All the rest is in use: more than the limit is kept rather than taken from under a player.
    await cache.keep('b', 'one more', kilobyte)
    expect(await cache.find('b', 'newest')).toBe(newest)
  })

  it('leaves the time of a file as it is when it is used: a browser knows by it that the file has not changed', async () => {
    const cache = createCacheFolder(folder.path, () => 1e9)
    const path = await cache.keep('a', 'proxy', 'x')
    age(path, 60)
    const before = statSync(path, { bigint: true })
    await cache.find('a', 'proxy')
    const after = statSync(path, { bigint: true })
    expect(after.mtimeNs).toBe(before.mtimeNs)
    expect(after.atimeNs).toBeGreaterThan(before.atimeNs)
  })

  it('leaves nothing of a file that was not finished', async () => {
    const cache = createCacheFolder(folder.path, () => 1e9)
    const failing = cache.render('a', 'proxy', (part) => {
      writeFileSync(part, 'half')
      return Promise.reject(new Error('killed'))
    })
    await expect(failing).rejects.toThrow('killed')
    expect(await cache.find('a', 'proxy')).toBeNull()
    expect(readdirSync(join(folder.path, 'cache', 'a'))).toEqual([])
  })

  it('clears away what a process left that was killed in mid-work', async () => {
    const path = await createCacheFolder(folder.path, () => 1e9).keep('a', 'poster', 'x')
    const [left, growing] = [join(dirname(path), 'proxy.1.part'), join(dirname(path), 'proxy.2.part')]
    for (const part of [left, growing]) writeFileSync(part, 'half')
    age(left, 90)
    await createCacheFolder(folder.path, () => 1e9).keep('a', 'thumbnails', 'x')
    expect(readdirSync(dirname(path)).sort()).toEqual(['poster', 'proxy.2.part', 'thumbnails'])
  })

  it('keeps the same bytes once and others beside them', async () => {
    const cache = createCacheFolder(folder.path, () => 1e9)
    const first = await cache.keepByContent('a', 'score', 'json', '{"overall":50}')
    expect(await cache.keepByContent('a', 'score', 'json', '{"overall":50}')).toBe(first)
    const other = await cache.keepByContent('a', 'score', 'json', '{"overall":51}')
    expect(other).not.toBe(first)
    expect(readFileSync(first, 'utf8')).toBe('{"overall":50}')
  })
})
