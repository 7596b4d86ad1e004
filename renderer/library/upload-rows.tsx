import { RotateCcw, X } from 'lucide-react'
import { useAppState } from '../state/app-state-context.tsx'
import type { Upload } from '../state/uploads.ts'
import { IconButton } from '../ui/button.tsx'
import { ErrorSentence } from '../ui/error-sentence.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { bytes } from '../ui/wording.ts'
import styles from './upload-rows.module.css'

/** Files on their way into the library; what could not come in says why and stays until it is dismissed. */
export function UploadRows({ uploads }: { uploads: readonly Upload[] }) {
  const { uploads: store } = useAppState()
  return (
    <ul aria-label="Files on their way" className={styles.uploads}>
      {uploads.map(({ id, file, progress, error }) => (
        <li key={id} className={styles.upload}>
          <span className={styles.name} title={file.name}>
            {file.name}
            <span className={styles.size}> {bytes(file.size)}</span>
          </span>
          {error ? (
            <ErrorSentence error={error} />
          ) : (
            <ProgressBar progress={progress} stageLabel={stage(progress)} />
          )}
          <span className={styles.tools}>
            {error && (
              <IconButton label={`Try ${file.name} again`} onPress={() => store.retry(id)}>
                <RotateCcw />
              </IconButton>
            )}
            <IconButton
              label={error ? `Dismiss ${file.name}` : `Cancel ${file.name}`}
              onPress={() => store.cancel(id)}
            >
              <X />
            </IconButton>
          </span>
        </li>
      ))}
    </ul>
  )
}

function stage({ stage: now }: Upload['progress']): string {
  return now === 'waiting' ? 'Waiting' : 'Reading in'
}
