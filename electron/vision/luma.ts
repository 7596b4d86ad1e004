import type { SmallFrame, StillFrame } from '../media/streams.ts'

const known = new WeakMap<SmallFrame | StillFrame, Uint8Array>()

/** Luma of a frame (BT.601 weights, 0 to 255, a byte a pixel), computed once for all detectors; the caller may keep it. */
export function lumaOf(frame: SmallFrame | StillFrame): Uint8Array {
  let luma = known.get(frame)
  if (!luma) {
    luma = lumaFromRgb(frame.rgb, new Uint8Array(frame.width * frame.height))
    known.set(frame, luma)
  }
  return luma
}

function lumaFromRgb(rgb: Uint8Array, luma: Uint8Array): Uint8Array {
  for (let i = 0, p = 0; i < luma.length; i++, p += 3) {
    luma[i] = (77 * rgb[p]! + 150 * rgb[p + 1]! + 29 * rgb[p + 2]! + 128) >> 8
  }
  return luma
}
