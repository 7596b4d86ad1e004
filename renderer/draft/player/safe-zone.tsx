import type { PlatformOutline } from '../../../shared/contract/settings.ts'
import { coveredAreas } from '../../../shared/covered-areas.ts'
import styles from './player.module.css'

const percent = (share: number): string => `${share * 100}%`

/** What the platform lays over the picture, and where that is known from. */
export function SafeZone({
  zone,
  label,
  aspect,
}: {
  zone: NonNullable<PlatformOutline['safeZone']>
  label: string
  aspect: number
}) {
  const said = `Covered by ${label}’s buttons and captions. Source: ${zone.source}`
  return (
    <div className={styles.zone} role="img" aria-label={said}>
      {coveredAreas(zone, aspect).map(({ left, top, width, height }) => (
        <div
          key={`${left} ${top}`}
          className={styles.covered}
          title={said}
          style={{ left: percent(left), top: percent(top), width: percent(width), height: percent(height) }}
        />
      ))}
    </div>
  )
}
