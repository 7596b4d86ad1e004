import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  modelRegistry,
  type ModelRegistry,
  type NewCard,
} from '../../electron/prediction/registry/model-registry.ts'

const figures = {
  rows: 20,
  mae: 1,
  r2: 0.5,
  spearman: 0.6,
  coverage80: 0.8,
  coverage50: 0.5,
  width80: 2,
  width50: 1,
  constantWidth80: 2,
  constantWidth50: 1,
  median: { mae: 2, r2: 0 },
  betterThanMedian: true,
}

function card(createdAt: string): NewCard {
  return {
    scope: 'table-posts-views',
    createdAt,
    seconds: 1,
    target: 'views',
    group: null,
    scale: 'log',
    data: { source: 'posts.csv', rows: 20, groups: 0, fingerprint: '00' },
    folds: 5,
    seed: 0,
    hyperParameters: {},
    combination: { boosting: 0.5, forest: 0.5, trust: 1 },
    features: ['a'],
    figures,
    classes: { accuracy: 0.5, precisionHigh: null, recallHigh: null },
    timeOrder: null,
    importances: [],
  }
}

const day = (number: number): string => `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

// If these fail, a model that was half written or changed on the disk is asked for forecasts, or a good one is lost.
describe('the registry of models', () => {
  let folder: string
  let registry: ModelRegistry
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'hookline-models-')), 'models')
    registry = modelRegistry(folder)
  })
  afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }))
  const store = (number: number, change: 'major' | 'minor' | 'patch' = 'minor') =>
    registry.store(card(day(number)), change, { 'model.bin': bytes(`model ${number}`) })

  it('numbers versions by what changed', async () => {
    const versions: string[] = []
    for (const [i, change] of (['major', 'patch', 'minor', 'major', 'patch'] as const).entries()) {
      versions.push((await store(i + 1, change)).version)
    }
    expect(versions).toEqual(['1.0.0', '1.0.1', '1.1.0', '2.0.0', '2.0.1'])
  })

  it('keeps the last five, and the one in use however old', async () => {
    await registry.activate(await store(1))
    for (let number = 2; number <= 8; number++) await store(number)
    const { cards } = await registry.list()
    expect(cards.map(({ createdAt }) => createdAt)).toEqual([8, 7, 6, 5, 4, 1].map(day))
  })

  it('goes back to the one before', async () => {
    const [first, second, third] = [await store(1), await store(2), await store(3)]
    for (const one of [first, second, third]) await registry.activate(one)
    expect((await registry.rollBack('table-posts-views')).id).toBe(second.id)
    expect((await registry.rollBack('table-posts-views')).id).toBe(first.id)
    expect(await registry.active('table-posts-views')).toBe(first.id)
    await expect(registry.rollBack('table-posts-views')).rejects.toMatchObject({ code: 'usage' })
  })

  it('does not show what a killed process left, and never reads a file that is not as it was written', async () => {
    const whole = await store(1)
    const left = join(folder, '.unfinished-1-1')
    mkdirSync(left)
    writeFileSync(join(left, 'model.bin'), 'half a mod')
    expect((await registry.list()).cards.map(({ id }) => id)).toEqual([whole.id])
    truncateSync(join(folder, whole.id, 'model.bin'), 3)
    await expect(registry.file(whole, 'model.bin')).rejects.toMatchObject({ code: 'model_damaged' })
    writeFileSync(join(folder, whole.id, 'card.json'), '{"id":')
    expect(await registry.list()).toMatchObject({ cards: [], damaged: [{ id: whole.id }] })
    await expect(registry.card(whole.id)).rejects.toMatchObject({ code: 'model_damaged' })
  })

  it('looks nowhere but in its folder', async () => {
    await store(1)
    for (const id of ['../models', '..', '.', '/etc', 'a/b', '']) {
      await expect(registry.card(id)).rejects.toMatchObject({ code: 'model_unknown' })
    }
  })

  it('gives two that train at once a version each', async () => {
    const both = await Promise.all([store(1), modelRegistry(folder).store(card(day(2)), 'minor', {})])
    expect(new Set(both.map(({ id }) => id)).size).toBe(2)
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([])
  })
})
