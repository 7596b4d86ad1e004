import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync } from 'node:fs'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { describeWithShared, sharedMaterial } from '../shared-material.ts'
import { describeOnHosts, dropFiles, openPage, serveLibrary, type Served } from './harness.ts'

const sample = join(import.meta.dirname, '../../resources/sample/sample.mp4')
/** Its first seconds, small: most tests are about rows, not about what is in them. */
const clip = join(mkdtempSync(join(tmpdir(), 'hookline-e2e-clip-')), 'clip.mp4')
beforeAll(async () => {
  const { ffmpegPath } = await locateFfmpeg()
  execFileSync(ffmpegPath, [
    ...['-v', 'error', '-i', sample, '-t', '2.5', '-vf', 'scale=270:480', '-c:v', 'libx264', clip],
  ])
})
afterAll(() => rm(dirname(clip), { recursive: true }))
const rowOf = (page: Page, name: string) => page.getByRole('row', { name })
const settledMs = 60_000

describeOnHosts('the library', (host) => {
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

  const copies = (...names: string[]): Promise<string[]> => copiesOf(clip, names)

  async function copiesOf(path: string, names: readonly string[]): Promise<string[]> {
    return Promise.all(
      names.map(async (name) => {
        await copyFile(path, join(scratch, name))
        return join(scratch, name)
      }),
    )
  }

  async function axeFindings(page: Page): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page }).analyze()
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  }

  async function settled(page: Page, count: number): Promise<void> {
    await expect
      .poll(
        async () => {
          const { drafts } = await served.ask('drafts', {})
          return drafts.filter(({ state }) => ['scored', 'failed'].includes(state)).length
        },
        { timeout: settledMs, interval: 200 },
      )
      .toBe(count)
    await page.waitForTimeout(100)
  }

  it('says what to do when it is empty, and scores the sample at a press', async () => {
    const { page, complaints } = await openPage(served)
    await page.getByRole('button', { name: 'Score the sample' }).click()
    await rowOf(page, 'sample.mp4').getByText('Overall').waitFor({ timeout: settledMs })
    await settled(page, 1)
    const [draft] = (await served.ask('drafts', {})).drafts
    await expect
      .poll(() => rowOf(page, 'sample.mp4').textContent())
      .toContain(`Overall ${draft!.scores!.overall}`)
    expect(complaints).toEqual([])
  })

  it('opens the draft that is there when the same file is dropped again, and says so', async () => {
    const { page, complaints } = await openPage(served)
    const twice = await copies('twice.mp4')
    await page.getByRole('button', { name: 'Choose files' }).waitFor()
    await dropFiles(served, page, twice)
    await rowOf(page, 'twice.mp4').waitFor()
    await settled(page, 1)
    await dropFiles(served, page, twice)
    await page.getByText('This draft is already here: twice.mp4').waitFor()
    const { drafts } = await served.ask('drafts', {})
    expect(drafts.map(({ name }) => name)).toEqual(['twice.mp4'])
    await expect.poll(() => new URL(page.url()).hash).toBe(`#/draft/${drafts[0]!.id}`)
    expect(complaints).toEqual([])
  })

  it('takes several files dropped at once, finds one, removes it, and brings it back by key and by notice', async () => {
    const { page, complaints } = await openPage(served)
    await page.getByRole('button', { name: 'Choose files' }).waitFor()
    await dropFiles(served, page, await copies('first cut.mp4', 'second cut.mp4', 'Kaffee.mp4'))
    await expect.poll(() => page.getByRole('row').count(), { timeout: 20_000 }).toBe(3)

    await page.keyboard.press('/')
    await page.keyboard.type('cut')
    await expect.poll(() => page.getByRole('row').count()).toBe(2)
    await page.getByRole('searchbox').fill('')
    await expect.poll(() => page.getByRole('row').count()).toBe(3)

    await rowOf(page, 'Kaffee.mp4').click({ position: { x: 400, y: 8 } })
    await page.keyboard.press('Delete')
    await expect.poll(() => rowOf(page, 'Kaffee.mp4').count()).toBe(0)
    await page.keyboard.press('Control+z')
    await rowOf(page, 'Kaffee.mp4').waitFor()
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(() => rowOf(page, 'Kaffee.mp4').count()).toBe(0)
    await page.getByRole('button', { name: /^Undo: Remove/ }).click()
    await rowOf(page, 'Kaffee.mp4').waitFor()

    await page.getByRole('button', { name: 'More for Kaffee.mp4' }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await expect.poll(() => rowOf(page, 'Kaffee.mp4').count()).toBe(0)
    // The menu took nothing with it and opened nothing below it.
    expect(await page.getByRole('row').count()).toBe(2)
    expect(page.url()).toContain('#/library')
    expect(complaints).toEqual([])
  })

  it('can be used with the keyboard alone: skip link, list, sheet of keys', async () => {
    const { page } = await openPage(served)
    await page.getByRole('button', { name: 'Choose files' }).waitFor()
    await dropFiles(served, page, await copies('a.mp4', 'b.mp4'))
    await settled(page, 2)
    await page.reload()
    await rowOf(page, 'a.mp4').waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('main')
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('Remove the selected drafts').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/#\/draft\//)
  })

  for (const theme of ['light', 'dark'] as const) {
    // The page is the same in the app; there it would cost another minute.
    it.skipIf(host.kind !== 'web')(
      `has no accessibility violations in the ${theme} theme: empty, full, with the sheet of keys, settings`,
      async () => {
        const { page } = await openPage(served, { theme })
        await page.getByRole('button', { name: 'Choose files' }).waitFor()
        expect(await axeFindings(page)).toEqual([])
        await dropFiles(served, page, await copies('a.mp4', 'b.mp4'))
        await rowOf(page, 'b.mp4').waitFor({ timeout: 20_000 })
        expect(await axeFindings(page)).toEqual([])
        await settled(page, 2)
        await rowOf(page, 'a.mp4').click({ position: { x: 400, y: 8 } })
        expect(await axeFindings(page)).toEqual([])
        await page.keyboard.press('?')
        await page.getByRole('dialog').waitFor()
        expect(await axeFindings(page)).toEqual([])
        await page.keyboard.press('Escape')
        await page.getByRole('link', { name: 'Settings' }).click()
        await page.getByRole('heading', { name: 'Settings' }).waitFor()
        expect(await axeFindings(page)).toEqual([])
      },
    )
  }

  // A browser has tabs, and a server that can be away; the app has one window, and its engine is killed in by-itself.test.ts.
  describe.runIf(host.kind === 'web')('with a server and tabs', () => {
    it('goes on after a reload in mid-job, and another tab shows the same', async () => {
      const first = await openPage(served)
      await first.page.getByRole('button', { name: 'Choose files' }).waitFor()
      // The whole sample: it is still measured when the page is loaded anew.
      await dropFiles(served, first.page, await copiesOf(sample, ['one.mp4', 'two.mp4']))
      await rowOf(first.page, 'two.mp4').waitFor({ timeout: 20_000 })
      await first.page.reload()
      const second = await openPage(served, { theme: 'dark' })
      await settled(first.page, 2)
      for (const { page } of [first, second]) {
        await expect
          .poll(() => rowOf(page, 'one.mp4').textContent(), { timeout: 10_000 })
          .toMatch(/Overall \d+/)
        await expect
          .poll(() => rowOf(page, 'two.mp4').textContent(), { timeout: 10_000 })
          .toMatch(/Overall \d+/)
      }
      await rowOf(second.page, 'one.mp4').click({ position: { x: 400, y: 8 } })
      await second.page.keyboard.press('Delete')
      await expect.poll(() => rowOf(first.page, 'one.mp4').count()).toBe(0)
      expect([...first.complaints, ...second.complaints]).toEqual([])
    })

    it('says calmly that the server is away, and works on when it is back', async () => {
      const { page } = await openPage(served)
      await page.getByRole('button', { name: 'Choose files' }).waitFor()
      await dropFiles(served, page, await copies('kept.mp4'))
      await settled(page, 1)
      const { libraryFolder } = served
      await served.stop({ keepLibrary: true })
      await page.getByText('The connection to Hookline is interrupted').waitFor()
      await rowOf(page, 'kept.mp4').waitFor()

      // Nobody tells the page where it is: it comes back where it was, and the page finds it by itself.
      served = await serveLibrary({ libraryFolder })
      await expect.poll(() => page.getByText('is interrupted').count(), { timeout: 15_000 }).toBe(0)
      await rowOf(page, 'kept.mp4').click({ position: { x: 400, y: 8 } })
      await page.keyboard.press('Delete')
      await expect.poll(async () => (await served.ask('drafts', {})).drafts.length).toBe(0)
    })
  })

  describeWithShared('files that browsers and players stumbled over, dropped all at once', () => {
    it('each gets a score or its sentence in place, and the good one among them is scored', async () => {
      const folder = sharedMaterial('media/odd')!
      const odd = readdirSync(folder).map((name) => join(folder, name))
      const { page, complaints } = await openPage(served)
      await page.getByRole('button', { name: 'Choose files' }).waitFor()
      await dropFiles(served, page, [...odd, ...(await copies('good.mp4'))])
      await settled(page, odd.length + 1)
      expect(await page.getByRole('list', { name: 'Files on their way' }).count()).toBe(0)
      const { drafts } = await served.ask('drafts', {})
      await page.setViewportSize({ width: 1280, height: 2000 })
      for (const { name, state, error } of drafts) {
        const text = rowOf(page, name)
        const expected = state === 'failed' ? error!.message : 'Overall'
        await expect.poll(() => text.textContent(), { timeout: 5_000 }).toContain(expected)
      }
      expect(drafts.find(({ name }) => name === 'good.mp4')?.state).toBe('scored')
      expect(drafts.some(({ state }) => state === 'failed')).toBe(true)
      expect(complaints).toEqual([])
    })
  })
})
