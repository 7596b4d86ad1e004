import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { markerFileSchema } from '../../shared/contract/markers.ts'
import { measurementSchema } from '../../shared/contract/measurement.ts'
import { scoreSchema } from '../../shared/contract/score.ts'
import { readXml } from '../engine/markers/strict-xml.ts'
import { describeOnHosts, openPage, type OpenPage, type Served } from './harness.ts'
import { openTab } from './open-tab.ts'
import { readNumber, steady, uneven, writeNumbered } from './numbered-frames.ts'

/** What an editor does on the screen of one draft, on the real engine. */
describeOnHosts('the screen of a draft', (host) => {
  const folder = mkdtempSync(join(tmpdir(), 'hookline-draft-'))
  const steadyPath = join(folder, 'steady.mp4')
  const unevenPath = join(folder, 'uneven.mp4')
  let served: Served
  let ids: Record<string, string>

  beforeAll(async () => {
    const { ffmpegPath } = await locateFfmpeg()
    writeNumbered(ffmpegPath, steadyPath, steady)
    writeNumbered(ffmpegPath, unevenPath, uneven)
    writeFileSync(`${unevenPath}.hookline.json`, '{"title":"From beside","account":"Kettle"}')
    served = await host.serveLibrary()
    const { drafts } = await served.ask('addDrafts', { paths: [steadyPath, unevenPath], origin: 'file' })
    ids = Object.fromEntries(drafts.map(({ name, id }) => [name, id]))
    for (const { id } of drafts) await served.ask('draftMeasurement', { id })
  })
  afterAll(async () => {
    await host.close()
    await served.stop()
    rmSync(folder, { recursive: true })
  })

  async function openDraft(name: string, options: Parameters<typeof openPage>[1] = {}): Promise<OpenPage> {
    const opened = await openPage(served, { ...options, route: `#/draft/${ids[name]!}` })
    await opened.page.locator('[data-shown-frame="0"]').waitFor()
    return opened
  }

  /** What the screen shows once the player stands at a frame. */
  async function numberAt(page: Page, frame: number): Promise<number> {
    await page.locator(`[data-frame="${frame}"][data-shown-frame="${frame}"]`).waitFor()
    return readNumber(await page.locator('video').screenshot())
  }

  it('shows exactly the frame that keys lead to, or every judgement would be made on the wrong picture', async () => {
    const { page, close, complaints } = await openDraft('steady.mp4')
    await page.getByRole('button', { name: 'Safe zone' }).click()
    expect(await numberAt(page, 0)).toBe(0)
    const walk: [string, number][] = [
      ['ArrowRight', 1],
      ['ArrowRight', 2],
      ['Shift+ArrowRight', 32],
      ['ArrowLeft', 31],
      ['End', 359],
      ['ArrowLeft', 358],
      ['Shift+ArrowLeft', 328],
      ['Home', 0],
    ]
    for (const [key, frame] of walk) {
      await page.keyboard.press(key)
      expect(await numberAt(page, frame), key).toBe(frame)
    }
    expect(complaints).toEqual([])
    await close()
  })

  it('shows the frame at the place of the timeline that is clicked, also at a variable frame rate', async () => {
    const { page, close } = await openDraft('uneven.mp4')
    await page.getByRole('button', { name: 'Safe zone' }).click()
    await page.getByRole('button', { name: 'Snap to cuts' }).click()
    const ruler = (await page.locator('section[aria-label="Timeline"] canvas').first().boundingBox())!
    const durationS = 4 + 180 * 0.08
    for (const timeS of [0.51, 2.017, 3.99, 4.05, 9.73, 18.3]) {
      await page.mouse.click(ruler.x + (timeS / durationS) * ruler.width, ruler.y + 20)
      // A pixel is a few hundredths of a second: the frame is that of the pixel's time.
      const pixelS = (Math.round((timeS / durationS) * ruler.width) / ruler.width) * durationS
      const at = await page.locator('[data-frame]').getAttribute('data-frame')
      const frame = Number(at)
      const truth = pixelS < 4 ? Math.floor(pixelS * 30) : 120 + Math.floor((pixelS - 4) / 0.08)
      expect(Math.abs(frame - truth), `${timeS} s`).toBeLessThanOrEqual(1)
      expect(await numberAt(page, frame), `${timeS} s`).toBe(frame)
    }
    await close()
  })

  it('plays on and back with J K L, stands on the frame that it shows, and loops between in and out', async () => {
    const { page, close } = await openDraft('steady.mp4')
    await page.getByRole('button', { name: 'Safe zone' }).click()
    const frame = async (): Promise<number> =>
      Number(await page.locator('[data-frame]').getAttribute('data-frame'))
    await page.keyboard.press('l')
    await expect.poll(frame, { timeout: 10_000 }).toBeGreaterThan(40)
    await page.keyboard.press('k')
    const stopped = await frame()
    expect(await numberAt(page, stopped)).toBe(stopped)

    await page.keyboard.press('j')
    await expect.poll(frame, { timeout: 10_000 }).toBeLessThan(stopped - 10)
    await page.keyboard.press('k')
    const back = await frame()
    expect(await numberAt(page, back)).toBe(back)

    await page.keyboard.press('Home')
    await page.keyboard.press('i')
    for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('o')
    await page.keyboard.press('Space')
    // Twelve frames are over in 0.4 s: without the loop it would be far beyond them.
    await page.waitForTimeout(1500)
    await page.keyboard.press('Space')
    expect(await frame()).toBeLessThanOrEqual(14)
    await close()
  })

  it('lists the checks and takes one as intentional until that is undone', async () => {
    const { page, close } = await openDraft('steady.mp4')
    const checks = page.getByRole('list', { name: 'Checks, what would gain most first' })
    const first = checks
      .getByRole('listitem')
      .filter({ has: page.locator('h2') })
      .first()
    const id = (await first.getAttribute('data-check'))!
    await first.getByRole('button', { name: /^More for/ }).click()
    await page.getByRole('menuitem', { name: 'Intentional in this draft' }).click()
    await page.locator(`[data-check="${id}"]`).waitFor({ state: 'detached' })
    const notJudged = page.getByRole('region', { name: 'Not judged' })
    await notJudged.getByRole('button', { name: 'Judge again' }).waitFor()
    expect(
      (await served.ask('draftScore', { id: ids['steady.mp4']! })).omitted.map((one) => one.id),
    ).toContain(id)

    await page.keyboard.press('Control+z')
    await page.locator(`[data-check="${id}"]`).waitFor()
    const { omitted } = await served.ask('draftScore', { id: ids['steady.mp4']! })
    expect(omitted.map((one) => one.id)).not.toContain(id)
    await close()
  })

  it('keeps details when a field is left, counts them against the platform, and takes them back', async () => {
    const { page, close } = await openDraft('uneven.mp4')
    const id = ids['uneven.mp4']!
    await openTab(page, 'Details')
    await page.getByText('Read from uneven.mp4.hookline.json').waitFor()
    expect(await page.getByLabel('Title').inputValue()).toBe('From beside')
    await page.getByLabel('Hashtags').fill('#a #b #c #d #e #f #g')
    await page.getByLabel('Keywords').focus()
    await page.getByText('Entered here').waitFor()
    await page.getByText(/^7 .*at most 5/).waitFor()
    expect((await served.ask('draft', { id })).details).toEqual({
      title: 'From beside',
      account: 'Kettle',
      hashtags: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    })
    await page.getByRole('tab', { name: 'Details' }).focus()
    await page.keyboard.press('Control+z')
    await page.getByText('Read from uneven.mp4.hookline.json').waitFor()
    expect((await served.ask('draft', { id })).details).toBeNull()
    expect(await page.getByLabel('Hashtags').inputValue()).toBe('')
    await close()
  })

  it('judges for another platform and draws that one’s safe zone', async () => {
    const { page, close } = await openDraft('steady.mp4')
    const zone = page.getByRole('img', { name: /buttons and captions/ })
    expect(await zone.getAttribute('aria-label')).toContain('TikTok')
    await page.getByRole('button', { name: /Platform/ }).click()
    await page.getByRole('option', { name: /Reels/ }).click()
    await openTab(page, /Reels/)
    expect(await zone.getAttribute('aria-label')).toMatch(/Reels.*Source: /)
    const { compliance } = await served.ask('draftScore', { id: ids['steady.mp4']!, platform: 'reels' })
    for (const { id, status } of compliance)
      expect(await page.locator(`[data-limit="${id}"]`).getAttribute('data-status')).toBe(status)
    await close()
  })

  it('has all its tabs at 1280 pixels: those without room in a menu that the keyboard reaches', async () => {
    const { page, close } = await openDraft('steady.mp4', { width: 1280, height: 800 })
    await page.getByRole('tab', { name: 'Checks' }).waitFor()
    const panel = (await page.getByRole('complementary', { name: 'Scores' }).boundingBox())!
    const wholeTabs = async (): Promise<string[]> => {
      for (const tab of await page.getByRole('tab').all()) {
        const box = (await tab.boundingBox())!
        expect(box.x + box.width).toBeLessThanOrEqual(panel.x + panel.width)
      }
      return page.getByRole('tab').allTextContents()
    }
    expect(await wholeTabs()).not.toContain('Marks')
    await page.getByRole('tab', { name: 'Checks' }).focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Marks' }).waitFor()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.getByRole('list', { name: 'Marks in the order of their times' }).waitFor()
    expect(await wholeTabs()).toContain('Marks')
    await close()
  })

  it('exports files that can be read: report, all markers, tables and data', async () => {
    const { page, close } = await openDraft('steady.mp4')
    await page.getByRole('button', { name: 'Export' }).click()
    const textOf = async (label: string): Promise<string> => {
      // The first of a name: markers stand there again with every beat.
      const href = await page.getByRole('menuitem', { name: label }).first().getAttribute('href')
      const { status, disposition, text } = await served.read(page, href!)
      expect(status, label).toBe(200)
      expect(disposition, label).toMatch(/^attachment/)
      return text
    }
    expect(await textOf('HTML')).toMatch(/^<!doctype html>/i)
    expect(await textOf('PDF')).toMatch(/^%PDF-/)
    expect(readXml(await textOf('FCPXML')).root.name).toBe('fcpxml')
    expect(readXml(await textOf('Premiere XML')).root.name).toBe('xmeml')
    expect(await textOf('EDL')).toMatch(/^TITLE:/)
    expect((await textOf('Resolve CSV')).split('\n').length).toBeGreaterThan(2)
    expect(markerFileSchema.parse(JSON.parse(await textOf('Markers JSON'))).video.frames).toBe(steady.frames)
    expect((await textOf('Checks CSV')).split('\r\n')[0]).toContain('part,id,check,grade')
    expect(scoreSchema.parse(JSON.parse(await textOf('Score JSON'))).platform).toBe('tiktok')
    expect(measurementSchema.parse(JSON.parse(await textOf('Measurements JSON'))).video.frames).toBe(360)

    if (host.seesDownloads) {
      const name = await served.downloadedBy(page, () =>
        page.getByRole('menuitem', { name: 'EDL' }).last().click(),
      )
      expect(name).toMatch(/steady.*with beats\.edl$/)
    }
    await close()
  })

  it('hides lanes by their number and zooms by keys', async () => {
    const { page, close } = await openDraft('steady.mp4')
    await page.locator('[data-lane="motion"]').waitFor()
    await page.keyboard.press('6')
    await page.locator('[data-lane="motion"]').waitFor({ state: 'detached' })
    await page.keyboard.press('6')
    await page.locator('[data-lane="motion"]').waitFor()
    const zoom = page.getByRole('slider', { name: 'Zoom' })
    expect(Number(await zoom.inputValue())).toBe(0)
    await page.keyboard.press('+')
    expect(Number(await zoom.inputValue())).toBeGreaterThan(0)
    await page.keyboard.press('Shift+Z')
    expect(Number(await zoom.inputValue())).toBe(0)
    await page.keyboard.press('ArrowRight')
    const playhead = page.getByRole('slider', { name: 'Playhead' })
    expect(await playhead.getAttribute('aria-valuetext')).toBe('00:00:01, frame 1')
    await close()
  })

  it('keeps scores and timeline of a draft whose file is gone, and says so', async () => {
    const path = join(folder, 'gone.mp4')
    copyFileSync(steadyPath, path)
    const { drafts } = await served.ask('addDrafts', { paths: [path], origin: 'file' })
    const { id } = drafts[0]!
    await served.ask('draftMeasurement', { id })
    rmSync(path)
    const { page, close, complaints } = await openPage(served, { route: `#/draft/${id}` })
    await page.getByText(`The file is no longer at ${path}`).waitFor()
    await page.locator('[data-lane="shots"]').waitFor()
    expect(await page.getByRole('button', { name: /^Overall/ }).textContent()).toMatch(/\d/)
    await page.keyboard.press('ArrowRight')
    expect(await page.locator('[data-frame]').getAttribute('data-frame')).toBe('1')
    expect(complaints).toEqual([])
    await close()
  })

  it('has all of player, scores and timeline in a small window, and scrolls where they don’t fit', async () => {
    const { page, close } = await openDraft('steady.mp4', { width: 1280, height: 800 })
    const overflow = `document.getElementById('main').scrollHeight - document.getElementById('main').clientHeight`
    expect(await page.evaluate(overflow)).toBe(0)
    for (const name of ['Player', 'Timeline']) {
      const box = (await page.getByRole('region', { name }).boundingBox())!
      expect(box.y + box.height).toBeLessThanOrEqual(800)
      expect(box.height).toBeGreaterThan(250)
    }
    // 200 % zoom halves the window.
    await page.setViewportSize({ width: 640, height: 400 })
    await page.getByRole('slider', { name: 'Zoom' }).scrollIntoViewIfNeeded()
    const zoom = (await page.getByRole('slider', { name: 'Zoom' }).boundingBox())!
    expect(zoom.y).toBeGreaterThanOrEqual(0)
    expect(zoom.x + zoom.width).toBeLessThanOrEqual(640)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640)
    await close()
  })

  for (const theme of ['light', 'dark'] as const) {
    // The page is the same in the app; there it would cost another minute.
    it.skipIf(host.kind !== 'web')(
      `can be used with a screen reader and seen by everybody, ${theme}`,
      async () => {
        const { page, close } = await openDraft('uneven.mp4', { theme })
        for (const tab of [/Checks/, /TikTok/, /Details/, /Sound/, /Marks/]) {
          await openTab(page, tab)
          const { violations } = await new AxeBuilder({ page }).analyze()
          const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
          expect(found, String(tab)).toEqual([])
        }
        await close()
      },
    )
  }
})
