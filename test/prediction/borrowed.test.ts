import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { trainOnTable, type TrainedOnTable } from '../../electron/prediction/train-on-table.ts'
import { normals, uniforms } from './tables.ts'

const folder = mkdtempSync(join(tmpdir(), 'hookline-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const features = 8

/** Posts of an account, one a day: what its hook does to views, in spreads of chance. */
function posts(
  account: string,
  count: number,
  effect: number,
  usual: number,
  seed: number,
  firstYear = 2024,
): string[] {
  const columns = Array.from({ length: features }, (_, f) => uniforms(count, seed * 100 + f))
  const chance = normals(count, seed * 100 + features)
  return Array.from(chance, (z, i) => {
    const hook = (columns[0]![i]! - 0.5) * Math.sqrt(12)
    const views = Math.round(usual * Math.exp(0.8 * (effect * hook + z)))
    const day = new Date(Date.UTC(firstYear, 0, 1 + i)).toISOString().slice(0, 10)
    return [`${account}-${i}`, account, day, views, ...columns.map((column) => column[i]!.toFixed(4))].join(
      ',',
    )
  })
}

/** A small platform of 40 posts beside two accounts elsewhere, whose views are a hundred times as many. */
function train(ownEffect: number, theirEffect: number, seed: number): Promise<TrainedOnTable> {
  const names = Array.from({ length: features }, (_, f) => (f === 0 ? 'hook' : `other${f}`))
  const path = join(folder, `${seed}-${ownEffect}-${theirEffect}.csv`)
  const rows = [
    ['post', 'account', 'published', 'views', ...names].join(','),
    ...posts('own', 40, ownEffect, 300, seed),
    ...posts('big', 200, theirEffect, 30_000, seed + 1000, 2022),
    ...posts('bigger', 200, theirEffect, 90_000, seed + 2000, 2022),
  ]
  writeFileSync(path, `${rows.join('\n')}\n`)
  const columns = { target: 'views', group: 'account', time: 'published', key: 'post', features: names }
  const request = { path, ...columns, knownGroups: true, searches: false, seed: 0 }
  const options = [new AbortController().signal, () => Promise.resolve()] as const
  return trainOnTable({ ...request, otherAccounts: ['big', 'bigger'] }, ...options)
}

const seeds = [1, 2, 3, 4, 5, 6]

// If these fail, a small platform learns nothing from the others, or what does not hold there.
describe('posts of other platforms', () => {
  it('help a small one where hooks do the same there', async () => {
    let used = 0
    for (const seed of seeds) {
      const { card, notes } = await train(1.5, 1.5, seed)
      expect(card.data.rows).toBe(40)
      if (!card.borrowed!.used) continue
      used++
      expect(card.borrowed!.mae).toBeLessThan(card.borrowed!.maeWithout)
      expect(card.combination.borrowed).toBeGreaterThan(0)
      expect(card.importances[0]!.feature).toBe('hook')
      expect(notes.join(' ')).toContain('other platforms help')
    }
    expect(used).toBeGreaterThanOrEqual(4)
  }, 60_000)

  it('are not used where hooks do the contrary there, or nothing here', async () => {
    for (const [own, theirs] of [
      [1.5, -1.5],
      [0, 1.5],
    ] as const) {
      let used = 0
      for (const seed of seeds) {
        const { card, notes } = await train(own, theirs, seed)
        if (card.borrowed!.used) used++
        else {
          expect(card.combination.borrowed).toBe(0)
          expect(notes.join(' ')).toContain('are not used')
        }
      }
      // One in six by chance, where they do nothing.
      expect(used).toBeLessThanOrEqual(theirs < 0 ? 0 : 3)
    }
  }, 60_000)

  it('that are fewer than fifty tell nothing', async () => {
    const path = join(folder, 'few.csv')
    const names = Array.from({ length: features }, (_, f) => `x${f}`)
    const header = ['post', 'account', 'published', 'views', ...names].join(',')
    writeFileSync(path, [header, ...posts('own', 40, 1, 300, 1), ...posts('few', 30, 1, 300, 2)].join('\n'))
    const columns = { target: 'views', group: 'account', time: 'published', features: names }
    const request = { path, ...columns, knownGroups: true, searches: false, seed: 0, otherAccounts: ['few'] }
    const { card } = await trainOnTable(request, new AbortController().signal, () => Promise.resolve())
    expect(card.borrowed).toBeUndefined()
    expect(card.data).toMatchObject({ rows: 40, groups: 1 })
  }, 30_000)
})
