import type { ScoredBox } from './boxes.ts'
import { facesFromAnchors } from './face-anchors.ts'
import { openNetwork } from './network-session.ts'

/** A picture of RGB bytes. */
export interface Picture {
  rgb: Uint8Array
  width: number
  height: number
}

/** Finds faces in a picture; see models/faces.md. */
export type FaceNetwork = (picture: Picture, leastConfidence: number) => Promise<ScoredBox[]>

let loaded: Promise<FaceNetwork> | null = null

/**
 * The network, loaded at the first call and then kept.
 *
 * @throws ModelMissing
 */
export function faceNetwork(): Promise<FaceNetwork> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<FaceNetwork> {
  const { runtime, session } = await openNetwork('faces.onnx')
  return async ({ rgb, width, height }, leastConfidence) => {
    const { rows, columns } = lookedAtSize(width, height)
    const result = await session.run({
      rgb: new runtime.Tensor('uint8', rgb, [1, height, width, 3]),
      size: new runtime.Tensor('int64', BigInt64Array.from([BigInt(rows), BigInt(columns)]), [2]),
    })
    const [boxes, classes] = [result.boxes, result.classes]
    if (!boxes || !classes) throw new Error('The face network gave no boxes.')
    return facesFromAnchors(
      boxes.data as Float32Array,
      classes.data as Float32Array,
      { rows, columns },
      leastConfidence,
    )
  }
}

/** Less than the 512² px the network was taught with: tall pictures show faces of 6 % some 32 px high even so. */
const area = 400 * 400
/** A face of 6 % of the height has to be some 26 px high to be found. */
const leastRows = 432

/** The size at which a picture is looked at: cells of 32 px, its shape kept but for that. */
export function lookedAtSize(width: number, height: number): { rows: number; columns: number } {
  const scale = Math.max(Math.sqrt(area / (width * height)), leastRows / height)
  const cells = (px: number): number => Math.min(48, Math.max(2, Math.round((px * scale) / 32))) * 32
  return { rows: cells(height), columns: cells(width) }
}
