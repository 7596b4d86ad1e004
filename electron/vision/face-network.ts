import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ScoredBox } from './boxes.ts'
import { facesFromAnchors } from './face-anchors.ts'

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
 * The network on ONNX Runtime, on one thread; loaded at the first call and then kept.
 *
 * @throws what keeps ONNX Runtime from loading: there is no binary for Intel Macs
 */
export function faceNetwork(): Promise<FaceNetwork> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<FaceNetwork> {
  // Otherwise it gives the machine a number in the home folder and reports its use to its makers.
  process.env.ORT_DISABLE_TELEMETRY = '1'
  const { default: runtime } = await import('onnxruntime-node')
  // Read here and not by ONNX Runtime: in an installed app the file lies within an archive that only Node can open.
  const session = await runtime.InferenceSession.create(await readFile(modelPath()), {
    executionMode: 'sequential',
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  })
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

/** models/ lies beside electron/ in a clone, and beside out/ once built. */
function modelPath(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, 'models', 'faces.onnx')
    if (existsSync(path)) return path
  }
  throw new Error('models/faces.onnx is missing')
}
