import { useSettings } from '../state/app-state-context.tsx'
import { Select } from '../ui/select.tsx'
import { DataSection } from './data-section.tsx'
import { FfmpegSection } from './ffmpeg-section.tsx'
import styles from './settings.module.css'
import { useChangeSettings } from './change-settings.ts'
import { PartsSection } from './parts-section.tsx'
import { WatchedFoldersSection } from './watched-folders-section.tsx'
import { WeightsSection } from './weights-section.tsx'

const themes = [
  { id: 'system', label: 'As the system' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
] as const

const updateChoices = [
  { id: 'stable', label: 'Finished versions' },
  { id: 'beta', label: 'Also test versions' },
  { id: 'off', label: 'None by itself' },
] as const

const trainingChoices = [
  { id: 'by-itself', label: 'At night, by itself' },
  { id: 'when-asked', label: 'Only when asked' },
] as const

/** All that a person can set; every change counts at once and can be undone. */
export default function SettingsScreen() {
  const known = useSettings((state) => state.known)
  const { platform, theme, updates, training } = useSettings(({ settings }) => settings)
  const platforms = useSettings((state) => state.platforms)
  const change = useChangeSettings()
  if (!known) return null
  return (
    <div className={styles.screen}>
      <h1>Settings</h1>
      <section className={styles.section} aria-labelledby="settings-general">
        <h2 id="settings-general">General</h2>
        <div className={styles.row}>
          <span id="settings-platform">Platform whose limits and viewers count where none is chosen</span>
          <Select
            label="Platform"
            labelHidden
            value={platform}
            options={platforms.map(({ id, label }) => ({ id, label }))}
            onChange={(id) => void change('Change the platform', { platform: id })}
          />
        </div>
        <div className={styles.row}>
          <span>Colours of the window</span>
          <Select
            label="Theme"
            labelHidden
            value={theme}
            options={themes}
            onChange={(id) => void change('Change the colours of the window', { theme: id })}
          />
        </div>
        <div className={styles.row}>
          <span>When forecast models are trained on the history</span>
          <Select
            label="Training"
            labelHidden
            value={training}
            options={trainingChoices}
            onChange={(id) => void change('Change when models are trained', { training: id })}
          />
        </div>
        <div className={styles.row}>
          <span>
            New versions that the installed app fetches
            <span className={styles.rowHint}>No file and no figure of yours is sent for it.</span>
          </span>
          <Select
            label="New versions"
            labelHidden
            value={updates}
            options={updateChoices}
            onChange={(id) => void change('Change which new versions are fetched', { updates: id })}
          />
        </div>
      </section>
      <WeightsSection />
      <WatchedFoldersSection />
      <PartsSection />
      <FfmpegSection />
      <DataSection />
    </div>
  )
}
