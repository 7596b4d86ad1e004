import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { projectRoot } from '../host/hookline.ts'
import { describeOnHosts, openPage, type Served } from './harness.ts'
import { openTab } from './open-tab.ts'

/** What an editor does who looks for music, and who hears a cut before it is moved. */
describeOnHosts('music and cuts of a draft', (host) => {
  const folder = mkdtempSync(join(tmpdir(), 'hookline-music-'))
  const music = join(folder, 'music')
  const sample = join(projectRoot, 'resources', 'sample', 'sample.mp4')
  let served: Served
  let id: string

  beforeAll(async () => {
    const { ffmpegPath } = await locateFfmpeg()
    mkdirSync(music)
    execFileSync(ffmpegPath, ['-v', 'error', '-i', sample, '-vn', '-b:a', '96k', join(music, 'own.mp3')])
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

  it('ranks a folder that is chosen, says why, and lets a track be heard', async () => {
    const { page, close, complaints } = await openPage(served, { route: `#/draft/${id}` })
    await openTab(page, 'Music')
    await page.getByText('Choose a folder of tracks').waitFor()
    await page.getByLabel('Folder of music').fill(join(music, 'none'))
    await page.getByRole('button', { name: 'Rank' }).click()
    await page.getByText('There is no folder').waitFor()
    await page.getByLabel('Folder of music').fill(music)
    await page.getByRole('button', { name: 'Rank' }).click()
    const tracks = page.getByRole('list', { name: 'Tracks, what fits best first' })
    await tracks.getByText('own.mp3').waitFor()
    // What it is all about is seen without scrolling, on a small laptop's 1280 × 800.
    const panel = await page.getByRole('tabpanel').boundingBox()
    const first = await tracks.getByRole('listitem').first().boundingBox()
    expect(first!.y).toBeGreaterThan(panel!.y)
    expect(first!.y + first!.height).toBeLessThan(panel!.y + panel!.height)
    await tracks.getByText('rights: unknown').click()
    await tracks.getByText('It is in this draft already').waitFor()
    await page.getByText('any active Content ID claim is blocked').waitFor()
    await tracks.getByRole('button', { name: /^Hear own\.mp3/ }).click()
    await page.waitForFunction(() => (document.querySelector('audio')?.duration ?? 0) > 5)
    expect(complaints).toEqual([])
    if (host.kind === 'web') {
      const { violations } = await new AxeBuilder({ page }).include('aside').analyze()
      expect(violations.map(({ id: rule }) => rule)).toEqual([])
    }
    await close()
  })

  it('plays a cut that is off the beat as it is and moved', async () => {
    const { sync } = await served.ask('draftMeasurement', { id })
    const off = sync.filter((point) => !point.onBeat && point.offsetFrames !== 0)
    const { page, close, complaints } = await openPage(served, { route: `#/draft/${id}` })
    await openTab(page, 'Sound')
    const list = page.getByRole('region', { name: 'Cuts off the beat' })
    await list.getByText(`Cuts off the beat: ${off.length} of`).waitFor()
    if (off.length > 0) {
      await list.getByRole('button', { name: /moved/ }).first().click()
      await page.waitForFunction(() => document.querySelector('video[aria-label]') !== null)
    }
    expect(complaints).toEqual([])
    await close()
  })
})
