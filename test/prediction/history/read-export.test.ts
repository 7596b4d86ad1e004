import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  readExport,
  type ReadExport,
  type ReadExportOptions,
} from '../../../electron/prediction/history/read-export.ts'
import { readTable } from '../../../electron/prediction/table/read-table.ts'
import { HooklineError } from '../../../shared/contract/errors.ts'
import { describeWithShared, sharedMaterial } from '../../shared-material.ts'

const nothingTold: ReadExportOptions = {
  platform: null,
  form: null,
  mapping: null,
  keptMapping: () => null,
  dateOrder: null,
  notAfter: null,
}
function read(content: string | Uint8Array, options: Partial<ReadExportOptions> = {}): ReadExport {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return readExport(readTable(bytes, 'posts.csv', { mostRows: 10_000 }), 'posts.csv', {
    ...nothingTold,
    ...options,
  })
}
function refusal(content: string, options: Partial<ReadExportOptions> = {}): HooklineError {
  try {
    read(content, options)
  } catch (thrown) {
    if (thrown instanceof HooklineError) return thrown
    throw thrown
  }
  throw new Error('It was not refused.')
}

// If these fail, an export as a platform gives it comes in with wrong or missing figures.
describe('exports in several languages', () => {
  it('reads YouTube Studio in German: semicolons, decimal comma, a currency', () => {
    const { posts, reading, rows } = read(
      'Videos;Videotitel;Veröffentlichungszeitpunkt des Videos;Dauer;Aufrufe;Wiedergabezeit (Stunden);Abonnenten;Geschätzter Umsatz (EUR);Impressionen;Klickrate der Impressionen (%)\n' +
        'Gesamt;;;;13.500;95,5;12;4,56;90.000;3,1\n' +
        ' -abcdefghij;Wie man Kaffee macht;30. März 2024;58;12.345;90,25;-3;4,5;80.000;3,25\n' +
        'bcdefghijkl;Zweites;Apr 2, 2024;600;1.155;5,25;15;0,06;10.000;2\n',
    )
    expect(reading).toMatchObject({ delimiter: ';', decimal: ',' })
    expect(rows).toMatchObject({ total: 3, posts: 2, totals: 1 })
    expect(posts[0]).toMatchObject({
      currency: 'EUR',
      facts: { externalId: '-abcdefghij', publishedOn: '2024-03-30', durationS: 58, form: 'short' },
      metrics: {
        views: 12_345,
        watchTimeS: 324_900,
        followersNet: -3,
        revenue: 4.5,
        impressions: 80_000,
        clickThroughRate: 0.0325,
      },
    })
    expect(posts[1]!.facts).toMatchObject({ publishedOn: '2024-04-02', form: 'long' })
  })

  it('reads YouTube Studio in French: narrow spaces between thousands, months in French', () => {
    const { posts } = read(
      'Contenu,Titre de la vidéo,Heure de publication de la vidéo,Durée,Vues engagées,Vues,Ont continué de regarder (%),Durée moyenne de visionnage,Pourcentage moyen regardé (%)\n' +
        'Total,,,,"28 000","44 531","62,1",0:00:34,"62,3"\n' +
        'abcdefghijk,Le café,28 sept. 2026,35,"1 100","1 311","70,4",0:00:38,"108,6"\n',
    )
    expect(posts).toHaveLength(1)
    expect(posts[0]).toMatchObject({
      facts: { publishedOn: '2026-09-28' },
      metrics: { engagedViews: 1100, views: 1311, averageViewS: 38 },
    })
    expect(posts[0]!.metrics.stayedShare).toBeCloseTo(0.704, 10)
    expect(posts[0]!.metrics.averageViewedShare).toBeCloseTo(1.086, 10)
  })

  it('reads YouTube Studio in Portuguese and Spanish', () => {
    const [portuguese] = read(
      'Conteúdo,Título do vídeo,Horário de publicação do vídeo,Duração,Visualizações intencionais,Visualizações,Tempo de exibição (horas),Inscritos\nVZKUW1_M8mU,Piores momentos #futebol,"Dec 4, 2024",35,10535,12000,50.5,4\n',
    ).posts
    expect(portuguese).toMatchObject({
      facts: { externalId: 'VZKUW1_M8mU', publishedOn: '2024-12-04', hashtags: ['futebol'] },
      metrics: { engagedViews: 10_535, views: 12_000, watchTimeS: 181_800, followersNet: 4 },
    })
    const [spanish] = read(
      'Contenido;Título del vídeo;Hora de publicación del vídeo;Visualizaciones;Me gusta;Ingresos estimados (USD)\nq1234567890;Mi vídeo;5 sept 2026;1.234;50;0,75\n',
    ).posts
    expect(spanish).toMatchObject({
      facts: { publishedOn: '2026-09-05' },
      metrics: { views: 1234, likes: 50, revenue: 0.75 },
      currency: 'USD',
    })
  })

  it('reads TikTok Studio: abbreviated counts, the account and the id in the link, the day in the id', () => {
    const { posts, platform, leftOut } = read(
      'Video title,Video link,Post time,Total likes,Total comments,Total shares,Total views,Average watch time,Watched full video,Add to favorites\n' +
        '"Scramble, up #foryoupage",https://www.tiktok.com/@scout2015/video/6718335390845095173,July 27,1.2K,48,31,"18,400",11.5,38%,77\n' +
        'Gala arrivals,https://www.tiktok.com/@scout2015/video/7412345678901234999?lang=en,2026-08-09 20:10:00,640,12,9,9100,0:09,41.5%,5\n',
    )
    expect(platform).toBe('tiktok')
    expect(leftOut).toEqual([])
    expect(posts[0]).toMatchObject({
      accountHandle: 'scout2015',
      facts: { externalId: '6718335390845095173', publishedOn: '2019-07-27', hashtags: ['foryoupage'] },
      metrics: { likes: 1200, views: 18_400, averageViewS: 11.5, completionRate: 0.38, saves: 77 },
    })
    expect(posts[1]!.facts).toMatchObject({ publishedOn: '2026-08-09', publishedTime: '20:10' })
  })

  it('reads Meta Business Suite: month first, the account by its id, posts that are no videos', () => {
    const { posts, platform, reading } = read(
      'Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves\n' +
        '18011,1784,chang,Chang Yin,"Chair test\nsecond line #chair",44,10/03/2026 08:31,https://www.instagram.com/reel/DAbc123/,IG reel,,Lifetime,"12,400",9100,610,88,41,57,230\n' +
        '18012,1784,chang,Chang Yin,A picture,0,10/04/2026 08:31,https://www.instagram.com/p/DAbc124/,IG image,,Lifetime,300,200,10,0,0,1,2\n',
    )
    expect(platform).toBe('instagram')
    expect(reading).toMatchObject({ dateOrder: 'month-first', dateOrderFrom: 'usual' })
    expect(posts[0]).toMatchObject({
      accountId: '1784',
      accountHandle: 'chang',
      facts: { title: 'Chair test', publishedOn: '2026-10-03', publishedTime: '08:31', form: 'short' },
      metrics: { views: 12_400, reach: 9100, saves: 230, followersGained: 41 },
    })
    expect(posts[1]!.facts).toMatchObject({ form: null, durationS: null })
  })
})

