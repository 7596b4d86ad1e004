import { seededRandom } from '../../../electron/prediction/random.ts'

/** A post of an account that a test made up, as YouTube Studio exports it. */
export interface MadeUpPost {
  id: string
  title: string
  day: string
  lengthS: number
  views: number
}

export interface Plan {
  posts: number
  /** Views of posts whose title asks something, over those of the others. */
  questionFactor: number
  /** Standard deviation of log2 of the views about what is planned. */
  noise: number
  seed: number
  firstDay?: string
}

/** Posts of an account on which a question in the title counts as much as planned, and nothing else does. */
export function madeUpPosts({
  posts,
  questionFactor,
  noise,
  seed,
  firstDay = '2024-01-01',
}: Plan): MadeUpPost[] {
  const random = seededRandom(seed)
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
  return Array.from({ length: posts }, (_, n) => {
    const asks = random.next() < 0.5
    const words = Array.from({ length: 2 + Math.floor(random.next() * 5) }, () => 'word').join(' ')
    return {
      id: `video${String(n).padStart(6, '0')}`,
      title: `${words} ${n}${asks ? '?' : ''}`,
      day: dayAfter(firstDay, n),
      lengthS: 10 + Math.floor(random.next() * 40),
      views: Math.round(1000 * (asks ? questionFactor : 1) * 2 ** (noise * normal())),
    }
  })
}

export function exportOf(posts: readonly MadeUpPost[]): string {
  const rows = posts.map(
    ({ id, title, day, lengthS, views }) =>
      `${id},${title},${day},${lengthS},${views},${Math.round(views / 20)}`,
  )
  return `${['Content,Video title,Video publish time,Duration,Views,Likes', ...rows].join('\n')}\n`
}

export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
