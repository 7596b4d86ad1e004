import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ModelCard } from '../../shared/contract/models.ts'
import { exportOf, madeUpPosts, type Plan } from '../engine/forecasts/accounts.ts'
import { startEngine } from '../engine/drafts/running-engine.ts'

/** On how many made-up accounts the whole way, from an export to a model, finds what was planted. */
export interface PlantedFigures {
  accounts: number
  /** Of accounts on which nothing has an effect: those that are told that a model is better than their median. */
  wronglyBetter: number
  /** Of accounts on which a question in the title multiplies views: those whose most important feature it is, and upward. */
  found: number
  /** Of these: those that are told that the model is better than their median. */
  better: number
}

const scope = 'youtube-short-viewsSettled'

/** @param posts of each account, one a day */
export async function plantedFigures(seeds: readonly number[], posts: number): Promise<PlantedFigures> {
  const figures: PlantedFigures = { accounts: seeds.length, wronglyBetter: 0, found: 0, better: 0 }
  for (const seed of seeds) {
    // The spread of views within one account: a deviation of 1.26 in log2 (science of SMP-Video 2025).
    const without = await cardOf({ posts, questionFactor: 1, noise: 1.26, seed })
    if (isBetter(without)) figures.wronglyBetter++
    const planted = await cardOf({ posts, questionFactor: 6, noise: 1.26, seed })
    const [most] = planted.importances
    if (most?.feature === 'post.asksQuestion' && (most.direction ?? 0) > 0.5) figures.found++
    if (isBetter(planted)) figures.better++
  }
  return figures
}

function isBetter({ timeOrder, figures }: ModelCard): boolean {
  return (timeOrder?.past ?? figures).betterThanMedian
}

/** Imports the posts of an account into a library of their own, trains, and shows the model. */
async function cardOf(plan: Plan): Promise<ModelCard> {
  const folder = mkdtempSync(join(tmpdir(), 'hookline-bench-'))
  const engine = startEngine(join(folder, 'library'), { resident: false })
  try {
    const base64 = Buffer.from(exportOf(madeUpPosts(plan))).toString('base64')
    const sent = { name: 'posts.csv', base64, modifiedAt: null }
    await engine.call('importHistory', { sent, lookOnly: false, account: 'Planted', asOf: '2024-12-31' })
    await engine.call('train', {})
    const { models } = await engine.call('models', { action: 'list' })
    return models.find(({ card }) => card.scope === scope)!.card
  } finally {
    await engine.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
