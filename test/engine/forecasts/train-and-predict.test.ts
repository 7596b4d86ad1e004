import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput } from '../../../shared/contract/calls.ts'
import type { DraftForecast, TargetForecast } from '../../../shared/contract/forecasts.ts'
import type { HistoryImport } from '../../../shared/contract/history.ts'
import {
  descendantsOf,
  eventually,
  projectRoot,
  runningProcesses,
  startHookline,
  temporaryFolder,
} from '../../host/hookline.ts'
import { sharedMaterial } from '../../shared-material.ts'
import { startEngine, type RunningEngine } from '../drafts/running-engine.ts'
import { dayAfter, exportOf, madeUpPosts } from './accounts.ts'

const sample = join(projectRoot, 'resources', 'sample', 'sample.mp4')
let folder: ReturnType<typeof temporaryFolder>
let engine: RunningEngine
/** A library that knows the sample, so that it is measured once. */
let measured: ReturnType<typeof temporaryFolder>
beforeAll(async () => {
  measured = temporaryFolder()
  const first = startEngine(measured.path, { resident: false })
  await first.call('measure', { path: sample })
  await first.close()
}, 60_000)
afterAll(() => measured.remove())
beforeEach(() => {
  folder = temporaryFolder()
  cpSync(measured.path, join(folder.path, 'library'), { recursive: true })
  engine = startEngine(join(folder.path, 'library'), { resident: false })
})
afterEach(async () => {
  await engine.close()
  folder.remove()
})

function bring(content: string, told: Partial<CallInput<'importHistory'>>): Promise<HistoryImport> {
  const sent = { name: 'posts.csv', base64: Buffer.from(content).toString('base64'), modifiedAt: null }
  return engine.call('importHistory', { sent, lookOnly: false, ...told })
}

function ask(title: string): Promise<DraftForecast> {
  return engine.call('predict', { path: sample, platform: 'shorts', details: { title } })
}

function targetOf({ targets }: DraftForecast, id: TargetForecast['target']): TargetForecast {
  const found = targets.find(({ target }) => target === id)
  if (!found) throw new Error(`no ${id} among ${targets.map(({ target }) => target).join(', ')}`)
  return found
}

