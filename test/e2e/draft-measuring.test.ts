import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { makeBenchDraft, standardDraft } from '../bench/bench-drafts.ts'
import { closeBrowser, describeInBrowser, openPage, serveLibrary, type Served } from './harness.ts'

/** A draft that is opened while it is still measured, and ones that can't be measured. */
describeInBrowser('the screen of a draft that is not measured yet', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hookline-measuring-'))
  let served: Served
  let path: string

  beforeAll(async () => {
    const { ffmpegPath } = await locateFfmpeg()
    path = makeBenchDraft(ffmpegPath, folder, { ...standardDraft, width: 720, height: 1280, seconds: 45 })
    served = await serveLibrary()
  })
  afterAll(async () => {
    await closeBrowser()
    await served.stop()
    rmSync(folder, { recursive: true })
  })

  it('shows provisional scores first, then the settled ones in the same place, and says so', async () => {
    const { drafts } = await served.ask('addDrafts', { paths: [path], origin: 'file' })
    const { page, context, complaints } = await openPage(served, { route: `#/draft/${drafts[0]!.id}` })
    const provisional = page.getByRole('group', { name: 'Provisional scores' })
    await provisional.waitFor()
    await page.getByRole('progressbar').waitFor()
    const overall = page.getByRole('button', { name: /^Overall/ })
    const before = (await overall.boundingBox())!
    await page.getByRole('group', { name: 'Scores', exact: true }).waitFor({ timeout: 120_000 })
    await page.getByText(/^Scores have settled: \d+ overall/).waitFor()
    await page.locator('[data-lane="shots"]').waitFor()
    const after = (await overall.boundingBox())!
    expect([after.x, after.width, after.height]).toEqual([before.x, before.width, before.height])
    expect(complaints).toEqual([])
    await context.close()
  })

  it('can be cancelled, says so, and can be tried again', async () => {
    const { ffmpegPath } = await locateFfmpeg()
    const other = makeBenchDraft(ffmpegPath, folder, {
      ...standardDraft,
      width: 720,
      height: 1280,
      seconds: 44,
    })
    const { drafts } = await served.ask('addDrafts', { paths: [other], origin: 'file' })
    const { page, context } = await openPage(served, { route: `#/draft/${drafts[0]!.id}` })
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByText('The timeline').or(page.getByText('There is no timeline')).first().waitFor()
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('progressbar').waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Try again' }).waitFor()
    await context.close()
  })
})
