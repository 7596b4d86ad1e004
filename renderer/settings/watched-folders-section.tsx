import { FolderPlus, X } from 'lucide-react'
import { useSettings } from '../state/app-state-context.tsx'
import { IconButton } from '../ui/button.tsx'
import { useChangeSettings, useTrySettings } from './change-settings.ts'
import { PathEntry } from './path-entry.tsx'
import styles from './settings.module.css'

/** Folders whose finished exports become drafts by themselves. */
export function WatchedFoldersSection() {
  const folders = useSettings(({ settings }) => settings.watchedFolders)
  const inside = useSettings(({ settings }) => settings.watchedInside)
  const change = useChangeSettings()
  const attempt = useTrySettings()

  return (
    <section className={styles.section} aria-labelledby="settings-folders">
      <h2 id="settings-folders">Watched folders</h2>
      <p className={styles.hint}>
        A new finished export in one of them is scored by itself and set against the previous export of its
        name.
      </p>
      {folders.map((folder) => (
        <div key={folder} className={styles.row}>
          <code className={styles.path}>{folder}</code>
          <label className={styles.check}>
            <input
              type="checkbox"
              aria-label={`Folders inside ${folder} too`}
              checked={inside.includes(folder)}
              onChange={({ target }) =>
                void change(target.checked ? `Watch folders inside ${folder}` : `Watch ${folder} alone`, {
                  watchedInside: target.checked
                    ? [...inside, folder]
                    : inside.filter((one) => one !== folder),
                })
              }
            />
            Folders inside too
          </label>
          <IconButton
            label={`Stop watching ${folder}`}
            onPress={() =>
              void change(`Stop watching ${folder}`, {
                watchedFolders: folders.filter((one) => one !== folder),
              })
            }
          >
            <X />
          </IconButton>
        </div>
      ))}
      <PathEntry
        label="Folder"
        placeholder="Full path of the folder you export to"
        icon={<FolderPlus aria-hidden />}
        action="Watch"
        onUse={(folder) =>
          attempt(`Watch ${folder}`, {
            watchedFolders: [...folders, folder],
            // Many export into a folder a day or a film: those count unless the person says otherwise.
            watchedInside: [...new Set([...inside, folder])],
          })
        }
      />
    </section>
  )
}
