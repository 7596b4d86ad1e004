import { useEffect, useRef, useState } from 'react'
import type { Draft } from '../../shared/contract/drafts.ts'
import { errorToData, type ErrorData } from '../../shared/contract/errors.ts'
import { useHost } from '../host/host-context.tsx'
import { readResource } from '../host/read-resource.ts'
import { ErrorSentence } from './error-sentence.tsx'
import { latestWish } from './latest-wish.ts'
import styles from './still.module.css'

/** Tells which frame is wanted, at once and whenever it is another one. @returns how to stop */
export type FollowFrame = (want: (frame: number) => void) => () => void

/** The exact frame that is wanted, read from the draft itself, for as long as nothing can be played. */
export function Still({
  draft,
  follow,
  onShown,
}: {
  draft: Draft
  follow: FollowFrame
  onShown?: (frame: number) => void
}) {
  const host = useHost()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [error, setError] = useState<ErrorData | null>(null)
  const { id } = draft

  useEffect(() => {
    const stills = latestWish<number>(
      async (frame, signal) => {
        const jpeg = await readResource(host, { draftId: id, kind: 'frame', frame }, signal)
        const picture = await createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' }))
        if (!signal.aborted) {
          const { width, height } = picture
          Object.assign(canvas.current!, { width, height })
          canvas.current!.getContext('2d')!.drawImage(picture, 0, 0)
          onShown?.(frame)
          setError(null)
        }
        picture.close()
      },
      (thrown) => setError(errorToData(thrown)),
    )
    let wanted: number | null = null
    const forget = follow((frame) => {
      if (frame !== wanted) stills.want(frame)
      wanted = frame
    })
    return () => {
      forget()
      stills.end()
    }
  }, [host, id, follow, onShown])

  return (
    <>
      <canvas ref={canvas} className={styles.still} role="img" aria-label={`Still frame of ${draft.name}`} />
      {error && (
        <div className={styles.told}>
          <ErrorSentence error={error} />
        </div>
      )}
    </>
  )
}
