import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeOnHosts, type Served } from './harness.ts'
import { openTab } from './open-tab.ts'

/** An editor who needs a cover. */
describeOnHosts('covers of a draft', (host) => {
  let served: Served
  let id: string

  beforeAll(async () => {
    served = await host.serveLibrary()
    id = (await served.ask('addSample', {})).id
    await served.ask('draftMeasurement', { id })
  })
  afterAll(async () => {
    await served.stop()
    await host.close()
  })

  it('are shown with their reasons, sought, and saved at the size that platforms show', async () => {
    const { covers } = await served.ask('draftScore', { id })
    const { page, complaints, close } = await served.openPage({ route: `#/draft/${id}` })
    await openTab(page, 'Cover')
    const shown = page.getByRole('list', { name: 'Covers, the best first' })
    await shown.getByText(covers[0]!.reasons[0]!).first().waitFor()
    expect(await shown.getByRole('link', { name: /^Save the picture at/ }).count()).toBe(covers.length)
    const picture = shown.locator('img').first()
    await expect
      .poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalHeight), { timeout: 20_000 })
      .toBeGreaterThan(0)
    await shown.getByRole('button').first().click()
    const frame = Math.round(covers[0]!.timeS * 30)
    await page.locator(`[data-frame="${frame}"]`).first().waitFor()
    const link = shown.getByRole('link').first()
    if (host.seesDownloads) {
      expect(await served.downloadedBy(page, () => link.click())).toBe(`sample cover ${frame}.jpg`)
    }
    expect(complaints).toEqual([])
    await close()
  })
})
