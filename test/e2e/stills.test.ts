import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { describeInBrowser } from '../in-browser.ts'
import { closeBrowser, openPage, serveLibrary, type Served } from './harness.ts'
import { readNumber, steady, writeNumberedProRes } from './numbered-frames.ts'

/** A draft that no browser plays, on a machine that takes as long over the copy as the draft lasts. */
describeInBrowser('the player while a copy is made that plays', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hookline-stills-'))
  let served: Served
  let id: string

  beforeAll(async () => {
    const { ffmpegPath, ffprobePath } = await locateFfmpeg()
    const path = join(folder, 'master.mov')
    writeNumberedProRes(ffmpegPath, path, steady)
    // The real ffmpeg, which reads no faster than the draft plays when it makes the copy.
    const slow = join(folder, 'ffmpeg')
    writeFileSync(
      slow,
      `#!/bin/sh\ncase "$*" in *libx264*) exec '${ffmpegPath}' -readrate 0.8 "$@";; esac\nexec '${ffmpegPath}' "$@"\n`,
    )
    chmodSync(slow, 0o755)
    served = await serveLibrary({}, { FFMPEG_PATH: slow, FFPROBE_PATH: ffprobePath })
    id = (await served.ask('addDrafts', { paths: [path], origin: 'file' })).drafts[0]!.id
    await served.ask('draftMeasurement', { id })
  })
  afterAll(async () => {
    await closeBrowser()
    await served.stop()
    rmSync(folder, { recursive: true })
  })

  it('shows exactly the frame at the playhead, or nobody could judge a master for minutes; then it plays there', async () => {
    const { page, complaints, close } = await openPage(served, { route: `#/draft/${id}` })
    const still = page.getByRole('img', { name: 'Still frame of master.mov' })
    const numberAt = async (frame: number): Promise<number> => {
      await page.locator(`[data-frame="${frame}"][data-shown-frame="${frame}"]`).waitFor()
      return readNumber(await still.screenshot())
    }
    await page.getByText('Making a copy that plays').waitFor()
    await page.getByRole('button', { name: 'Safe zone' }).click()
    expect(await numberAt(0)).toBe(0)
    const walk: [string, number][] = [
      ['ArrowRight', 1],
      ['Shift+ArrowRight', 31],
      ['End', 359],
      ['ArrowLeft', 358],
    ]
    for (const [key, frame] of walk) {
      await page.keyboard.press(key)
      expect(await numberAt(frame), key).toBe(frame)
    }

    // Dragged over the whole draft: what the hand passed must not come after what it stopped at.
    const ruler = (await page.locator('section[aria-label="Timeline"] canvas').first().boundingBox())!
    await page.mouse.move(ruler.x + 5, ruler.y + 20)
    await page.mouse.down()
    await page.mouse.move(ruler.x + ruler.width / 2, ruler.y + 20, { steps: 40 })
    await page.mouse.up()
    const stopped = Number(await page.locator('[data-frame]').getAttribute('data-frame'))
    expect(Math.abs(stopped - 180)).toBeLessThanOrEqual(3)
    expect(await numberAt(stopped)).toBe(stopped)
    expect(await page.getByRole('progressbar').getAttribute('aria-valuetext')).toMatch(/^\d+%$/)
    expect(await page.getByRole('button', { name: 'Play', exact: true }).isDisabled()).toBe(true)

    await still.waitFor({ state: 'detached', timeout: 60_000 })
    await page.getByText('Making a copy that plays').waitFor({ state: 'detached' })
    await page.keyboard.press('ArrowRight')
    const next = stopped + 1
    await page.locator(`[data-frame="${next}"][data-shown-frame="${next}"]`).waitFor()
    expect(await readNumber(await page.locator('video').screenshot())).toBe(next)
    expect(complaints).toEqual([])
    await close()
  })
})
