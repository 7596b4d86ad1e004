import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { libraryFileName } from '../../../electron/store/library.ts'
import type { ModelCard } from '../../../shared/contract/models.ts'
import { eventually, temporaryFolder } from '../../host/hookline.ts'
import { startEngine } from '../drafts/running-engine.ts'
import { exportOf, madeUpPosts } from './accounts.ts'

const folder = temporaryFolder()
afterAll(folder.remove)
const library = join(folder.path, 'library')

/** When the rounds of a library were last done, set back for those that are to be due. */
function letBeDue(due: readonly string[]): void {
  const database = new Database(join(library, libraryFileName))
  const put = database.prepare('INSERT OR REPLACE INTO rounds VALUES (?, ?)')
  for (const round of ['refresh', 'search', 'comparison']) {
    put.run(round, due.includes(round) ? '2024-01-01T12:00:00.000Z' : new Date().toISOString())
  }
  database.close()
}

/** What the scheduler of a running engine trains by itself, until nothing is due any more. */
async function trainedByItself(due: readonly string[]): Promise<ModelCard[]> {
  letBeDue(due)
  const engine = startEngine(library)
  try {
    await eventually(() => engine.events.find(({ type }) => type === 'models-changed'), 60_000)
    return (await engine.call('models', { action: 'list' })).models.map(({ card }) => card)
  } finally {
    await engine.close()
  }
}

describe('an engine that stays', () => {
  // If it fails, models grow old, or kinds of models are never compared, whatever the clock of the rounds says.
  it('trains every night, searches every week, and compares kinds of models every month, by itself', async () => {
    const first = startEngine(library, { resident: false })
    const content = exportOf(madeUpPosts({ posts: 40, questionFactor: 4, noise: 0.5, seed: 3 }))
    const sent = { name: 'posts.csv', base64: Buffer.from(content).toString('base64'), modifiedAt: null }
    await first.call('importHistory', { sent, lookOnly: false, account: 'Alone', asOf: '2024-07-30' })
    await first.close()

    const scope = 'youtube-short-viewsSettled'
    const views = (cards: readonly ModelCard[]) => cards.filter((card) => card.scope === scope)
    const nightly = views(await trainedByItself(['refresh']))
    expect(nightly.map(({ version, kinds }) => [version, kinds])).toEqual([['1.0.0', undefined]])
    expect(views(await trainedByItself(['refresh', 'search']))[0]).toMatchObject({ version: '1.0.1' })
    const monthly = views(await trainedByItself(['refresh', 'search', 'comparison']))[0]!
    expect(monthly.version).toBe('1.0.2')
    expect(monthly.kinds).toMatchObject({ order: 'time', rows: monthly.timeOrder!.past.rows })
    const maeOf = (kind: string): number => monthly.kinds!.kinds.find((one) => one.kind === kind)!.mae
    // A question multiplies views by four: trees see it, the middle does not.
    expect(Math.min(maeOf('boosting'), maeOf('forest'))).toBeLessThan(maeOf('base'))
    expect(maeOf('combination')).toBeCloseTo(monthly.timeOrder!.past.mae, 6)

    // What was compared stays known.
    const later = views(await trainedByItself(['refresh']))[0]!
    expect(later).toMatchObject({ version: '1.0.3', kinds: monthly.kinds })
  }, 120_000)
})
