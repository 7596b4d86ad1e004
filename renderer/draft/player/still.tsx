import { useEffect, useRef, useState } from 'react'
import type { Draft } from '../../../shared/contract/drafts.ts'
import { errorToData, type ErrorData } from '../../../shared/contract/errors.ts'
import { useHost } from '../../host/host-context.tsx'
import { ErrorSentence } from '../../ui/error-sentence.tsx'
import { readResource } from '../read-resource.ts'
import { latestWish } from './latest-wish.ts'
import type { Player } from './player.ts'
import styles from './player.module.css'

/** The exact frame at the playhead, read from the draft itself, for as long as nothing can be played. */
export function Still({ draft, player }: { draft: Draft; player: Player }) {
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
          player.stillShown(frame)
          setError(null)
        }
        picture.close()
      },
      (thrown) => setError(errorToData(thrown)),
    )
    stills.want(player.state.getState().frame)
    const forget = player.state.subscribe(({ frame }, before) => {
      if (frame !== before.frame) stills.want(frame)
    })
    return () => {
      forget()
      stills.end()
    }
  }, [host, id, player])

  return (
    <>
      <canvas ref={canvas} className={styles.video} role="img" aria-label={`Still frame of ${draft.name}`} />
      {error && (
        <div className={styles.told}>
          <ErrorSentence error={error} />
        </div>
      )}
    </>
  )
}