// If these fail, rows are lost without a word, or nonsense is taken for figures.
describe('what can not be taken as it stands', () => {
  const heading = 'Content,Video title,Video publish time,Duration,Views,Likes\n'

  it('is listed with its row and the reason, and the rest is kept', () => {
    const { posts, leftOut, rows } = read(
      `${heading}Total,,,,99,9\n` +
        'aaaaaaaaaaa,One,"Sep 30, 2023",20,100,many\n' +
        'bbbbbbbbbbb,Two,"Feb 31, 2023",20,100,5\n' +
        ',,,20,100,5\n' +
        'ccccccccccc,Three, with a comma,"Sep 30, 2023",20,100,5\n' +
        'ddddddddddd,Four,"Sep 29, 2023",20,-4,5\n' +
        'aaaaaaaaaaa,One,"Sep 30, 2023",20,120,6\n' +
        'eeeeeeeeeee,Cut o\n',
    )
    expect(leftOut.map(({ row, column, kind }) => [row, column, kind])).toEqual([
      [2, null, 'totals'],
      [3, 'Likes', 'unreadable'],
      [4, 'Video publish time', 'unreadable'],
      [5, null, 'unreadable'],
      [6, null, 'unreadable'],
      [7, 'Views', 'unreadable'],
      [8, null, 'repeated'],
      [9, null, 'unreadable'],
    ])
    expect(rows).toEqual({ total: 8, posts: 3, totals: 1, repeated: 1, unreadable: 3 })
    expect(posts.map(({ facts, metrics }) => [facts.title, metrics])).toEqual([
      ['One', { views: 120, likes: 6 }],
      ['Two', { views: 100, likes: 5 }],
      ['Four', { likes: 5 }],
    ])
  })

  it('is a post of a day after that of the figures', () => {
    const { posts, leftOut } = read(`${heading}aaaaaaaaaaa,One,"Sep 30, 2023",20,100,5\n`, {
      notAfter: '2023-09-01',
    })
    expect(posts).toEqual([])
    expect(leftOut).toMatchObject([{ row: 2, column: null, kind: 'unreadable' }])
  })

  it.each([
    ['totals by day', 'Date,Engaged views\n2007-04-01,0\n', 'not_posts'],
    [
      'figures of each day',
      'Date,Content,Video title,Video publish time,Duration,Views\n2024-01-01,aaaaaaaaaaa,One,"Sep 30, 2023",20,3\n',
      'not_posts',
    ],
    ['another table', 'name,city\nAnna,Bonn\n', 'columns_unknown'],
    ['a heading alone that tells nothing of posts', 'x\n', 'columns_unknown'],
    ['posts of nobody knows where', 'Title,Views\nOne,3\n', 'columns_unknown'],
    ['dates that nothing decides', `${heading}aaaaaaaaaaa,One,03/04/2025,20,100,5\n`, 'dates_unclear'],
  ])('is refused where nothing can be made of it: %s', (_, content, code) => {
    expect(refusal(content).code).toBe(code)
    expect(refusal(content).hint).not.toBeNull()
  })

  it('can be corrected by the person, and the correction is kept for the same columns', () => {
    const content = 'Nr,Words,When,Seen\n17,Hello there,2024-05-06,300\n'
    expect(refusal(content).code).toBe('columns_unknown')
    const mapping = { Nr: 'externalId', Words: 'title', When: 'published', Seen: 'views' } as const
    const { posts, columnSet } = read(content, { mapping, platform: 'tiktok' })
    expect(posts).toMatchObject([
      {
        facts: { externalId: '17', title: 'Hello there', publishedOn: '2024-05-06' },
        metrics: { views: 300 },
      },
    ])
    const again = read('Seen,When,Words,Nr\n400,2024-05-07,Bye,18\n', {
      platform: 'tiktok',
      keptMapping: (asked) => (asked === columnSet ? mapping : null),
    })
    expect(again.posts).toMatchObject([{ facts: { externalId: '18' }, metrics: { views: 400 } }])
    expect(refusal(content, { mapping: { Nope: 'views' }, platform: 'tiktok' }).code).toBe('usage')
    expect(refusal(content, { mapping: { Nr: 'views', Seen: 'views' }, platform: 'tiktok' }).code).toBe(
      'usage',
    )
  })
})

