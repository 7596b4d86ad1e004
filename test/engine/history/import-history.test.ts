import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAnnouncer } from '../../../electron/engine/announcer.ts'
import { createHistoryDesk, type HistoryDesk } from '../../../electron/engine/history/history-desk.ts'
import { draftStore, type StoredDraft } from '../../../electron/store/drafts.ts'
import { earlyViewStore } from '../../../electron/store/early-views.ts'
import { historyStore } from '../../../electron/store/history.ts'
import { openLibrary, type Library } from '../../../electron/store/library.ts'
import type { CallInput } from '../../../shared/contract/calls.ts'
import type { History, HistoryImport } from '../../../shared/contract/history.ts'
import { temporaryFolder } from '../../host/hookline.ts'
import { describeWithShared, sharedMaterial } from '../../shared-material.ts'

let folder: ReturnType<typeof temporaryFolder>
let library: Library
let desk: HistoryDesk
beforeEach(() => {
  folder = temporaryFolder()
  ;({ library, desk } = newDesk('first'))
})
afterEach(() => {
  library.close()
  folder.remove()
})

function newDesk(name: string): { library: Library; desk: HistoryDesk } {
  const opened = openLibrary(join(folder.path, name))
  const announcer = createAnnouncer()
  return {
    library: opened,
    desk: createHistoryDesk({
      history: historyStore(opened),
      earlyViews: earlyViewStore(opened),
      drafts: draftStore(opened),
      announcer,
      measurementOf: () => null,
    }),
  }
}

type Told = Partial<Omit<CallInput<'importHistory'>, 'sent' | 'path'>>
function bring(to: HistoryDesk, content: string, told: Told = {}): Promise<HistoryImport> {
  return to.import({
    sent: { name: 'posts.csv', base64: Buffer.from(content).toString('base64'), modifiedAt: null },
    lookOnly: false,
    ...told,
  })
}
/** All that is told of the history apart from its imports. */
const known = (of: HistoryDesk): Omit<History, 'imports'> => {
  const { accounts, posts } = of.list()
  return { accounts, posts }
}
async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'none',
    (thrown: unknown) => (thrown as { code: string }).code,
  )
}

const heading = 'Content,Video title,Video publish time,Duration,Views,Likes'
const row = (id: string, views: number, day = '2025-01-10', length = 30): string =>
  `${id},Title of ${id},${day},${length},${views},${Math.round(views / 20)}`
const table = (...rows: string[]): string => `${[heading, ...rows].join('\n')}\n`
const idOf = (n: number): string => `video${String(n).padStart(6, '0')}`

