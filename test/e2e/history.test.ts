import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest'
import { sharedMaterial } from '../shared-material.ts'
import { describeOnHosts, openPage, type Served } from './harness.ts'

const german =
  'Videos;Videotitel;Veröffentlichungszeitpunkt des Videos;Dauer;Aufrufe;Bewertungen\n' +
  'Gesamt;;;;1.300;60\n' +
  'abcdefghijk;Wie man Kaffee macht;30. März 2024;58;1.234;50\n' +
  'bcdefghijkl;Tee;2. April 2024;40;66;zehn\n'

describeOnHosts('the history', (host) => {
  let served: Served
  beforeEach(async () => {
    served = await host.serveLibrary()
  })
  afterEach(() => served.stop())
  afterAll(() => host.close())

  async function choose(page: Page, name: string, content: string): Promise<void> {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Import an export' }).click()
    await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
  }

  async function overflowing(page: Page): Promise<string[]> {
    return page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, h1, h3, p, dd, [role=columnheader]')]
        .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
        .map((one) => one.outerHTML.slice(0, 120)),
    )
  }

  // If this fails, a person can't get an export in, correct what it was taken for, or take it back.
  it('takes an export: looks at it, lets a column be corrected, imports it, and takes it back', async () => {
    const { page, complaints } = await openPage(served)
    await page.getByRole('link', { name: 'History' }).click()
    await page.getByRole('heading', { name: 'Drop the export of your posts here' }).waitFor()
    await choose(page, 'Tabelle.csv', german)
    const dialog = page.getByRole('dialog')
    await dialog.getByText('2 new posts').waitFor()
    await dialog.getByText('A row of totals is no post.').waitFor()
    await dialog.getByRole('button', { name: /What Bewertungen is/ }).click()
    await page.getByRole('option', { name: 'Likes', exact: true }).click()
    await dialog.getByText('“zehn” is no whole number.').waitFor()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
    expect(await overflowing(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Import 2 posts' }).click()
    await page.getByRole('row', { name: /Wie man Kaffee macht/ }).waitFor()
    const { posts } = await served.ask('history', {})
    expect(posts.map(({ title, latest }) => [title, latest?.metrics.views, latest?.metrics.likes])).toEqual([
      ['Tee', 66, undefined],
      ['Wie man Kaffee macht', 1234, 50],
    ])
    await page.getByRole('button', { name: /^Undo: Import/ }).click()
    await page.getByRole('heading', { name: 'Drop the export of your posts here' }).waitFor()
    expect((await served.ask('history', {})).posts).toEqual([])
    expect(complaints).toEqual([])
  })

  // If this fails, a post that is out can't be told, or its first views say nothing of what it comes to.
  it('notes a post that is out, forecasts it from its first views, and takes a count back', async () => {
    const sent = { name: 'a.csv', base64: Buffer.from(german).toString('base64'), modifiedAt: null }
    await served.ask('importHistory', { sent, lookOnly: false, asOf: '2024-05-01' })
    const { page, complaints } = await openPage(served, { route: '#/history' })
    await page.getByRole('button', { name: 'Note a post' }).click()
    await page.getByLabel('Address of the post').fill('https://www.youtube.com/shorts/cdefghijklm')
    await page.getByLabel('Published (YYYY-MM-DD HH:MM)').fill('2024-04-30 18:00')
    await page.getByLabel('Title').fill('Kakao')
    await page.getByRole('button', { name: 'Note it', exact: true }).click()
    await page.getByRole('row', { name: /Kakao/ }).waitFor()
    // By keyboard alone: into the table, to its first row, and in.
    await page.getByRole('grid', { name: 'Posts' }).focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Kakao' })
    await dialog.getByLabel('Hours since publishing').fill('24')
    await dialog.getByLabel('Views by then').fill('3200')
    await page.keyboard.press('Enter')
    // trendpop.com, VidCon 2022: 32 % after a day, 55 % after a week.
    await dialog.getByText('Views after 7 days: 5,500').waitFor()
    await dialog
      .getByText(/Not learned from this account/)
      .first()
      .waitFor()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
    expect(await overflowing(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Forget the count after 24 h' }).click()
    await dialog.getByText('Note how often it was seen').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Undo: Forget a count/ }).click()
    await page.getByRole('row', { name: /Kakao.*1 early count/ }).waitFor()
    expect(complaints).toEqual([])
  })

  // If this fails, a history of hundreds of posts can't be looked through, or an account can't be deleted.
  it('shows, sorts and filters the posts of real exports, and deletes an account', async (test) => {
    const long = sharedMaterial('tables/exports/youtube_studio_long_form.csv')
    const instagram = sharedMaterial('tables/exports/instagram_posts.csv')
    if (!long || !instagram) return test.skip('../shared, the real material, is not on this machine')
    for (const path of [long, instagram]) {
      const base64 = readFileSync(path).toString('base64')
      const sent = { name: path.split('/').at(-1)!, base64, modifiedAt: null }
      await served.ask('importHistory', { sent, lookOnly: false })
    }
    const { page, complaints } = await openPage(served, { route: '#/history' })
    await page.getByText('382 posts').waitFor()
    await page.getByRole('columnheader', { name: 'Views' }).getByRole('button').click()
    await page.getByRole('row', { name: /How I Would Learn Data Science.*1,253,559/ }).waitFor()
    expect(await page.getByRole('row').count()).toBeLessThan(80)
    await page.getByLabel('Search posts').fill('zillow')
    await expect.poll(() => page.getByRole('row').count()).toBeLessThan(20)
    await page.getByLabel('Search posts').fill('')
    expect(await overflowing(page)).toEqual([])
    await page.getByRole('button', { name: 'Imports and accounts' }).click()
    const instagramRow = page.getByRole('listitem').filter({ hasText: '159 posts' }).last()
    await instagramRow.getByRole('button', { name: 'Delete its history …' }).click()
    await instagramRow.getByRole('button', { name: 'Delete for good' }).click()
    await expect.poll(async () => (await served.ask('history', {})).accounts.length).toBe(1)
    expect(complaints).toEqual([])
  })
})
