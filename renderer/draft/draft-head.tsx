import { GitCompareArrows } from 'lucide-react'
import type { Draft } from '../../shared/contract/drafts.ts'
import type { PlatformId } from '../../shared/contract/score.ts'
import { addressOfRoute } from '../route.ts'
import { useSettings } from '../state/app-state-context.tsx'
import { Select } from '../ui/select.tsx'
import { duration, frameRate } from '../ui/wording.ts'
import { ExportMenu } from './export/export-menu.tsx'
import styles from './draft-screen.module.css'

/** Which draft this is, for which platform it is judged, and what can be taken along. */
export function DraftHead({
  draft,
  platform,
  setPlatform,
}: {
  draft: Draft
  platform: PlatformId
  /** Null: what can be pressed comes a moment later. */
  setPlatform: ((platform: PlatformId) => void) | null
}) {
  const platforms = useSettings((state) => state.platforms)
  const { video, previousId } = draft
  return (
    <header className={styles.head}>
      <h1 className={styles.name} title={draft.path}>
        {draft.name}
      </h1>
      {video && (
        <span className={styles.facts}>
          {video.displayWidth}×{video.displayHeight}
          {video.fps !== null && ` · ${frameRate(video.fps)}`} · {duration(video.durationS)}
        </span>
      )}
      {previousId && (
        <a className={styles.link} href={addressOfRoute({ screen: 'compare', ids: [previousId, draft.id] })}>
          <GitCompareArrows aria-hidden />
          Compare with the previous export
        </a>
      )}
      <div className={styles.headTools}>
        {setPlatform && (
          <>
            <Select
              label="Platform"
              labelHidden
              value={platform}
              options={platforms}
              onChange={setPlatform}
            />
            <ExportMenu draft={draft} platform={platform} />
          </>
        )}
      </div>
    </header>
  )
}