// If these fail, a figure is counted twice, or a later look at an export changes what an earlier one said.
describe('importing exports', () => {
  it('changes nothing the second time, whatever the file is called and when it was copied', async () => {
    const exportFolder = join(folder.path, 'exports')
    mkdirSync(exportFolder)
    const content = table(row(idOf(1), 100), row(idOf(2), 200))
    const first = join(exportFolder, 'a.csv')
    const copy = join(exportFolder, 'b.csv')
    writeFileSync(first, content)
    utimesSync(first, new Date('2025-03-01T12:00:00'), new Date('2025-03-01T12:00:00'))
    writeFileSync(copy, content)
    const one = await desk.import({ path: first, lookOnly: false })
    expect(one).toMatchObject({
      posts: { added: 2, updated: 0, unchanged: 0 },
      asOf: { date: '2025-03-01', from: 'file-date', isSure: false },
    })
    const before = desk.list()
    const again = await desk.import({ path: copy, lookOnly: false })
    expect(again).toMatchObject({ importId: null, posts: { added: 0, updated: 0, unchanged: 2 } })
    expect(desk.list()).toEqual(before)
  })

  it('gives the same posts in any order and in any pieces of a file', async () => {
    const rowsOf = fc.array(
      fc.record({
        id: fc.integer({ min: 1, max: 6 }),
        views: fc.integer({ min: 0, max: 50 }),
        day: fc.constantFrom('2025-01-10', '2025-01-11'),
      }),
      { minLength: 1, maxLength: 10 },
    )
    let run = 0
    await fc.assert(
      fc.asyncProperty(rowsOf, fc.infiniteStream(fc.nat()), async (rows, numbers) => {
        const lines = rows.map(({ id, views, day }) => row(idOf(id), views, day))
        const told: Told = { account: 'Mine', asOf: '2025-02-01' }
        const whole = newDesk(`whole ${++run}`)
        await bring(whole.desk, table(...lines), told)
        const pieces = newDesk(`pieces ${run}`)
        const shuffled = lines
          .map((line) => ({ line, at: numbers.next().value as number }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ line }) => line)
        while (shuffled.length > 0) {
          const size = 1 + ((numbers.next().value as number) % shuffled.length)
          await bring(pieces.desk, table(...shuffled.splice(0, size)), told)
        }
        expect(known(pieces.desk)).toEqual(known(whole.desk))
        whole.library.close()
        pieces.library.close()
      }),
      { numRuns: 40 },
    )
  })

  it('keeps each day’s figures: an outcome at 7 or 30 days is one that was seen near that age', async () => {
    const told = (asOf: string): Told => ({ asOf, account: 'Mine' })
    await bring(desk, table(row(idOf(1), 100)), told('2025-01-18'))
    await bring(desk, table(row(idOf(1), 900)), told('2025-06-01'))
    const later = await bring(desk, table(row(idOf(1), 300)), told('2025-02-08'))
    expect(later.posts).toEqual({ added: 0, updated: 1, unchanged: 0 })
    expect(desk.list().posts).toMatchObject([
      {
        latest: { on: '2025-06-01', ageDays: 142, metrics: { views: 900, likes: 45, engagementRate: 0.05 } },
        at7Days: { on: '2025-01-18', ageDays: 8, metrics: { views: 100 } },
        at30Days: { on: '2025-02-08', ageDays: 29, metrics: { views: 300 } },
      },
    ])
  })

  it('takes no outcome at 7 days from the date of a file, and none of a time that began later', async () => {
    const path = join(folder.path, 'posts.csv')
    writeFileSync(path, table(row(idOf(1), 100)))
    const saved = new Date('2025-01-17T12:00:00')
    utimesSync(path, saved, saved)
    const { notes } = await desk.import({ path, lookOnly: false })
    expect(notes.map(({ code }) => code)).toContain('as_of_file_date')
    expect(desk.list().posts).toMatchObject([{ latest: { ageDays: 7 }, at7Days: null }])

    const other = newDesk('other')
    const named = join(folder.path, 'Content 2025-01-12_2025-01-17 Mine')
    mkdirSync(named)
    const inPeriod = join(named, 'Table data.csv')
    writeFileSync(inPeriod, table(row(idOf(1), 100), row(idOf(2), 50, '2025-01-12')))
    const result = await other.desk.import({ path: inPeriod, lookOnly: false })
    expect(result.asOf).toEqual({
      date: '2025-01-17',
      from: 'file-name',
      isSure: true,
      periodStart: '2025-01-12',
    })
    const byId = new Map(other.desk.list().posts.map((post) => [post.externalId, post]))
    expect(byId.get(idOf(1))!.latest).toBeNull()
    expect(byId.get(idOf(2))!.latest).toMatchObject({ ageDays: 5, metrics: { views: 50 } })
    other.library.close()
  })

  it('only looks when it is asked to', async () => {
    const look = await bring(desk, table(row(idOf(1), 100)), { lookOnly: true })
    expect(look).toMatchObject({ importId: null, posts: { added: 1 } })
    expect(desk.list()).toEqual({ accounts: [], imports: [], posts: [] })
  })

  it('can be taken back: what another export told stays', async () => {
    await bring(desk, table(row(idOf(1), 100)), { asOf: '2025-02-01' })
    const before = desk.list()
    const second = await bring(desk, table(row(idOf(1), 100), row(idOf(2), 5)), { asOf: '2025-02-01' })
    desk.undoImport(second.importId!)
    expect(desk.list()).toEqual(before)
    expect(() => desk.undoImport(second.importId!)).toThrow(/not in the history/)
  })

  it('keeps a correction of columns for the next export with the same ones', async () => {
    const content = 'Nr,Words,When,Seen\n17,Hello there,2024-05-06,300\n'
    const mapping = { Nr: 'externalId', Words: 'title', When: 'published', Seen: 'views' } as const
    await bring(desk, content, { platform: 'tiktok', mapping })
    const next = await bring(desk, content.replace('17', '18').replace('Hello', 'Good bye'), {
      platform: 'tiktok',
      account: 'TikTok',
    })
    expect(next.columns.map(({ from }) => from)).toEqual(['kept', 'kept', 'kept', 'kept'])
    expect(next.posts.added).toBe(1)
  })
})

