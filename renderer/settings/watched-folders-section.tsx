import { FolderPlus, X } from 'lucide-react'
import { useState } from 'react'
import { errorToData } from '../../shared/contract/errors.ts'
import { useAppState, useSettings } from '../state/app-state-context.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './settings.module.css'
import { useChangeSettings } from './change-settings.ts'

/** Folders whose finished exports become drafts by themselves. */
export function WatchedFoldersSection() {
  const folders = useSettings(({ settings }) => settings.watchedFolders)
  const inside = useSettings(({ settings }) => settings.watchedInside)
  const { host, commands, settings } = useAppState()
  const change = useChangeSettings()
  const [path, setPath] = useState('')
  const [error, setError] = useState<string>()

  async function add(): Promise<void> {
    const folder = path.trim()
    if (!folder) return
    const set = async (watchedFolders: string[], watchedInside: string[]): Promise<void> =>
      settings.setState({ settings: await host.call('updateSettings', { watchedFolders, watchedInside }) })
    try {
      // Not told as a notice: what is wrong with the path stands beside it.
      await commands.perform({
        label: `Watch ${folder}`,
        // Many export into a folder a day or a film: those count unless the person says otherwise.
        run: () => set([...folders, folder], [...inside, folder]),
        undo: () => set(folders, inside),
      })
      setPath('')
      setError(undefined)
    } catch (thrown) {
      const { message, hint } = errorToData(thrown)
      setError(hint ? `${message} ${hint}` : message)
    }
  }

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
      <div className={styles.entry}>
        <TextField
          label="Folder"
          labelHidden
          value={path}
          placeholder="Full path of the folder you export to"
          onChange={(next) => {
            setPath(next)
            setError(undefined)
          }}
          onSubmit={() => void add()}
          error={error}
        />
        <Button icon={<FolderPlus aria-hidden />} isDisabled={path.trim() === ''} onPress={() => void add()}>
          Watch
        </Button>
      </div>
    </section>
  )
}
