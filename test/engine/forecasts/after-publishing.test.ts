import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EarlyForecast } from '../../../shared/contract/early-views.ts'
import { temporaryFolder } from '../../host/hookline.ts'
import { startEngine, type RunningEngine } from '../drafts/running-engine.ts'
import { dayAfter } from './accounts.ts'

let folder: ReturnType<typeof temporaryFolder>
let engine: RunningEngine
beforeEach(() => {
  folder = temporaryFolder()
  engine = startEngine(join(folder.path, 'library'), { resident: false })
})
afterEach(async () => {
  await engine.close()
  folder.remove()
})

const heading = 'Content,Video title,Video publish time,Duration,Views,Likes'
const videoId = (n: number): string => `video${String(n).padStart(6, '0')}`
const firstDay = '2025-01-01'

async function bring(rows: readonly string[], asOf: string): Promise<void> {
  const sent = {
    name: 'posts.csv',
    base64: Buffer.from([heading, ...rows].join('\n')).toString('base64'),
    modifiedAt: null,
  }
  await engine.call('importHistory', { sent, lookOnly: false, account: 'Mine', asOf })
}

async function table(text: string) {
  const sent = { name: 'views.csv', base64: Buffer.from(text).toString('base64'), modifiedAt: null }
  return engine.call('importEarlyViews', { sent })
}

async function postIdOf(n: number): Promise<string> {
  const { posts } = await engine.call('history', {})
  return posts.find(({ externalId }) => externalId === videoId(n))!.id
}

function views7({ targets }: EarlyForecast) {
  const found = targets.find(({ target }) => target === 'views7')
  if (!found) throw new Error('no views at 7 days')
  return found
}

/** An account on which views at 7 days are three times those after 6 hours, give or take 10 %. */
async function steadyAccount(posts: number): Promise<void> {
  const rows = Array.from(
    { length: posts },
    (_, n) => `${videoId(n)},Title ${n},${dayAfter(firstDay, n)},30,${1000 + n},10`,
  )
  await bring(rows, '2025-12-01')
  const lines = Array.from({ length: posts - 1 }, (_, n) => {
    const at7 = 3000 + 100 * n
    return `${videoId(n)},6,${Math.round((at7 / 3) * (n % 2 === 0 ? 1.1 : 0.9))}\n${videoId(n)},168,${at7}`
  })
  await table(`post,hours,views\n${lines.join('\n')}\n`)
}