describe('from an export to a forecast', () => {
  it('finds a planted effect, says what moves the forecast, and keeps it', async () => {
    const posts = madeUpPosts({ posts: 120, questionFactor: 6, noise: 0.5, seed: 1 })
    await bring(exportOf(posts), { account: 'Planted', asOf: '2024-07-30' })
    const { trained } = await engine.call('train', {})
    const views = trained.find(({ scope }) => scope === 'youtube-short-viewsSettled')
    expect(views).toMatchObject({ active: true, posts: 120, betterThanMedian: true })
    expect(views?.heldOut.order).toBe('time')

    const asking = targetOf(await ask('word word word?'), 'viewsSettled')
    const telling = targetOf(await ask('word word word'), 'viewsSettled')
    expect(asking.from).toBe('model')
    expect(asking.forecast!.value / telling.forecast!.value).toBeGreaterThan(3)
    expect(asking.movedBy[0]).toMatchObject({ feature: 'post.asksQuestion', value: 'yes' })
    expect(asking.movedBy[0]!.moves).toBeGreaterThan(0)
    expect(telling.movedBy.find(({ feature }) => feature === 'post.asksQuestion')!.moves).toBeLessThan(0)
    // The upper third lies within the posts that ask, the lower third within the others.
    expect(telling.class).toBe('low')
    expect(asking.chances!.high).toBeGreaterThan(2 * telling.chances!.high)
    const { low80, low50, value, high50, high80 } = asking.forecast!
    expect([low80, low50, value, high50, high80]).toEqual(
      [low80, low50, value, high50, high80].toSorted((a, b) => a - b),
    )

    const { forecasts } = await engine.call('forecasts', {})
    const kept = forecasts.filter(({ target }) => target === 'viewsSettled')
    expect(kept.map(({ forecast }) => forecast.value).toSorted()).toEqual(
      [value, telling.forecast!.value].toSorted(),
    )
    // The same question again is the same forecast.
    await ask('word word word?')
    expect((await engine.call('forecasts', {})).forecasts).toHaveLength(forecasts.length)
  })

  it('says that it is no better than the median where nothing tells posts apart', async () => {
    const posts = madeUpPosts({ posts: 80, questionFactor: 1, noise: 1.26, seed: 2 })
    await bring(exportOf(posts), { account: 'Noise', asOf: '2024-07-30' })
    await engine.call('train', {})
    const views = targetOf(await ask('word?'), 'viewsSettled')
    expect(views.from).toBe('median')
    expect(views.says).toContain('no better than your median')
    const sorted = posts.map((post) => post.views).toSorted((a, b) => a - b)
    expect(views.forecast!.value).toBe((sorted[39]! + sorted[40]!) / 2)
    expect(views.movedBy).toEqual([])
  })

  it('trains none on nine posts and gives the spread of accounts around their median', async () => {
    const posts = madeUpPosts({ posts: 9, questionFactor: 1, noise: 0.5, seed: 3 })
    await bring(exportOf(posts), { account: 'Small', asOf: '2024-07-30' })
    const { trained, skipped } = await engine.call('train', {})
    expect(trained).toEqual([])
    expect(skipped[0]!.reason).toContain('under 10')
    const views = targetOf(await ask('word'), 'viewsSettled')
    const median = posts.map((post) => post.views).toSorted((a, b) => a - b)[4]!
    expect(views.from).toBe('spread')
    expect(views.forecast!.value).toBe(median)
    // ±1.2816 standard deviations of 1.26 in log2 hold 80 % (science.md; scipy.stats.norm.ppf(0.9) = 1.2815515655446004).
    expect(views.forecast!.high80 / median).toBeCloseTo(2 ** (1.2815515655446004 * 1.26), 9)
    expect(median / views.forecast!.low80).toBeCloseTo(2 ** (1.2815515655446004 * 1.26), 9)
  })

  it('knows only the factor of an account without history', async () => {
    const { account, targets, notes } = await ask('word')
    expect(account).toBeNull()
    expect(targets).toHaveLength(1)
    expect(targets[0]).toMatchObject({ from: 'spread', forecast: null })
    expect(notes.join(' ')).toContain('import')
  })

  it('sets what came beside the forecast that was made before', async () => {
    const today = new Date().toISOString().slice(0, 10)
    const posts = madeUpPosts({
      posts: 20,
      questionFactor: 1,
      noise: 0.5,
      seed: 4,
      firstDay: dayAfter(today, -80),
    })
    await bring(exportOf(posts), { account: 'Live', asOf: today })
    const [draft] = (await engine.call('addDrafts', { paths: [sample], origin: 'file' })).drafts
    const details = { title: 'the new one', post: 'video999999' }
    await engine.call('setDetails', { id: draft!.id, details })
    const said = targetOf(
      await engine.call('draftForecast', { id: draft!.id, platform: 'shorts' }),
      'viewsSettled',
    )
    const came = {
      id: 'video999999',
      title: 'the new one',
      day: dayAfter(today, 1),
      lengthS: 20,
      views: 1234,
    }
    await bring(exportOf([...posts, came]), { account: 'Live', asOf: dayAfter(today, 40) })
    const { forecasts, live } = await engine.call('forecasts', {})
    const kept = forecasts.find(({ target }) => target === 'viewsSettled')!
    expect(kept).toMatchObject({ forecast: { value: said.forecast!.value }, outcome: { value: 1234 } })
    const isHeld = 1234 >= said.forecast!.low80 && 1234 <= said.forecast!.high80
    expect(live.find(({ scope }) => scope === 'youtube-short-viewsSettled')).toMatchObject({
      rows: 1,
      coverage80: isHeld ? 1 : 0,
      mae: Math.abs(1234 - said.forecast!.value),
    })
  })

  it.skipIf(process.platform !== 'linux').each(['trainer', 'whole command'])(
    'serves the old model when the %s is killed in mid-training',
    async (name) => {
      const posts = madeUpPosts({ posts: 60, questionFactor: 6, noise: 0.5, seed: 6 })
      await bring(exportOf(posts), { account: 'Killed', asOf: '2024-07-30' })
      await engine.call('train', {})
      const before = targetOf(await ask('word?'), 'viewsSettled')
      const known = await engine.call('models', { action: 'list' })
      await engine.close()
      const library = join(folder.path, 'library')
      const { child, finished } = startHookline(['train', '--json', '--library', library])
      const victim = await eventually(() =>
        descendantsOf(child.pid!).find(({ commandLine }) => commandLine.includes('trainer.js')),
      )
      await new Promise((resolve) => setTimeout(resolve, 300))
      const engineOf = descendantsOf(child.pid!).find(({ commandLine }) => commandLine.includes('engine.js'))
      if (name === 'trainer') process.kill(victim.pid, 'SIGKILL')
      else for (const pid of [child.pid!, engineOf!.pid]) process.kill(pid, 'SIGKILL')
      const { exitCode, stdout } = await finished
      expect(exitCode).toBe(name === 'trainer' ? 1 : null)
      if (name === 'trainer') expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'worker_crashed' } })
      // A trainer whose engine is gone ends by itself.
      await eventually(() => !runningProcesses().some((one) => one.pid === victim.pid))

      engine = startEngine(library, { resident: false })
      const after = targetOf(await ask('word?'), 'viewsSettled')
      expect(after.model!.id).toBe(before.model!.id)
      expect(after.forecast).toEqual(before.forecast)
      const { models, damaged } = await engine.call('models', { action: 'list' })
      expect(damaged).toEqual([])
      expect(models.filter(({ active }) => active)).toEqual(known.models.filter(({ active }) => active))
    },
    40_000,
  )

  it('serves the old model when a training is cancelled', async () => {
    const posts = madeUpPosts({ posts: 60, questionFactor: 6, noise: 0.5, seed: 5 })
    await bring(exportOf(posts), { account: 'Killed', asOf: '2024-07-30' })
    await engine.call('train', {})
    const before = targetOf(await ask('word?'), 'viewsSettled')
    const stop = new AbortController()
    const again = engine.call('train', {}, { signal: stop.signal, onEvent: () => stop.abort() })
    await expect(again).rejects.toMatchObject({ code: 'cancelled' })
    const after = targetOf(await ask('word?'), 'viewsSettled')
    expect(after.model!.id).toBe(before.model!.id)
    expect(after.forecast).toEqual(before.forecast)
    expect((await engine.call('models', { action: 'list' })).damaged).toEqual([])
  })
})

