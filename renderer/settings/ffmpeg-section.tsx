import { useEffect, useState } from 'react'
import { errorToData, type ErrorData } from '../../shared/contract/errors.ts'
import type { LibraryInfo } from '../../shared/contract/settings.ts'
import { useHost } from '../host/host-context.tsx'
import { useSettings } from '../state/app-state-context.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorSentence } from '../ui/error-sentence.tsx'
import { useChangeSettings, useTrySettings } from './change-settings.ts'
import { PathEntry } from './path-entry.tsx'
import styles from './settings.module.css'

/** Which ffmpeg reads the drafts. */
export function FfmpegSection() {
  const host = useHost()
  const chosen = useSettings(({ settings }) => settings.ffmpegPath)
  const change = useChangeSettings()
  const attempt = useTrySettings()
  const [used, setUsed] = useState<LibraryInfo['ffmpeg'] | 'unknown'>('unknown')
  const [error, setError] = useState<ErrorData | null>(null)
  useEffect(() => {
    let current = true
    host.call('libraryInfo', {}).then(
      ({ ffmpeg }) => {
        if (current) setUsed(ffmpeg)
      },
      (thrown: unknown) => {
        if (current) setError(errorToData(thrown))
      },
    )
    return () => {
      current = false
    }
  }, [host, chosen])

  return (
    <section className={styles.section} aria-labelledby="settings-ffmpeg">
      <h2 id="settings-ffmpeg">ffmpeg</h2>
      {error && <ErrorSentence error={error} />}
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
      <PathEntry
        label="Another ffmpeg"
        placeholder="Full path of another ffmpeg"
        action="Test and use"
        onUse={(ffmpegPath) => attempt('Use another ffmpeg', { ffmpegPath })}
      />
      <p className={styles.hint}>
        Results are kept by version of ffmpeg: another version measures drafts anew.
      </p>
    </section>
  )
}
