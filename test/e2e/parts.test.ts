import { mkdir } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest'
import { describeOnHosts, openPage, type Served } from './harness.ts'

// Nothing is fetched here: what is fetched by a press is held in test/parts and test/engine/parts, against a server of ours.

describeOnHosts('optional parts in the settings', (host) => {
  let served: Served
  beforeEach(async () => {
    served = await host.serveLibrary()
  })
  afterEach(() => served.stop())
  afterAll(() => host.close())

  // If this failed, a person would be asked to fetch something without knowing how large it is and on what terms.
  it('tells size, source and licence before anything is fetched', async () => {
    const { page, complaints } = await openPage(served, { route: '#/settings' })
    const section = page.getByRole('region', { name: 'Optional parts' })
    await section.getByRole('button', { name: 'Download 79.6 MB' }).waitFor()
    const words = await section.innerText()
    for (const said of [
      'Speech recognition',
      'MIT',
      'huggingface.co/onnx-community/whisper-base_timestamped',
      'SHA-256',
    ])
      expect(words).toContain(said)
    expect(complaints).toEqual([])
  })

  it('switches a part that is there on and off, and removes it', async () => {
    const { id, source } = (await served.ask('parts', {})).parts[0]!
    const folder = join(served.libraryFolder, 'parts', id, source.revision)
    await mkdir(folder, { recursive: true })
    const { page } = await openPage(served, { route: '#/settings' })
    const box = page.getByRole('checkbox', { name: /Write down what is said/ })
    await box.click()
    await expect.poll(async () => (await served.ask('settings', {})).speechRecognition).toBe(true)
    await box.click()
    await expect.poll(async () => (await served.ask('settings', {})).speechRecognition).toBe(false)
    await page.getByRole('region', { name: 'Optional parts' }).getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('button', { name: 'Download 79.6 MB' }).waitFor()
    expect(existsSync(folder)).toBe(false)
  })
})
