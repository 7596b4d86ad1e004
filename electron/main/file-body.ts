import type { FileHandle } from 'node:fs/promises'

const pieceBytes = 256 << 10

/** Bytes `start` to `end` of a file, both included, read as they are wanted. The file is closed at the end, however it comes. */
export function fileBody(file: FileHandle, start: number, end: number): ReadableStream<Uint8Array> {
  let at = start
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { bytesRead, buffer } = await file.read({
            buffer: new Uint8Array(Math.min(pieceBytes, end - at + 1)),
            position: at,
          })
          at += bytesRead
          if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead))
          if (bytesRead > 0 && at <= end) return
          await file.close()
          if (at > end) controller.close()
          else controller.error(new Error('the file became shorter while it was sent'))
        } catch (thrown) {
          await file.close()
          throw thrown
        }
      },
      cancel: () => file.close(),
    },
    { highWaterMark: 0 },
  )
}