// If these fail, the posts of one account are learned as those of another.
describe('whose posts they are', () => {
  const meta = (id: string, handle: string, post: string): string =>
    `Post ID,Account ID,Account username,Description,Publish time,Views\n${post},${id},${handle},Some words,2025-01-10 10:00,5\n`

  it('keeps two accounts of one name apart by their ids', async () => {
    await bring(desk, meta('1', 'anna', '11'), { asOf: '2025-02-01' })
    await bring(desk, meta('2', 'anna', '12'), { asOf: '2025-02-01' })
    expect(desk.list().accounts).toMatchObject([
      { name: 'anna', posts: 1 },
      { name: 'anna', posts: 1 },
    ])
    const nameless =
      'Post ID,Permalink,Views,Publish time\n13,https://www.instagram.com/reel/x/,5,2025-01-10\n'
    expect(await codeOf(bring(desk, nameless, { account: 'anna' }))).toBe('account_unclear')
    await bring(desk, nameless, { account: '2' })
    expect(desk.list().accounts.find(({ externalId }) => externalId === '2')!.posts).toBe(2)
  })

  it('knows an account by its posts, and asks where it has none of them', async () => {
    await bring(desk, table(row(idOf(1), 100)))
    expect((await bring(desk, table(row(idOf(1), 120), row(idOf(2), 1)))).accounts).toMatchObject([
      { isNew: false },
    ])
    expect(await codeOf(bring(desk, table(row(idOf(3), 100))))).toBe('account_unclear')
    await bring(desk, table(row(idOf(3), 100)), { account: 'Another' })
    expect(desk.list().accounts).toHaveLength(2)
  })

  it('forgets an account with all its posts', async () => {
    const first = await bring(desk, table(row(idOf(1), 100)), { account: 'One' })
    await bring(desk, table(row(idOf(2), 100)), { account: 'Two' })
    desk.deleteAccount(first.accounts[0]!.id)
    expect(desk.list()).toMatchObject({ accounts: [{ name: 'Two' }], imports: [{ posts: 1 }] })
    expect(desk.list().posts.map(({ externalId }) => externalId)).toEqual([idOf(2)])
  })
})

// If these fail, a post is learned with the measurement of another video.
describe('which draft a post was', () => {
  const draft = (id: string, changes: Partial<StoredDraft>): StoredDraft => ({
    id: `00000000-0000-4000-8000-00000000000${id}`,
    path: `/exports/${id}.mp4`,
    origin: 'file',
    exportKey: id,
    sizeBytes: 1,
    modifiedNs: '0',
    sha256: id.repeat(64),
    addedAt: '2025-01-01T00:00:00.000Z',
    removedAt: null,
    state: 'scored',
    error: null,
    owner: null,
    attempts: 1,
    details: null,
    sidecar: null,
    captions: null,
    captionsBeside: null,
    scores: null,
    scoredWith: null,
    video: { durationS: 30, displayWidth: 1080, displayHeight: 1920, fps: 30 },
    previousId: null,
    ...changes,
  })

  it('follows from the address in its details, or from title and length; by hand it can be set and taken away', async () => {
    const drafts = draftStore(library)
    drafts.insert(draft('1', { sidecar: { post: `https://youtu.be/${idOf(1)}` } }))
    drafts.insert(draft('2', { details: { title: `title of  ${idOf(2).toUpperCase()}` } }))
    drafts.insert(draft('3', { details: { title: `Title of ${idOf(3)}` } }))
    drafts.insert(draft('4', { details: { title: 'Something else' } }))
    await bring(
      desk,
      table(row(idOf(1), 1), row(idOf(2), 2), row(idOf(3), 3, '2025-01-10', 45), row(idOf(4), 4)),
    )
    const links = () =>
      new Map(
        desk.list().posts.map(({ externalId, link }) => [externalId, link && [link.how, link.sha256[0]]]),
      )
    expect(links()).toEqual(
      new Map([
        [idOf(1), ['sidecar', '1']],
        [idOf(2), ['title', '2']],
        [idOf(3), null], // 45 s is no draft of 30 s.
        [idOf(4), null],
      ]),
    )
    const postOf = (id: string): string => desk.list().posts.find((post) => post.externalId === id)!.id
    desk.linkPost({ postId: postOf(idOf(3)), draftId: draft('4', {}).id })
    desk.linkPost({ postId: postOf(idOf(2)), draftId: null })
    expect(links().get(idOf(3))).toEqual(['hand', '4'])
    expect(links().get(idOf(2))).toBeNull()
    drafts.delete(draft('4', {}).id)
    expect(links().get(idOf(3))).toEqual(['hand', '4'])
    desk.linkPost({ postId: postOf(idOf(2)) })
    expect(links().get(idOf(2))).toEqual(['title', '2'])
  })
})

describeWithShared('real exports', () => {
  it('of two channels and an Instagram account come in, are told apart, and go again', async () => {
    const real = (name: string): string => readFileSync(sharedMaterial(`tables/exports/${name}`)!, 'utf8')
    await bring(desk, real('youtube_studio_long_form.csv'), { account: 'Long' })
    await bring(desk, real('youtube_studio_music_and_shorts.csv'), { account: 'Music' })
    const third = await bring(desk, real('instagram_posts.csv'))
    expect(desk.list().accounts.map(({ name, posts }) => [name, posts])).toEqual([
      ['Instagram', 159],
      ['Long', 223],
      ['Music', 317],
    ])
    const again = await bring(desk, real('youtube_studio_long_form.csv'))
    expect(again).toMatchObject({ importId: null, accounts: [{ name: 'Long', isNew: false }] })
    desk.undoImport(third.importId!)
    expect(desk.list().accounts.map(({ name }) => name)).toEqual(['Long', 'Music'])
  })
})
