import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deepestInside, exportsIn, mostFoldersInside } from '../../../electron/engine/watched/exports-in.ts'
import { temporaryFolder } from '../../host/hookline.ts'

/** If these failed, exports in folders of a day would be missed, or a whole drive be read again and again. */
describe('exports in the folders inside a folder', () => {
  const folder = temporaryFolder()
  const root = join(folder.path, 'exports')
  const write = (path: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), 'x')
  }
  const deepest = [...Array.from({ length: deepestInside }, (_, i) => `d${i}`), 'deep.mp4'].join('/')
  const namesIn = async (inside: boolean): Promise<string[] | undefined> =>
    (await exportsIn(root, inside))?.files.map(({ name }) => name.split(sep).join('/')).toSorted()

  beforeAll(() => {
    for (const path of ['top.mp4', 'notes.txt', '2026-11-21/film.mov', deepest, `d0/d1/d2/d3/d4/beyond.mp4`])
      write(path)
    for (const work of ['.hidden', 'Proxies', 'CacheClip', 'Adobe Premiere Pro Auto-Save', 'Render Files'])
      write(`${work}/no-export.mp4`)
    // Links that lead in a circle, and out.
    symlinkSync(root, join(root, '2026-11-21', 'again'), 'junction')
    symlinkSync(folder.path, join(root, 'out'), 'junction')
    writeFileSync(join(folder.path, 'outside.mp4'), 'x')
  })
  afterAll(() => folder.remove())

  it('are found as deep as is promised, each once, and not where programs keep their own files', async () => {
    expect(await namesIn(true)).toEqual(['2026-11-21/film.mov', deepest, 'top.mp4'])
  })

  it('are left alone when the folder is watched by itself', async () => {
    expect(await namesIn(false)).toEqual(['top.mp4'])
  })

  it('end at a number of folders, and it is told that there are more', async () => {
    expect((await exportsIn(root, true))!.isCut).toBe(false)
    for (let i = 0; i <= mostFoldersInside; i++) mkdirSync(join(root, 'many', String(i)), { recursive: true })
    const found = await exportsIn(root, true)
    expect(found!.isCut).toBe(true)
    expect(found!.files.map(({ name }) => name)).toContain('top.mp4')
  })

  it('are not known where the folder is gone, which is another thing than empty', async () => {
    expect(await exportsIn(join(root, 'nowhere'), true)).toBeNull()
  })
})
