import type { Page } from 'playwright'

/** Opens a tab about the draft, out of the menu “More” where the row has no room for it. */
export async function openTab(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('tab').first().waitFor()
  const tab = page.getByRole('tab', { name })
  if (await tab.isVisible()) return tab.click()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name }).click()
  await page.getByRole('tab', { name, selected: true }).waitFor()
}
