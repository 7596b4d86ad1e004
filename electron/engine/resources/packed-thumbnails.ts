import type { Thumbnail } from '../../media/streams.ts'

/** Thumbnails back to back: float64 time in s, uint32 length, JPEG; little endian. */
export function packedThumbnails(thumbnails: readonly Thumbnail[]): Uint8Array {
  const headBytes = 12
  const packed = new Uint8Array(thumbnails.reduce((length, { jpeg }) => length + headBytes + jpeg.length, 0))
  const view = new DataView(packed.buffer)
  let at = 0
  for (const { timeS, jpeg } of thumbnails) {
    view.setFloat64(at, timeS, true)
    view.setUint32(at + 8, jpeg.length, true)
    packed.set(jpeg, at + headBytes)
    at += headBytes + jpeg.length
  }
  return packed
}
