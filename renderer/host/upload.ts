import { draftSchema, type Draft } from '../../shared/contract/drafts.ts'
import { errorSchema, HooklineError } from '../../shared/contract/errors.ts'
import type { Progress } from '../../shared/contract/progress.ts'
import { connectionLost } from './reconnecting.ts'

/**
 * Sends a file to the server as it is. XMLHttpRequest and not fetch, which can't tell how much has been sent.
 *
 * @throws HooklineError what the server answered, `file_unreadable`, `cancelled` or that the connection was lost
 */
export function sendFile(
  origin: string,
  file: File,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (progress: Progress) => void },
): Promise<{ draft: Draft; wasHere: boolean }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const startedMs = performance.now()
    const cancel = (): void => request.abort()
    const end = (): void => signal?.removeEventListener('abort', cancel)
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      onProgress?.({
        stage: 'reading',
        fraction: total > 0 ? loaded / total : 0,
        timeLeftS: sendingTimeLeftS(loaded, total, performance.now() - startedMs),
      })
    })
    request.addEventListener('load', () => {
      end()
      try {
        resolve({ draft: answerOf(request.status, request.responseText), wasHere: request.status === 200 })
      } catch (thrown) {
        reject(thrown instanceof Error ? thrown : connectionLost)
      }
    })
    request.addEventListener('error', () => {
      end()
      void whyNotSent(file).then(reject)
    })
    request.addEventListener('abort', () => {
      end()
      reject(new HooklineError('cancelled', 'Cancelled.'))
    })
    request.open('POST', `${origin}/upload?name=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    signal?.addEventListener('abort', cancel, { once: true })
    if (signal?.aborted) request.abort()
    else request.send(file)
  })
}

/** Seconds until all is sent, or null in the first second, when the rate says nothing yet. */
export function sendingTimeLeftS(loaded: number, total: number, elapsedMs: number): number | null {
  if (loaded <= 0 || elapsedMs < 1_000) return null
  return (((total - loaded) / loaded) * elapsedMs) / 1_000
}

function answerOf(status: number, text: string): Draft {
  let answer: unknown
  try {
    answer = JSON.parse(text)
  } catch {
    throw new HooklineError('internal', `The server answered ${status} without saying why.`)
  }
  if (status >= 200 && status < 300) return draftSchema.parse(answer)
  throw HooklineError.fromData(errorSchema.parse((answer as { error?: unknown }).error))
}

/** A browser doesn't say whether the file or the network failed; reading one byte tells. */
async function whyNotSent(file: File): Promise<HooklineError> {
  try {
    await file.slice(0, 1).arrayBuffer()
    return connectionLost
  } catch {
    return new HooklineError(
      'file_unreadable',
      `“${file.name}” could not be read.`,
      'It may have been moved, or it is a folder. Drop it again.',
    )
  }
}
