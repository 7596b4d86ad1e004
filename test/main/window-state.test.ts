import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { firstState, onScreen, readWindowState, writeWindowState } from '../../electron/main/window-state.ts'
import { temporaryFolder } from '../host/hookline.ts'

const laptop = { x: 0, y: 25, width: 1440, height: 875 }
const second = { x: 1440, y: 0, width: 2560, height: 1440 }
const kept = { x: 1600, y: 100, width: 1800, height: 1200, isMaximized: false, isFullScreen: false }

describe('where the window is put', () => {
  const folder = temporaryFolder()
  afterAll(folder.remove)

  it('is where it was, as long as that is on a screen', () => {
    expect(onScreen(kept, [laptop, second])).toEqual(kept)
  })

  it('is the usual place once that screen is gone, and no larger than the one that is left', () => {
    expect(onScreen(kept, [laptop])).toEqual({ ...kept, x: null, y: null, width: 1440, height: 875 })
  })

  it('is never where the person can’t take hold of it', () => {
    for (const [x, y] of [
      [0, -600], // the title above the screen
      [1430, 100], // a strip of ten pixels
      [-1700, 100],
      [100, 895], // the title below the screen
    ])
      expect(onScreen({ ...kept, x: x!, y: y! }, [laptop]), `${x}, ${y}`).toMatchObject({ x: null, y: null })
  })

  it('is read back as it was written, and what can’t be read is the first place', async () => {
    const path = join(folder.path, 'window-state.json')
    expect(await readWindowState(path)).toEqual(firstState)
    await writeWindowState(path, kept)
    expect(await readWindowState(path)).toEqual(kept)
    expect(readdirSync(folder.path)).toEqual(['window-state.json'])
    for (const text of ['', '{"x":1', '{"x":"far","y":0}', JSON.stringify({ ...kept, width: -1 }), 'null']) {
      writeFileSync(path, text)
      expect(await readWindowState(path), text).toEqual(firstState)
    }
  })
})
