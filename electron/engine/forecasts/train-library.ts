import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HooklineError } from '../../../shared/contract/errors.ts'
import { forecastForms, type LibraryTraining } from '../../../shared/contract/forecasts.ts'
import { historyPlatforms } from '../../../shared/contract/history.ts'
import type { TrainedTable } from '../../../shared/contract/models.ts'
import type { PlatformId } from '../../../shared/contract/score.ts'
import { targetOutlines, type TargetOutline } from '../../prediction/forecasts/forecast-target.ts'
import { scopeOfGroup, scoredPlatform, type PostGroup } from '../../prediction/forecasts/post-group.ts'
import {
  accountCell,
  learnedColumns,
  postColumns,
  postTable,
  type LearnedPost,
} from '../../prediction/forecasts/post-table.ts'
import { leastPosts } from '../../prediction/learn.ts'
import type { Launcher } from '../../processes/launcher.ts'
import type { MeasureOptions } from '../measuring.ts'
import { timeLeft } from '../time-left.ts'
import { trainTable } from '../models/training.ts'
import { heldOutOf, isBetterThanMedian } from './held-out.ts'
import type { KnownPosts } from './known-posts.ts'

/** refresh: the usual settings; search: those that do best on held-out posts; comparison: a search that also compares kinds of models. */
export type Effort = 'refresh' | 'search' | 'comparison'

interface TrainingParts {
  known: KnownPosts
  modelsFolder: string
  launcher: Launcher
  effort: Effort
}

/**
 * Trains a model for each group of posts and each target of which enough has come, one after the other.
 *
 * @param platform only those of this platform; null: all
 * @throws HooklineError `cancelled`, `worker_crashed`; the models there were stay in use
 */
export async function trainLibrary(
  { known, modelsFolder, launcher, effort }: TrainingParts,
  platform: PlatformId | null,
  { signal, onProgress }: MeasureOptions,
): Promise<LibraryTraining> {
  const groups = groupsFor(platform)
  const result: LibraryTraining = { trained: [], skipped: [] }
  const work = [...groups].flatMap((group) => targetOutlines.map((target) => ({ group, target })))
  const left = timeLeft()
  for (const [done, { group, target }] of work.entries()) {
    if (signal.aborted) throw new HooklineError('cancelled', 'Cancelled.')
    const scope = scopeOfGroup(group, target.id)
    const posts = learnedPosts(known, group, target)
    if (posts.length === 0) continue
    if (posts.length < leastPosts) {
      result.skipped.push({
        scope,
        posts: posts.length,
        reason: `${posts.length} posts have a known outcome: under ${leastPosts} no model is trained.`,
      })
      continue
    }
    const progress: MeasureOptions['onProgress'] = (one) => {
      const fraction = (done + one.fraction) / work.length
      onProgress({ ...one, fraction, timeLeftS: left(fraction) })
    }
    try {
      const trained = await trainOne(
        {
          ...{ scope, posts, modelsFolder, launcher, effort, lagDays: target.knownAfterDays },
          others: posts.length < smallPlatform ? postsElsewhere(known, group, target) : [],
        },
        { signal, onProgress: progress },
      )
      result.trained.push(outlineOf(scope, trained))
    } catch (thrown) {
      // Outcomes that are all the same, or no feature that differs: there is nothing to learn, and the rest can be.
      if (!(thrown instanceof HooklineError) || !nothingToLearn.has(thrown.code)) throw thrown
      result.skipped.push({ scope, posts: posts.length, reason: thrown.message })
    }
  }
  return result
}

const nothingToLearn = new Set(['target_unusable', 'table_unusable', 'too_few_posts'])

function groupsFor(platform: PlatformId | null): PostGroup[] {
  return historyPlatforms
    .flatMap((of) => forecastForms.map((form): PostGroup => ({ platform: of, form })))
    .filter((group) => {
      const scored = scoredPlatform(group)
      return scored !== null && (platform === null || scored === platform)
    })
}

/** With as many posts of its own a platform needs no others. */
const smallPlatform = 300

/** Posts of the same form on other platforms. */
function postsElsewhere(
  known: KnownPosts,
  { platform, form }: PostGroup,
  target: TargetOutline,
): LearnedPost[] {
  return historyPlatforms
    .filter((other) => other !== platform)
    .flatMap((other) => learnedPosts(known, { platform: other, form }, target))
}

function learnedPosts(known: KnownPosts, group: PostGroup, target: TargetOutline): LearnedPost[] {
  const posts = known.postsOf(group)
  const currency = mostFrequent(posts.flatMap((post) => target.outcomeOf(post)?.currency ?? []))
  return posts.flatMap((post): LearnedPost[] => {
    const outcome = target.outcomeOf(post)
    const values = known.valuesOf(post.id)
    if (!outcome || !values || outcome.currency !== currency) return []
    const { id: postId, accountId, publishedOn } = post
    return [{ postId, accountId, publishedOn, outcome: outcome.value, values }]
  })
}

function mostFrequent(words: readonly string[]): string | null {
  const counts = [...Map.groupBy(words, (word) => word)].toSorted(
    ([a, of], [b, other]) => other.length - of.length || (a < b ? -1 : 1),
  )
  return counts[0]?.[0] ?? null
}

async function trainOne(
  {
    scope,
    posts,
    modelsFolder,
    launcher,
    effort,
    lagDays,
    others,
  }: Omit<TrainingParts, 'known'> & {
    scope: string
    posts: readonly LearnedPost[]
    lagDays: number
    /** Of other platforms. */
    others: readonly LearnedPost[]
  },
  options: MeasureOptions,
): Promise<TrainedTable> {
  await mkdir(modelsFolder, { recursive: true })
  // What a process leaves that is killed here goes when the next model is written a day later.
  const folder = await mkdtemp(join(modelsFolder, '.unfinished-table-'))
  const path = join(folder, `${scope}.csv`)
  try {
    await writeFile(path, postTable(posts, others))
    return await trainTable(
      launcher,
      {
        path,
        scope,
        modelsFolder,
        target: postColumns.outcome,
        group: postColumns.account,
        time: postColumns.time,
        key: postColumns.key,
        features: learnedColumns(posts),
        knownGroups: true,
        lagDays,
        otherAccounts: [...new Set(others.map(({ accountId }) => accountCell(accountId)))],
        searches: effort !== 'refresh',
        comparesKinds: effort === 'comparison',
        seed: 0,
      },
      options,
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function outlineOf(scope: string, trained: TrainedTable): LibraryTraining['trained'][number] {
  const { model, active, rows, seconds, card, challenge, notes } = trained
  return {
    scope,
    model,
    active,
    posts: rows,
    features: card.features.length,
    seconds,
    betterThanMedian: isBetterThanMedian(card),
    heldOut: heldOutOf(card),
    replaced: challenge?.replaced ? challenge.champion : null,
    notes,
  }
}
