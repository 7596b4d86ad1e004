/** The pictures of the resource `thumbnails`; each is decoded when it is first drawn. */
export interface ThumbnailStrip {
  readonly count: number
  /** Index of the picture that stands for a time: the last at or before it. */
  indexAt(timeS: number): number
  timeOf(index: number): number
  /** The picture if it is decoded; else it is asked for and `arrived` is called once it is there. */
  picture(index: number, arrived: () => void): ImageBitmap | null
  /** Width by height of a picture, or null until one has been decoded. */
  aspect(): number | null
  close(): void
}

export interface PackedThumbnail {
  timeS: number
  jpeg: Uint8Array
}

const headBytes = 12
const decodedAtOnce = 3

/**
 * @param packed float64 time in s, uint32 length, JPEG; little endian, back to back
 * @throws RangeError when a length leads beyond the end
 */
export function unpackThumbnails(packed: ArrayBuffer): PackedThumbnail[] {
  const view = new DataView(packed)
  const found: PackedThumbnail[] = []
  for (let at = 0; at < packed.byteLength;) {
    const timeS = view.getFloat64(at, true)
    const length = view.getUint32(at + 8, true)
    found.push({ timeS, jpeg: new Uint8Array(packed, at + headBytes, length) })
    at += headBytes + length
  }
  return found
}

/** @param heightPx what pictures are decoded to, device pixels */
export function thumbnailStrip(packed: ArrayBuffer, heightPx: number): ThumbnailStrip {
  const thumbnails = unpackThumbnails(packed)
  const decoded = new Map<number, ImageBitmap>()
  const asked = new Set<number>()
  let waiting: { index: number; arrived: () => void }[] = []
  let running = 0
  let aspect: number | null = null
  let closed = false

  async function decode(index: number, arrived: () => void): Promise<void> {
    running++
    try {
      const jpeg = new Blob([thumbnails[index]!.jpeg as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' })
      const bitmap = await createImageBitmap(jpeg, { resizeHeight: heightPx, resizeQuality: 'medium' })
      if (closed) bitmap.close()
      else {
        decoded.set(index, bitmap)
        aspect ??= bitmap.width / bitmap.height
        arrived()
      }
    } finally {
      running--
      next()
    }
  }
  function next(): void {
    // The newest first: what was asked for while scrolling past is out of sight.
    const wish = running < decodedAtOnce && !closed ? waiting.pop() : undefined
    if (wish) void decode(wish.index, wish.arrived)
  }

  return {
    count: thumbnails.length,
    indexAt(timeS) {
      let low = 0
      let high = thumbnails.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (thumbnails[middle]!.timeS <= timeS + 1e-6) low = middle + 1
        else high = middle
      }
      return Math.max(0, low - 1)
    },
    timeOf: (index) => thumbnails[index]?.timeS ?? 0,
    picture(index, arrived) {
      const bitmap = decoded.get(index)
      if (bitmap) return bitmap
      if (!asked.has(index) && index < thumbnails.length) {
        asked.add(index)
        waiting.push({ index, arrived })
        next()
      }
      return null
    },
    aspect: () => aspect,
    close() {
      closed = true
      waiting = []
      for (const bitmap of decoded.values()) bitmap.close()
      decoded.clear()
    },
  }
}
