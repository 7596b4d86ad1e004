import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { projectRoot } from '../host/hookline.ts'
import { sharedMaterial } from '../shared-material.ts'
import { describeOnHosts, openPage, type OpenPage, type Served } from './harness.ts'

// Renders side by side in a real browser. Differences on the page are checked against what the engine answers.

const files = ['drafts/chaplin.mp4', 'drafts/cat-spin.mp4', 'cuts/fades.mp4'].map((name) =>
  sharedMaterial(`media/${name}`),
)
/** 1080 × 1920. */
const upright = join(projectRoot, 'resources', 'sample', 'sample.mp4')

describeOnHosts('the compare screen', (host) => {
  if (files.some((file) => file === null)) {
    it.skip('skipped: ../shared/media is not there', () => undefined)
    return
  }
  let served: Served
  let open: OpenPage
  let ids: string[]

  beforeAll(async () => {
    served = await host.serveLibrary()
    const { drafts } = await served.ask('addDrafts', { paths: files as string[], origin: 'file' })
    ids = drafts.map(({ id }) => id)
    await Promise.all(ids.map((id) => served.ask('draftScore', { id })))
    await Promise.all(ids.map((id) => served.ask('playback', { id })))
    open = await openPage(served, { route: `#/compare/${ids.join(',')}` })
  })
  afterAll(async () => {
    await host.close()
    await served.stop()
  })

  it('shows the scores of each render and how far they lie from the first', async () => {
    const { comparison } = await served.ask('compareDrafts', { ids })
    const { page } = open
    for (const [index, score] of comparison.drafts.entries()) {
      if (!('overall' in score)) throw new Error('a draft failed')
      const column = page.getByRole('region', { name: new RegExp(`^Render ${index + 1}:`) })
      await column.getByTitle(`Overall: ${score.overall},`).waitFor()
      if (index === 0) continue
      const difference = comparison.differences[index - 1]!.overall.difference!
      const shown = difference === 0 ? '±0' : difference > 0 ? `+${difference}` : `−${-difference}`
      expect(await column.getByTitle('Against the first render').first().textContent()).toBe(shown)
    }
  })

  it('names the strongest opening as the engine does', async () => {
    const { opening } = await served.ask('compareDrafts', { ids })
    const { page } = open
    const strongest = ids.indexOf(opening.strongestId ?? '')
    const columns = page.getByRole('region', { name: /^Render/ })
    for (let index = 0; index < ids.length; index++) {
      const marked = await columns.nth(index).getByText('Strongest opening').count()
      expect(marked, `render ${index + 1}`).toBe(index === strongest ? 1 : 0)
    }
  })

  it('plays all renders in step', async () => {
    const { page } = open
    const times = (): Promise<number[]> =>
      page.evaluate(() => [...document.querySelectorAll('video')].map((video) => video.currentTime))
    await page.waitForFunction(() =>
      [...document.querySelectorAll('video')].every((video) => video.readyState >= 3),
    )
    await page.keyboard.press('Space')
    await page.waitForFunction(() => document.querySelector('video')!.currentTime > 1.5)
    await page.keyboard.press('Space')
    await page.waitForFunction(() =>
      [...document.querySelectorAll('video')].every((video) => video.paused && !video.seeking),
    )
    const shown = await times()
    // A media time of the first frame other than 0 would show here: these files begin at 0.
    expect(Math.max(...shown) - Math.min(...shown)).toBeLessThan(0.05)
    await page.keyboard.press('End')
    const lengthsS = (await served.ask('drafts', {})).drafts.map(({ video }) => video!.durationS)
    await expect.poll(async () => Math.max(...(await times()))).toBeGreaterThan(Math.max(...lengthsS) - 0.2)
    await page.keyboard.press('Home')
    await expect.poll(async () => Math.max(...(await times()))).toBeLessThan(0.1)
  })

  it('sets the others against another render when asked to', async () => {
    const { page } = open
    await page
      .getByRole('region', { name: /^Render 3:/ })
      .getByRole('button', { name: 'Set the others against this one' })
      .click()
    await page.waitForURL(`**/#/compare/${[ids[2], ids[0], ids[1]].join(',')}`)
    await page.getByRole('region', { name: 'Render 1: fades.mp4' }).waitFor()
    await page.goBack()
  })

  it('shows the whole picture of each render, of one that stands upright too', async () => {
    const { drafts } = await served.ask('addDrafts', { paths: [upright], origin: 'file' })
    const shown = [drafts[0]!.id, ids[0]!]
    await Promise.all(shown.map((id) => served.ask('playback', { id })))
    for (const size of [
      { width: 1280, height: 800 },
      { width: 1920, height: 1080 },
    ]) {
      const { page, close } = await openPage(served, { route: `#/compare/${shown.join(',')}`, ...size })
      await page.waitForFunction(() => {
        const videos = [...document.querySelectorAll('video')]
        return videos.length === 2 && videos.every((video) => video.videoHeight > 0)
      })
      const boxes = await page.evaluate(() =>
        [...document.querySelectorAll('video')].map((video) => {
          const [inner, outer] = [video, video.parentElement!].map((box) => box.getBoundingClientRect())
          const ratio = video.videoHeight / video.videoWidth
          return { inner: inner!.toJSON() as DOMRect, outer: outer!.toJSON() as DOMRect, ratio }
        }),
      )
      expect(boxes[0]!.ratio).toBeGreaterThan(1.7)
      for (const { inner, outer } of boxes) {
        expect(inner.top).toBeGreaterThanOrEqual(outer.top - 0.5)
        expect(inner.bottom).toBeLessThanOrEqual(outer.bottom + 0.5)
        expect(inner.left).toBeGreaterThanOrEqual(outer.left - 0.5)
        expect(inner.right).toBeLessThanOrEqual(outer.right + 0.5)
      }
      await close()
    }
  })

  it.each(['light', 'dark'] as const)('has nothing that keeps people out, in %s', async (theme) => {
    const { page, close, complaints } = await openPage(served, {
      route: `#/compare/${ids.join(',')}`,
      theme,
    })
    await page.locator('tbody th').first().waitFor()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)).toEqual(
      [],
    )
    expect([...open.complaints, ...complaints]).toEqual([])
    await close()
  })
})
