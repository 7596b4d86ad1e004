import type { SmallFrame, StillFrame } from '../media/streams.ts'
import { padded, scratchMemory } from './simd/simd-memory.ts'

const known = new WeakMap<SmallFrame | StillFrame, Uint8Array>()

/** Luma of a frame (BT.601 weights, 0 to 255, a byte a pixel), computed once for all detectors; the caller may keep it. */
export function lumaOf(frame: SmallFrame | StillFrame): Uint8Array {
  let luma = known.get(frame)
  if (!luma) {
    luma = lumaFromRgb(frame.rgb)
    known.set(frame, luma)
  }
  return luma
}

function lumaFromRgb(rgb: Uint8Array): Uint8Array {
  const count = rgb.length / 3
  const memory = scratchMemory(padded(rgb.length) + padded(count))
  const from = memory.bytes(rgb.length)
  const to = memory.bytes(count)
  from.set(rgb)
  memory.run.luma(from.byteOffset, to.byteOffset, count)
  return to.slice()
}