describe('real exports', () => {
  const exports = {
    'youtube_studio_music_and_shorts.csv': '2026-01-15',
    'youtube_studio_long_form.csv': '2022-03-01',
  }
  it.skipIf(sharedMaterial('tables/exports') === null)(
    'are trained on and judged on later posts, with intervals around what is said',
    async () => {
      for (const [name, asOf] of Object.entries(exports)) {
        await engine.call('importHistory', {
          path: sharedMaterial(`tables/exports/${name}`)!,
          account: name,
          asOf,
          lookOnly: false,
        })
      }
      const { trained } = await engine.call('train', { platform: 'youtube' })
      expect(trained.map(({ scope }) => scope)).toContain('youtube-long-viewsSettled')
      for (const { heldOut } of trained) {
        expect(heldOut.order).toBe('time')
        expect(heldOut.coverage80).toBeGreaterThan(heldOut.coverage50)
      }
      const forecast = await engine.call('predict', {
        path: sample,
        platform: 'youtube',
        account: 'youtube_studio_long_form.csv',
        details: null,
      })
      expect(forecast.account?.name).toBe('youtube_studio_long_form.csv')
      for (const { forecast: one } of forecast.targets) {
        expect(one!.low80).toBeLessThanOrEqual(one!.low50)
        expect(one!.high50).toBeLessThanOrEqual(one!.high80)
      }
    },
  )
})
