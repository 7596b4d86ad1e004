import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest'
import { exportOf, madeUpPosts } from '../engine/forecasts/accounts.ts'
import { describeOnHosts, openPage, type Served } from './harness.ts'

describeOnHosts('forecasts', (host) => {
  let served: Served
  beforeEach(async () => {
    served = await host.serveLibrary()
  })
  afterEach(() => served.stop())
  afterAll(() => host.close())

  async function violationsOn(page: Page): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page }).analyze()
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
  }

  // If this fails, nobody sees what a draft can expect, or is led to the import without a history.
  it('are shown on the draft, from nothing to a model that a person trains and goes back from', async () => {
    const { id } = await served.ask('addSample', {})
    await served.ask('setDetails', { id, details: { title: 'word word?' } })
    await served.ask('draftScore', { id })
    await served.ask('updateSettings', { platform: 'shorts' })
    const { page, complaints } = await openPage(served, { route: `#/draft/${id}` })
    await page.getByRole('tab', { name: 'Forecast' }).click()
    await page.getByRole('button', { name: 'Import your history' }).waitFor()

    const posts = madeUpPosts({ posts: 60, questionFactor: 6, noise: 0.5, seed: 1 })
    const sent = { name: 'a.csv', base64: Buffer.from(exportOf(posts)).toString('base64'), modifiedAt: null }
    await served.ask('importHistory', { sent, account: 'Planted', asOf: '2024-07-30', lookOnly: false })
    await page
      .getByRole('region', { name: 'Views in the long run' })
      .getByText(/no model has been/i)
      .waitFor()

    await page.getByRole('link', { name: 'Models' }).click()
    await page.getByRole('button', { name: 'Train on the history' }).click()
    const scope = page.getByRole('region', { name: 'YouTube, shorts: views in the long run', exact: true })
    await scope.getByText(/: better than your median/).waitFor()
    await scope.getByText('has a question mark').waitFor()
    expect(await violationsOn(page)).toEqual([])

    await page.goBack()
    await page.getByRole('tab', { name: 'Forecast' }).click()
    const card = page.getByRole('region', { name: 'Views in the long run' })
    await card.getByText('Length, title or caption, and time of posting').waitFor()
    await card.getByText('One by one').click()
    await card.getByText(/has a question mark: yes/).waitFor()
    await page.getByRole('button', { name: /Change the hook/ }).click()
    await page.getByRole('option', { name: 'As usual for this account' }).click()
    await page.getByText(/what its hooks usually are is not known/).waitFor()
    await page.getByRole('button', { name: /Change the hook/ }).click()
    await page.getByRole('option', { name: 'As good as it gets' }).click()
    await page.getByText(/No model in use here knows the grades of hooks/).waitFor()
    // Looking for violations on a draft with its timeline itself sets styles that the policy refuses.
    expect(complaints).toEqual([])
    expect(await violationsOn(page)).toEqual([])
  })

  // If this fails, nobody sees how versions went, or one that was put in use by mistake stays.
  it('show how a model went from version to version, compare two, and take back what was put in use', async () => {
    const posts = madeUpPosts({ posts: 60, questionFactor: 6, noise: 0.5, seed: 1 })
    const sent = { name: 'a.csv', base64: Buffer.from(exportOf(posts)).toString('base64'), modifiedAt: null }
    await served.ask('importHistory', { sent, account: 'Planted', asOf: '2024-07-30', lookOnly: false })
    await served.ask('train', {})
    await served.ask('train', {})
    const { page, complaints } = await openPage(served, { route: '#/models' })
    const scope = page.getByRole('region', {
      name: 'YouTube, shorts: views in the long run',
      exact: true,
    })
    await scope.getByRole('img', { name: /Mean error.*by version: 1\.0\.0/ }).waitFor()
    await scope.getByText('Compare two versions').click()
    await scope
      .getByRole('table', { name: /Two versions/ })
      .getByText('60 posts of 1 account')
      .first()
      .waitFor()
    const inUse = async (): Promise<string[]> => {
      const { models } = await served.ask('models', { action: 'list' })
      return models.flatMap(({ card, active }) =>
        active && /viewsSettled/.test(card.id) ? [card.version] : [],
      )
    }
    const [newest] = await inUse()
    const other = scope.getByRole('button', { name: /^Use / })
    await other.click()
    await expect.poll(inUse).not.toEqual([newest])
    await page.getByRole('button', { name: /^Undo: Use/ }).click()
    await expect.poll(inUse).toEqual([newest])
    expect(complaints).toEqual([])
    expect(await violationsOn(page)).toEqual([])
  })
})
