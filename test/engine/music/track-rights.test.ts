import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { trackRights } from '../../../electron/engine/music/track-rights.ts'
import { findFfmpeg, type FfmpegPaths } from '../../../electron/media/locate.ts'
import { probeTrack } from '../../../electron/media/track.ts'
import { temporaryFolder } from '../../host/hookline.ts'

/** Rights that are made up, or overlooked, cost whoever trusts them. */
describe('the rights of a track', () => {
  const folder = temporaryFolder()
  let programs: FfmpegPaths
  beforeAll(() => {
    programs = findFfmpeg(null)
  })
  afterAll(folder.remove)

  function made(name: string, ...tags: string[]): string {
    const path = join(folder.path, name)
    const metadata = tags.flatMap((tag) => ['-metadata', tag])
    execFileSync(programs.ffmpegPath, [
      ...['-v', 'error', '-f', 'lavfi', '-i', 'sine=d=1', ...metadata, '-y', path],
    ])
    return path
  }
  const rightsOf = async (path: string): ReturnType<typeof trackRights> =>
    trackRights(path, (await probeTrack(path, programs)).tags)

  it.each(['a.mp3', 'a.flac', 'a.ogg'])('are read from the licence in the tags of %s', async (name) => {
    const licence = 'https://creativecommons.org/licenses/by/4.0/'
    const path = made(name, `LICENSE=${licence}`, 'copyright=Ada')
    expect(await rightsOf(path)).toMatchObject({
      status: 'creative-commons',
      source: 'tag',
      licence,
      holder: 'Ada',
    })
  })

  it.each(['b.m4a', 'b.mp3'])('stay unknown with a line of copyright alone (%s)', async (name) => {
    const path = made(name, 'copyright=© 2024 Big Label')
    expect(await rightsOf(path)).toMatchObject({
      status: 'unknown',
      source: 'tag',
      holder: '© 2024 Big Label',
    })
  })

  it('are unknown where nothing says anything', async () => {
    expect(await rightsOf(made('c.wav'))).toMatchObject({
      status: 'unknown',
      source: null,
      contentId: 'unknown',
    })
  })

  it('are those of the sidecar before those of the tags', async () => {
    const path = made('d.mp3', 'LICENSE=CC0')
    const rights = { status: 'licensed', licence: 'Order 81', until: '2027-01-31', contentId: 'claimed' }
    writeFileSync(`${path}.hookline.json`, JSON.stringify({ rights }))
    expect(await rightsOf(path)).toEqual({ ...rights, source: 'sidecar', holder: null, note: null })
  })

  it.each(['{', '{"rights":{"status":"fine"}}', '{"rights":{"status":"owned","untill":"2027-01-01"}}'])(
    'are refused when the sidecar says %s',
    async (text) => {
      const path = made('e.wav')
      writeFileSync(`${path}.hookline.json`, text)
      await expect(rightsOf(path)).rejects.toMatchObject({ code: 'usage' })
    },
  )
})
