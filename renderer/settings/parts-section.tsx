import { Download, Trash2, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { errorToData, type ErrorData } from '../../shared/contract/errors.ts'
import type { Part } from '../../shared/contract/parts.ts'
import { useHost } from '../host/host-context.tsx'
import { useAppState, useSettings } from '../state/app-state-context.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorSentence } from '../ui/error-sentence.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { bytes, plural } from '../ui/wording.ts'
import { useChangeSettings } from './change-settings.ts'
import styles from './settings.module.css'

/** Parts that are not shipped: what each is, what it costs, and whether it is there. */
export function PartsSection() {
  const host = useHost()
  const { parts: store } = useAppState()
  const parts = useStore(store, (state) => state.parts)
  const [error, setError] = useState<ErrorData | null>(null)
  useEffect(() => {
    let current = true
    host.call('parts', {}).then(
      (found) => {
        if (current) store.read(found.parts)
      },
      (thrown: unknown) => {
        if (current) setError(errorToData(thrown))
      },
    )
    return () => {
      current = false
    }
  }, [host, store])

  return (
    <section className={styles.section} aria-labelledby="settings-parts">
      <h2 id="settings-parts">Optional parts</h2>
      {error && <ErrorSentence error={error} />}
      {parts?.map((part) => (
        <PartEntry key={part.id} part={part} />
      ))}
    </section>
  )
}

function PartEntry({ part }: { part: Part }) {
  const host = useHost()
  const { notices, parts } = useAppState()
  const isOn = useSettings(({ settings }) => settings.speechRecognition)
  const change = useChangeSettings()
  const { id, name, state, sizeBytes, doneBytes, timeLeftS, error } = part

  async function ask(call: 'downloadPart' | 'cancelPartDownload' | 'removePart'): Promise<void> {
    try {
      parts.changed(await host.call(call, { id, wait: false }))
    } catch (thrown) {
      notices.tellError(thrown)
    }
  }

  return (
    <>
      <h3 className={styles.partName}>{name}</h3>
      <p className={styles.hint}>{part.purpose}</p>
      <PartFacts part={part} />
      {error && <ErrorSentence error={error} />}
      {state === 'downloading' && (
        <ProgressBar
          progress={{ stage: 'downloading', fraction: doneBytes / sizeBytes, timeLeftS }}
          stageLabel={`${bytes(doneBytes)} of ${bytes(sizeBytes)}`}
        />
      )}
      {state === 'installed' && (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={isOn}
            onChange={({ target }) =>
              void change(
                target.checked ? 'Write down what is said in drafts' : 'Stop writing down what is said',
                { speechRecognition: target.checked },
              )
            }
          />
          Write down what is said in drafts that have no captions
        </label>
      )}
      <div className={styles.buttons}>
        {(state === 'absent' || state === 'begun') && (
          <Button icon={<Download aria-hidden />} onPress={() => void ask('downloadPart')}>
            {state === 'absent'
              ? `Download ${bytes(sizeBytes)}`
              : `Go on with the download, ${bytes(sizeBytes - doneBytes)} left`}
          </Button>
        )}
        {state === 'downloading' && (
          <Button icon={<X aria-hidden />} onPress={() => void ask('cancelPartDownload')}>
            Cancel the download
          </Button>
        )}
        {(state === 'installed' || state === 'begun') && (
          <Button look="quiet" icon={<Trash2 aria-hidden />} onPress={() => void ask('removePart')}>
            Remove
          </Button>
        )}
      </div>
    </>
  )
}

function PartFacts({ part: { model, languages, sizeBytes, licence, source } }: { part: Part }) {
  return (
    <dl className={styles.facts}>
      <dt>Model</dt>
      <dd>
        {model}; {plural(languages.length, 'language')}
      </dd>
      <dt>Size</dt>
      <dd>{bytes(sizeBytes)}</dd>
      <dt>Source</dt>
      <dd>
        <code className={styles.path}>{source.url}</code>, version {source.revision.slice(0, 7)}. Each file is
        checked by its SHA-256. Only this download uses the internet; no file and no figure of yours is sent.
      </dd>
      <dt>Licence</dt>
      <dd>
        {licence.name}, <code className={styles.path}>{licence.url}</code>. {licence.note}
      </dd>
    </dl>
  )
}
