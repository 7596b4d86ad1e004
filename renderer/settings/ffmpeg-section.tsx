import { useEffect, useState } from 'react'
import { errorToData } from '../../shared/contract/errors.ts'
import type { LibraryInfo } from '../../shared/contract/settings.ts'
import { useHost } from '../host/host-context.tsx'
import { useAppState, useSettings } from '../state/app-state-context.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorSentence } from '../ui/error-sentence.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './settings.module.css'
import { useChangeSettings } from './change-settings.ts'

/** Which ffmpeg reads the drafts. */
export function FfmpegSection() {
  const host = useHost()
  const { commands, settings } = useAppState()
  const chosen = useSettings(({ settings: now }) => now.ffmpegPath)
  const change = useChangeSettings()
  const [used, setUsed] = useState<LibraryInfo['ffmpeg'] | 'unknown'>('unknown')
  const [path, setPath] = useState('')
  const [error, setError] = useState<string>()
  useEffect(() => {
    let current = true
    host.call('libraryInfo', {}).then(
      ({ ffmpeg }) => {
        if (current) setUsed(ffmpeg)
      },
      (thrown: unknown) => {
        if (current) setError(errorToData(thrown).message)
      },
    )
    return () => {
      current = false
    }
  }, [host, chosen])

  async function use(): Promise<void> {
    const set = async (ffmpegPath: string | null): Promise<void> =>
      settings.setState({ settings: await host.call('updateSettings', { ffmpegPath }) })
    try {
      await commands.perform({
        label: 'Use another ffmpeg',
        run: () => set(path.trim()),
        undo: () => set(chosen),
      })
      setPath('')
      setError(undefined)
    } catch (thrown) {
      const { message, hint } = errorToData(thrown)
      setError(hint ? `${message} ${hint}` : message)
    }
  }

  return (
    <section className={styles.section} aria-labelledby="settings-ffmpeg">
      <h2 id="settings-ffmpeg">ffmpeg</h2>
      {used === null && (
        <ErrorSentence
          error={{ message: 'ffmpeg was not found.', hint: 'Install it, or say below where it is.' }}
        />
      )}
      {used !== null && used !== 'unknown' && (
        <div className={styles.row}>
          <span>
            <code className={styles.path}>{used.path}</code>
            <span className={styles.hint}>
              {' '}
              {used.version}
              {chosen === null ? ', found by itself' : ', chosen by you'}
            </span>
          </span>
          {chosen !== null && (
            <Button
              look="quiet"
              onPress={() => void change('Use the ffmpeg that is found', { ffmpegPath: null })}
            >
              Use the one that is found
            </Button>
          )}
        </div>
      )}
      <div className={styles.entry}>
        <TextField
          label="Another ffmpeg"
          labelHidden
          value={path}
          placeholder="Full path of another ffmpeg"
          onChange={(next) => {
            setPath(next)
            setError(undefined)
          }}
          onSubmit={() => void use()}
          error={error}
        />
        <Button isDisabled={path.trim() === ''} onPress={() => void use()}>
          Test and use
        </Button>
      </div>
      <p className={styles.hint}>
        Results are kept by version of ffmpeg: another version measures drafts anew.
      </p>
    </section>
  )
}
