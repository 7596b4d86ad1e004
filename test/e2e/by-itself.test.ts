import { appendFile, copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Draft } from '../../shared/contract/drafts.ts'
import { descendantsOf } from '../host/hookline.ts'
import { describeOnHosts, dropFiles, openPage, type Served } from './harness.ts'

// What happens without a press on the page: exports appear, an engine dies, scores follow their weights.

const sample = join(import.meta.dirname, '../../resources/sample/sample.mp4')
const rowOf = (page: Page, name: string) => page.getByRole('row', { name })
const measuredMs = 45_000

describeOnHosts('what happens by itself', (host) => {
  let served: Served
  let scratch: string
  beforeEach(async () => {
    served = await host.serveLibrary()
    scratch = await mkdtemp(join(tmpdir(), 'hookline-e2e-files-'))
  })
  afterEach(async () => {
    await served.stop()
    await rm(scratch, { recursive: true, force: true })
  })
  afterAll(() => host.close())

  async function scored(name: string): Promise<Draft> {
    const look = async (): Promise<Draft | undefined> =>
      (await served.ask('drafts', {})).drafts.find((draft) => draft.name === name)
    await expect
      .poll(async () => (await look())?.state, { timeout: measuredMs, interval: 200 })
      .toBe('scored')
    return (await look())!
  }

  describe('a watched folder', () => {
    it('scores an export by itself, and sets the next one against it', async () => {
      const folder = join(scratch, 'exports')
      await mkdir(folder)
      const { page, complaints } = await openPage(served, { route: '#/settings' })
      await page.getByRole('textbox', { name: 'Folder' }).fill(folder)
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: `Stop watching ${folder}` }).waitFor()
      await page.getByRole('link', { name: 'Library' }).click()

      await copyFile(sample, join(folder, 'cut-v1.mp4'))
      const first = await scored('cut-v1.mp4')
      await rowOf(page, 'cut-v1.mp4').getByText('watched folder').waitFor()
      await copyFile(sample, join(folder, 'cut-v2.mp4'))
      // Bytes after the last box of an MP4 change no picture and no sound: it is measured anew and scores the same.
      await appendFile(join(folder, 'cut-v2.mp4'), Buffer.from('\0\0\0\x10free\0\0\0\0\0\0\0\x01', 'latin1'))
      const second = await scored('cut-v2.mp4')
      expect(second.previousId).toBe(first.id)
      expect(second.scores).toEqual(first.scores)

      await rowOf(page, 'cut-v2.mp4').getByRole('link', { name: '±0 against the previous export' }).click()
      await page.waitForURL(new RegExp(`#/compare/${first.id},${second.id}$`))
      await page.getByRole('region', { name: /^Render 2:/ }).waitFor()
      expect(complaints).toEqual([])
    })
  })

  describe('an engine that is killed in mid-work', () => {
    it('is told of calmly, and the draft is scored in the end', async () => {
      const { page, complaints } = await openPage(served)
      await page.getByRole('button', { name: 'Choose files' }).waitFor()
      await copyFile(sample, join(scratch, 'survivor.mp4'))
      await dropFiles(served, page, [join(scratch, 'survivor.mp4')])
      await rowOf(page, 'survivor.mp4').getByText('Measuring').waitFor()
      const engine = descendantsOf(served.pid).find(({ commandLine }) => commandLine.includes('engine.js'))!
      process.kill(engine.pid, 'SIGKILL')
      await page.getByText('The engine stopped in mid-work and was started again.').waitFor()
      const { scores } = await scored('survivor.mp4')
      await expect
        .poll(() => rowOf(page, 'survivor.mp4').textContent())
        .toContain(`Overall ${scores!.overall}`)
      expect(await page.locator('[data-kind=error]').count()).toBe(0)
      expect(complaints).toEqual([])
    })
  })

  describe('settings', () => {
    it('weighs parts by key, shows the effect, and takes it back', async () => {
      await served.ask('addSample', {})
      const before = (await scored('sample.mp4')).scores!
      const overall = async (): Promise<number> => (await scored('sample.mp4')).scores!.overall
      const { page, complaints } = await openPage(served, { route: '#/settings' })
      const effect = page.locator('dl')
      await effect.getByTitle(`Overall: ${before.overall},`).waitFor()

      // When only the hook counts, the whole scores what the hook does.
      expect(before.hook).not.toBe(before.overall)
      for (const part of ['Content', 'Call to action']) {
        const slider = page.getByRole('slider', { name: `Weight of ${part}` })
        await slider.focus()
        await page.keyboard.press('Home')
        await page.getByRole('button', { name: `Undo: Change the weight of ${part}` }).waitFor()
        // Who changes by keyboard goes on by keyboard.
        expect(await slider.and(page.locator(':focus')).count()).toBe(1)
      }
      await expect.poll(overall).toBe(before.hook)
      await effect.getByTitle(`Overall: ${before.hook},`).waitFor()
      await page.getByRole('link', { name: 'Library' }).click()
      await rowOf(page, 'sample.mp4').getByTitle(`Overall: ${before.hook},`).waitFor()

      await page.keyboard.press('Control+z')
      await page.keyboard.press('Control+z')
      await rowOf(page, 'sample.mp4').getByTitle(`Overall: ${before.overall},`).waitFor()
      expect(await overall()).toBe(before.overall)
      expect((await served.ask('settings', {})).partWeights).toEqual({})
      expect(complaints).toEqual([])
    })

    it('changes the theme at once, and says beside a folder that it is not there', async () => {
      const { page, complaints } = await openPage(served, { route: '#/settings', theme: 'light' })
      const colour = (): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor')
      await page.getByRole('heading', { name: 'Settings' }).waitFor()
      const light = await colour()
      await page.getByRole('button', { name: /Theme/ }).click()
      await page.getByRole('option', { name: 'Dark' }).click()
      await expect.poll(colour).not.toBe(light)
      expect((await served.ask('settings', {})).theme).toBe('dark')
      await page.keyboard.press('Control+z')
      await expect.poll(colour).toBe(light)

      const nowhere = join(scratch, 'nowhere')
      const field = page.getByRole('textbox', { name: 'Folder' })
      await field.fill(nowhere)
      await page.getByRole('button', { name: 'Watch', exact: true }).click()
      await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true')
      const [described] = ((await field.getAttribute('aria-describedby')) ?? '').split(' ')
      const refusal = served.ask('updateSettings', { watchedFolders: [nowhere] })
      const sentence = await refusal.catch((thrown: unknown) => (thrown as Error).message)
      expect(await page.locator(`[id="${described}"]`).textContent()).toContain(sentence)
      expect((await served.ask('settings', {})).watchedFolders).toEqual([])
      expect(complaints).toEqual([])
    })
  })
})
