import type { SimilarPost } from '../../../shared/contract/forecasts.ts'
import styles from './forecast.module.css'

/** The past posts that are most like the draft, with what they did. */
export function SimilarPosts({ posts }: { posts: readonly SimilarPost[] }) {
  if (posts.length === 0) return null
  return (
    <section className={styles.card} aria-label="Like these">
      <h2 className={styles.label}>Like {posts.length === 1 ? 'this one' : `these ${posts.length}`}</h2>
      <ul className={styles.similar}>
        {posts.map(({ postId, title, url, publishedOn, views, engagementRate, features, alike }) => (
          <li key={postId}>
            {url !== null && /^https:/.test(url) ? (
              <a className={styles.title} href={url} target="_blank" rel="noreferrer">
                {title || 'Without a title'}
              </a>
            ) : (
              <span className={styles.title}>{title || 'Without a title'}</span>
            )}
            <span className={styles.quiet}>
              {[
                publishedOn,
                views === null ? null : `${Math.round(views).toLocaleString('en')} views`,
                engagementRate === null ? null : `${(100 * engagementRate).toFixed(1)} % engaged`,
                `alike in ${alike.slice(0, 2).join(', ')} (of ${features} features)`,
              ]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
