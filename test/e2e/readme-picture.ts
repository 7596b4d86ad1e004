import { join } from 'node:path'
import { closeBrowser, openPage, serveLibrary } from './harness.ts'

// Makes the picture of README.md: the sample draft as the app shows it. `npm run make-screenshot`.
const picture = join(import.meta.dirname, '../../resources/readme/draft.png')

const served = await serveLibrary()
try {
  const { id } = await served.ask('addSample', {})
  await served.ask('draftScore', { id })
  await served.ask('playback', { id })
  const { page } = await openPage(served, { route: `#/draft/${id}`, theme: 'dark', width: 1440, height: 900 })
  await page
    .getByRole('slider', { name: /playhead|position|time/i })
    .first()
    .waitFor()
  await page.waitForFunction('[...document.images].every((image) => image.complete)')
  await page.waitForTimeout(1_500) // the timeline draws its thumbnails as they come
  await page.screenshot({ path: picture })
} finally {
  await closeBrowser()
  await served.stop()
}
