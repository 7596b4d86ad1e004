import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { OnnxGraph, Value } from './onnx-graph.ts'

const manifestSchema = z.array(
  z.object({
    weights: z.array(
      z.object({
        name: z.string(),
        shape: z.array(z.number()),
        dtype: z.enum(['float32', 'int32']),
        quantization: z.object({ scale: z.number(), min: z.number(), dtype: z.literal('uint8') }).optional(),
      }),
    ),
  }),
)

interface StoredWeight {
  shape: number[]
  /** One byte a weight as it is stored: `scale · byte + min`. */
  bytes: Uint8Array
  scale: number
  min: number
}

export type StoredWeights = ReadonlyMap<string, StoredWeight>

/** The weights of a model of @vladmandic/face-api by name, as the package stores them: a byte each. */
export async function storedWeights(model: string): Promise<StoredWeights> {
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')),
    'model',
  )
  const manifest = manifestSchema.parse(
    JSON.parse(await readFile(join(folder, `${model}_model-weights_manifest.json`), 'utf8')),
  )
  const data = await readFile(join(folder, `${model}_model.bin`))
  const weights = new Map<string, StoredWeight>()
  let at = 0
  for (const { name, shape, quantization } of manifest.flatMap((group) => group.weights)) {
    const count = shape.reduce((product, size) => product * size, 1)
    const length = quantization ? count : 4 * count
    if (quantization) {
      const { scale, min } = quantization
      weights.set(name, { shape, bytes: new Uint8Array(data.subarray(at, at + length)), scale, min })
    }
    at += length
  }
  if (at !== data.length)
    throw new Error(`${model}: the manifest tells of ${at} bytes, there are ${data.length}`)
  return weights
}

/** A vector of numbers. */
export function vector(weights: StoredWeights, name: string): number[] {
  const { bytes, scale, min } = weight(weights, name)
  return Array.from(bytes, (byte) => scale * byte + min)
}

/**
 * The filters of a convolution as a value of the graph, kept as bytes.
 *
 * @param perOutput a factor for each output channel: the scale of a batch normalisation that follows
 */
export function filters(
  graph: OnnxGraph,
  weights: StoredWeights,
  name: string,
  perOutput: readonly number[] | null = null,
): { value: Value; outputs: number; isPoint: boolean } {
  const { bytes, scale, min, shape } = weight(weights, name)
  const [rows, columns, inputs, multiplier] = shape as [number, number, number, number]
  const isDepthwise = name.endsWith('depthwise_filter') || name.endsWith('depthwise_weights')
  const outputs = isDepthwise ? inputs : multiplier
  const perFilter = isDepthwise ? 1 : inputs
  // TensorFlow keeps rows, columns, inputs, outputs; ONNX wants outputs, inputs, rows, columns.
  const turned = new Uint8Array(bytes.length)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let input = 0; input < inputs; input++) {
        for (let k = 0; k < multiplier; k++) {
          const [output, plane] = isDepthwise ? [input, 0] : [k, input]
          turned[((output * perFilter + plane) * rows + row) * columns + column] =
            bytes[((row * columns + column) * inputs + input) * multiplier + k]!
        }
      }
    }
  }
  const stored = graph.node('Cast', [graph.bytes(turned, [outputs, perFilter, rows, columns])], { to: 1 })
  const unscaled = graph.node('Add', [stored, graph.floats([min / scale], [1])])
  const factors = perOutput ? perOutput.map((factor) => factor * scale) : [scale]
  const value = graph.node('Mul', [unscaled, graph.floats(factors, [factors.length, 1, 1, 1])])
  return { value, outputs, isPoint: rows === 1 }
}

function weight(weights: StoredWeights, name: string): StoredWeight {
  const found = weights.get(name)
  if (!found) throw new Error(`The package has no weights named ${name}.`)
  return found
}
