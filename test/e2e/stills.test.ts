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
  let otherId: string

  beforeAll(async () => {
    const { ffmpegPath, ffprobePath } = await locateFfmpeg()
    const path = join(folder, 'master.mov')
    writeNumberedProRes(ffmpegPath, path, steady)
    const otherPath = join(folder, 'other.mov')
    writeNumberedProRes(ffmpegPath, otherPath, { ...steady, frames: 240 })
    // The real ffmpeg, which reads no faster than the draft plays when it makes the copy.
    const slow = join(folder, 'ffmpeg')
    writeFileSync(
      slow,
      `#!/bin/sh\ncase "$*" in *libx264*) exec '${ffmpegPath}' -readrate 0.8 "$@";; esac\nexec '${ffmpegPath}' "$@"\n`,
    )
    chmodSync(slow, 0o755)
    served = await serveLibrary({}, { FFMPEG_PATH: slow, FFPROBE_PATH: ffprobePath })
    const { drafts } = await served.ask('addDrafts', { paths: [path, otherPath], origin: 'file' })
    const idOf = (name: string): string => drafts.find((draft) => draft.name === name)!.id
    id = idOf('master.mov')
    otherId = idOf('other.mov')
    for (const draft of drafts) await served.ask('draftMeasurement', { id: draft.id })
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

  it('shows a render on compare at the time that all have in common, or it would be judged by another moment', async () => {
    await served.ask('playback', { id })
    const { page, complaints, close } = await openPage(served, { route: `#/compare/${id},${otherId}` })
    const [first, second] = [1, 2].map((place) =>
      page.getByRole('region', { name: new RegExp(`^Render ${place}:`) }),
    )
    const still = second!.getByRole('img', { name: 'Still frame of other.mov' })
    const numbers = async (picture = still): Promise<number[]> => [
      await readNumber(await first!.locator('video').screenshot()),
      await readNumber(await picture.screenshot()),
    ]
    await second!.getByText('Making a copy that plays').waitFor()
    await page.getByRole('heading', { name: /^Compare/ }).click()
    // The middle of a frame, where rounding can't matter: 1.05 s is in the 32nd.
    await page.getByRole('slider', { name: 'Time in all renders' }).fill('1.05')
    await expect.poll(() => numbers(), { timeout: 10_000 }).toEqual([31, 31])
    await page.getByRole('heading', { name: /^Compare/ }).click()
    await page.keyboard.press('Shift+ArrowRight')
    await expect.poll(() => numbers(), { timeout: 10_000 }).toEqual([61, 61])

    await still.waitFor({ state: 'detached', timeout: 60_000 })
    await expect.poll(() => numbers(second!.locator('video')), { timeout: 10_000 }).toEqual([61, 61])
    expect(complaints).toEqual([])
    await close()
  })
})
