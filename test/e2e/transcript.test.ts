import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { projectRoot } from '../host/hookline.ts'
import { describeOnHosts, openPage, type Served } from './harness.ts'
import { openTab } from './open-tab.ts'

/** What an editor does who has a captions file. */
describeOnHosts('what is said in a draft', (host) => {
  const folder = mkdtempSync(join(tmpdir(), 'hookline-words-'))
  const captions = join(folder, 'said.srt')
  const sample = join(projectRoot, 'resources', 'sample', 'sample.mp4')
  let served: Served
  let id: string

  beforeAll(async () => {
    writeFileSync(
      captions,
      '1\n00:00:00,500 --> 00:00:02,500\nThree mistakes with coffee\n\n2\n00:00:06,000 --> 00:00:08,000\nThe café grinds too coarse\n\n3\n00:00:13,000 --> 00:00:15,000\nSave this video for tomorrow morning\n',
    )
    served = await host.serveLibrary()
    const { drafts } = await served.ask('addDrafts', { paths: [sample], origin: 'file' })
    id = drafts[0]!.id
    await served.ask('draftMeasurement', { id })
  })
  afterAll(async () => {
    await host.close()
    await served.stop()
    rmSync(folder, { recursive: true })
  })

  it('comes from a file that is added, is searched and sought, and goes again', async () => {
    const { page, close, complaints } = await openPage(served, { route: `#/draft/${id}` })
    await openTab(page, 'Transcript')
    await page.getByText('No captions. Add or drop').waitFor()
    await page.getByLabel('Captions file').setInputFiles(captions)
    await page.getByText('said.srt: 3 captions').waitFor()
    await page.getByText('Save', { exact: true }).click()
    await page.locator('[aria-current=location]', { hasText: 'Save' }).waitFor()

    await openTab(page, 'Checks')
    await page.getByText('asks to save').first().waitFor({ state: 'attached' })
    await page.keyboard.press('Control+f')
    await page.keyboard.type('cafe')
    await page.getByText('1 of 1').waitFor()
    await page.locator('[aria-current=location]', { hasText: 'café' }).waitFor()
    expect(complaints).toEqual([])
    // The tester of accessibility styles the page by itself, which the page's policy complains of.
    if (host.kind === 'web') {
      const { violations } = await new AxeBuilder({ page }).include('aside').analyze()
      expect(violations.map(({ id: rule }) => rule)).toEqual([])
    }
    await page.getByRole('button', { name: 'Remove' }).click()
    await page.getByText('No captions. Add or drop').waitFor()
    // Taken away by mistake: the file need not be looked for again.
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Undo: remove said.srt' }).click()
    await page.getByText('said.srt: 3 captions').waitFor()
    await page.getByRole('button', { name: 'Undo: add said.srt' }).click()
    await page.getByText('No captions. Add or drop').waitFor()
    await page.getByRole('button', { name: 'Redo: add said.srt' }).click()
    await page.getByText('said.srt: 3 captions').waitFor()
    await close()
  })
})