// If these fail, what a person is told after publishing rests on something else than its first views.
describe('a forecast after publishing', () => {
  it('says that nothing is learned where no post of the account tells how its views grow', async () => {
    await bring([`${videoId(1)},Fresh,2025-06-01,30,900,10`], '2025-06-02')
    const postId = await postIdOf(1)
    expect(await engine.call('postForecast', { postId })).toMatchObject({ targets: [], counts: [] })
    const made = await engine.call('setEarlyViews', { postId, counts: [{ hours: 6, views: 1240 }] })
    expect(views7(made)).toMatchObject({ from: 'usual-curve', ownPosts: 0, seen: { hours: 6, views: 1240 } })
    expect(views7(made).says).toMatch(/not learned from this account/)
    expect(made.before).toEqual([])
  })

  it('learns the growth of the account from a table of counts, and from nobody else’s', async () => {
    await steadyAccount(31)
    const postId = await postIdOf(30)
    const made = views7(await engine.call('setEarlyViews', { postId, counts: [{ hours: 6, views: 1000 }] }))
    expect(made).toMatchObject({ from: 'own-curve', ownPosts: 30 })
    expect(made.forecast.value).toBeGreaterThan(2600)
    expect(made.forecast.value).toBeLessThan(3400)
    expect(made.forecast.high80 / made.forecast.low80).toBeLessThan(1.6)
    // A post of another account, of the same age: nothing of this one goes into it.
    const other = await engine.call('addPost', {
      address: 'https://www.youtube.com/shorts/otherpost01',
      account: 'Somebody else',
      publishedAt: '2025-11-20T10:00',
    })
    const theirs = await engine.call('setEarlyViews', {
      postId: other.id,
      counts: [{ hours: 6, views: 1000 }],
    })
    expect(views7(theirs)).toMatchObject({ from: 'usual-curve', ownPosts: 0 })
  })

  it('is kept under its own name and paired with what came, apart from the forecasts of drafts', async () => {
    await steadyAccount(31)
    const postId = await postIdOf(30)
    await engine.call('setEarlyViews', { postId, counts: [{ hours: 6, views: 1000 }] })
    const before = await engine.call('forecasts', {})
    expect(before.forecasts).toEqual([])
    const mine = before.early.filter((one) => one.postId === postId && one.target === 'views7')
    expect(mine).toMatchObject([{ model: 'early-views-1', seen: { hours: 6, views: 1000 }, outcome: null }])
    // The week is over: an export of that day tells what came.
    const on = dayAfter(firstDay, 30)
    await bring([`${videoId(30)},Title 30,${on},30,3100,10`], dayAfter(on, 7))
    const after = await engine.call('forecasts', {})
    expect(after.early.find((one) => one.id === mine[0]!.id)?.outcome).toEqual({
      value: 3100,
      seenOn: dayAfter(on, 7),
    })
    expect(after.earlyLive).toMatchObject([{ scope: 'youtube-short-views7', rows: 1, coverage80: 1 }])
    expect(after.live).toEqual([])
  })

  it('takes the same table once, names rows of posts that nobody knows, and gives it back whole', async () => {
    await bring([`${videoId(1)},Fresh,2025-06-01,30,900,10`], '2025-06-02')
    const postId = await postIdOf(1)
    const text = `post,hours,views\n${videoId(1)},6,100\nnobodyknows,6,5\n`
    const first = await table(text)
    expect(first).toMatchObject({ posts: 1, counts: { added: 1, known: 0 }, leftOut: [{ row: 3 }] })
    expect(await table(text)).toMatchObject({ tableId: null, counts: { added: 0, known: 1 } })
    await engine.call('setEarlyViews', { postId, counts: [{ hours: 2, views: 40 }] })
    await engine.call('undoImport', { id: first.tableId! })
    const { counts } = await engine.call('postForecast', { postId })
    expect(counts).toEqual([{ hours: 2, views: 40 }])
  })

  it('gives the outcome of a week from counts around it, where no export saw the post then', async () => {
    await bring([`${videoId(1)},Fresh,2025-06-01,30,900,10`], '2025-12-01')
    await table(`post,days,views\n${videoId(1)},6.5,650\n${videoId(1)},7.5,750\n`)
    const [post] = (await engine.call('history', {})).posts
    expect(post?.at7Days).toMatchObject({ on: '2025-06-08', metrics: { views: 700 } })
    expect(post?.at30Days).toBeNull()
  })
})

// If these fail, a post that was noted by hand stands twice once its export comes, or never gets its outcome.
describe('a post that no export has told of', () => {
  it('is the same as that of the export that comes, by its id', async () => {
    const address = `https://www.youtube.com/shorts/${videoId(7)}`
    const noted = await engine.call('addPost', {
      address,
      publishedAt: '2025-06-01T18:30',
      title: 'Mine',
      account: 'Mine',
    })
    expect(noted).toMatchObject({
      platform: 'youtube',
      form: 'short',
      publishedOn: '2025-06-01',
      externalId: videoId(7),
    })
    await engine.call('setEarlyViews', { postId: noted.id, counts: [{ hours: 6, views: 100 }] })
    await bring([`${videoId(7)},Mine,2025-06-01,30,300,10`], '2025-06-08')
    const { posts, accounts } = await engine.call('history', {})
    expect(posts).toHaveLength(1)
    expect(accounts).toHaveLength(1)
    expect(posts[0]).toMatchObject({ id: noted.id, at7Days: { metrics: { views: 300 } } })
    expect((await engine.call('postForecast', { postId: noted.id })).counts).toEqual([
      { hours: 6, views: 100 },
    ])
  })

  it('is known by its address where an export calls it by another id', async () => {
    const address = 'https://www.instagram.com/reel/DAbcDefGhij/'
    const noted = await engine.call('addPost', { address, publishedAt: '2025-06-01', account: 'me' })
    const meta =
      'Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,Views,Reach,Likes,Shares,Comments,Saves\n' +
      `18012345678901234,178414000000,me,Me,Words,20,06/01/2025 10:00,${address},IG reel,500,400,10,1,1,1\n`
    const sent = { name: 'meta.csv', base64: Buffer.from(meta).toString('base64'), modifiedAt: null }
    await engine.call('importHistory', {
      sent,
      lookOnly: false,
      asOf: '2025-06-08',
      dateOrder: 'month-first',
    })
    const { posts } = await engine.call('history', {})
    expect(posts.map(({ id, at7Days }) => [id, at7Days?.metrics.views])).toEqual([[noted.id, 500]])
  })

  it('is refused without an address of a post', async () => {
    const asked = engine.call('addPost', { address: 'https://example.org/x', publishedAt: '2025-06-01' })
    await expect(asked).rejects.toMatchObject({ code: 'usage' })
  })
})
