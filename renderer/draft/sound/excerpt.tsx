import { useEffect, useRef, useState } from 'react'
import type { ErrorData } from '../../../shared/contract/errors.ts'
import { errorToData } from '../../../shared/contract/errors.ts'
import type { Resource } from '../../../shared/contract/resources.ts'
import { useHost } from '../../host/host-context.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorSentence } from '../../ui/error-sentence.tsx'
import { readResource } from '../../host/read-resource.ts'
import styles from './excerpt.module.css'

/** Something short that is rendered first and then plays by itself; to close it is to give the rendering up. */
export function Excerpt({
  resource,
  label,
  onClose,
}: {
  resource: Resource
  label: string
  onClose: () => void
}) {
  const { url, error } = useBlob(resource)
  const common = { src: url ?? undefined, controls: true, autoPlay: true, 'aria-label': label }
  return (
    <div className={styles.excerpt}>
      {error ? (
        <ErrorSentence error={error} />
      ) : url === null ? (
        <p className={styles.waiting} role="status">
          Rendering {label} …
        </p>
      ) : resource.kind === 'track' ? (
        <audio {...common} />
      ) : (
        <video {...common} loop />
      )}
      <Button look="quiet" onPress={onClose}>
        {url === null && !error ? 'Cancel' : 'Close'}
      </Button>
    </div>
  )
}

/** The bytes of a resource as an address of this page, as long as it is shown. */
function useBlob(resource: Resource): { url: string | null; error: ErrorData | null } {
  const host = useHost()
  const [answer, setAnswer] = useState<{ url: string | null; error: ErrorData | null }>({
    url: null,
    error: null,
  })
  const wanted = useRef(resource)
  useEffect(() => {
    const controller = new AbortController()
    let url: string | null = null
    readResource(host, wanted.current, controller.signal).then(
      (bytes) => {
        if (controller.signal.aborted) return
        const type = wanted.current.kind === 'track' ? 'audio/mp4' : 'video/mp4'
        url = URL.createObjectURL(new Blob([bytes], { type }))
        setAnswer({ url, error: null })
      },
      (thrown: unknown) => {
        if (!controller.signal.aborted) setAnswer({ url: null, error: errorToData(thrown) })
      },
    )
    return () => {
      controller.abort()
      if (url) URL.revokeObjectURL(url)
    }
  }, [host])
  return answer
}