describeWithShared('real exports', () => {
  const real = (name: string): Uint8Array => readFileSync(sharedMaterial(`tables/exports/${name}`)!)

  it('YouTube Studio, a channel of long videos: as many posts and views as a spreadsheet counts', () => {
    const { posts, rows, leftOut } = read(real('youtube_studio_long_form.csv'))
    expect(rows).toEqual({ total: 224, posts: 223, totals: 1, repeated: 0, unreadable: 0 })
    expect(leftOut).toMatchObject([{ row: 2, kind: 'totals' }])
    const first = posts[0]!
    expect(first).toMatchObject({
      currency: 'USD',
      facts: { externalId: '4OZip0cgOho', publishedOn: '2020-05-08', durationFrom: 'averages' },
      metrics: { views: 1_253_559, likes: 46_903, revenue: 7959.533, averageViewS: 189 },
    })
    // 3:09 a view, which is 36.65 % of it.
    expect(first.facts.durationS).toBe(516)
    expect(posts.filter(({ facts }) => facts.externalId!.startsWith('-')).length).toBeGreaterThanOrEqual(4)
  })

  it('YouTube Studio, music and Shorts: shares over 1, posts without figures', () => {
    const { posts, rows } = read(real('youtube_studio_music_and_shorts.csv'))
    expect(rows).toMatchObject({ total: 318, posts: 317, totals: 1 })
    const byId = new Map(posts.map((post) => [post.facts.externalId, post]))
    expect(byId.get('bpNaHTbbiUY')!.metrics.averageViewedShare).toBeCloseTo(1.2179, 10)
    expect(byId.get('VKld4xC93TY')!.metrics).toEqual({})
    expect(byId.get('-iTBX-c3ATo')!.facts.publishedOn).toBe('2024-05-10')
  })

  it('Instagram: 17 posts stand in it twice, with other days', () => {
    const { posts, rows } = read(real('instagram_posts.csv'))
    expect(rows).toMatchObject({ total: 176, posts: 159, repeated: 17, unreadable: 0 })
    expect(posts[5]!.facts.hashtags.slice(0, 3)).toEqual(['data', 'datascience', 'dataanalysis'])
  })
})
