import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { makeBenchDraft, standardDraft } from '../bench/bench-drafts.ts'
import { describeOnHosts, openPage, type OpenPage, type Served } from './harness.ts'

const folder = mkdtempSync(join(tmpdir(), 'hookline-measuring-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A draft that is opened while it is measured. */
describeOnHosts('the screen of a draft that is not measured yet', (host) => {
  let served: Served
  let id: string
  let opened: OpenPage

  beforeAll(async () => {
    const { ffmpegPath } = await locateFfmpeg()
    // It is made for the first host and measured for some seconds: long enough to be looked at.
    const path = makeBenchDraft(ffmpegPath, folder, {
      ...standardDraft,
      width: 540,
      height: 960,
      megabitsPerS: 4,
      seconds: 30,
    })
    served = await host.serveLibrary()
    id = (await served.ask('addDrafts', { paths: [path], origin: 'file' })).drafts[0]!.id
    opened = await openPage(served, { route: `#/draft/${id}` })
  })
  afterAll(async () => {
    await host.close()
    await served.stop()
  })

  it('tells how far it is, can be cancelled, says so, and can be tried again', async () => {
    const { page } = opened
    await page.getByRole('progressbar').waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByText('There is no timeline: the draft was not measured.').waitFor()
    expect((await served.ask('draft', { id })).state).toBe('cancelled')
    // Nothing that was not measured may look like a bad score.
    expect(await page.getByRole('button', { name: /^Overall/ }).textContent()).toBe('Overall–none')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('progressbar').waitFor()
  })

  it('shows provisional scores first, then the settled ones in the same place, and says so', async () => {
    const { page, complaints } = opened
    await page.getByRole('group', { name: 'Provisional scores' }).waitFor()
    const overall = page.getByRole('button', { name: /^Overall/ })
    const before = (await overall.boundingBox())!
    await page.getByRole('group', { name: 'Scores', exact: true }).waitFor({ timeout: 120_000 })
    await page.getByText(/^Scores have settled: \d+ overall/).waitFor()
    await page.locator('[data-lane="shots"]').waitFor()
    const after = (await overall.boundingBox())!
    expect([after.x, after.width, after.height]).toEqual([before.x, before.width, before.height])
    expect(complaints).toEqual([])
  })
})
