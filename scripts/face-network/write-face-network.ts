/**
 * `node scripts/face-networks/write-face-network.ts [FOLDER]`: writes the network that finds faces as ONNX into models/, from the
 * weights in the package @vladmandic/face-api (MIT), where it is called SSD MobileNet V1; see models/faces.md.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OnnxGraph, type Value } from './onnx-graph.ts'
import { filters, storedWeights, vector, type StoredWeights } from './stored-weights.ts'

const folder = process.argv[2] ?? join(import.meta.dirname, '../../models')
const source = 'Written by scripts/face-networks from the weights of @vladmandic/face-api 1.7.15 (MIT).'
await writeFile(join(folder, 'faces.onnx'), await faceNetwork())

/**
 * SSD on MobileNet V1 (Liu and others 2016, Howard and others 2017).
 * `rgb` 1 × rows × columns × 3 bytes, `size` the rows and columns at which it looks, multiples of 32 → `boxes` 1 × anchors × 4 (y, x, height, width as SSD encodes them) and `classes`
 * 1 × anchors × 3 (logits: background, face, another), anchors map by map, row by row.
 */
async function faceNetwork(): Promise<Uint8Array> {
  const weights = await storedWeights('ssd_mobilenetv1')
  const graph = new OnnxGraph()
  const six = [graph.floats([0], []), graph.floats([6], [])]
  const clipped = (x: Value): Value => graph.node('Clip', [x, ...six])
  // As TensorFlow pads an even side, and an odd one as if it were even: a cell lies where the anchors expect it.
  const padsOf = (stride: number): { pads: number[]; strides: number[] } => ({
    pads: stride === 2 ? [0, 0, 2, 2] : [1, 1, 1, 1],
    strides: [stride, stride],
  })
  const plain = (x: Value, prefix: string, stride: number): Value => {
    const { value, outputs, isPoint } = filters(graph, weights, `${prefix}/weights`)
    const bias = graph.floats(vector(weights, `${prefix}/convolution_bn_offset`), [outputs])
    return clipped(graph.node('Conv', [x, value, bias], isPoint ? {} : padsOf(stride)))
  }

  let x = plain(planes(graph), 'MobilenetV1/Conv2d_0_pointwise', 2)
  let eleventh = x
  for (let layer = 1; layer <= 13; layer++) {
    const prefix = `MobilenetV1/Conv2d_${layer}`
    const stride = [2, 4, 6, 12].includes(layer) ? 2 : 1
    const { factors, offsets } = normalisation(weights, `${prefix}_depthwise/BatchNorm`)
    const { value, outputs } = filters(graph, weights, `${prefix}_depthwise/depthwise_weights`, factors)
    const attributes = { ...padsOf(stride), group: outputs }
    x = clipped(graph.node('Conv', [x, value, graph.floats(offsets, [outputs])], attributes))
    x = plain(x, `${prefix}_pointwise`, 1)
    if (layer === 11) eleventh = x
  }
  const maps = [eleventh, x]
  for (let layer = 0; layer < 8; layer += 2) {
    x = plain(x, `Prediction/Conv2d_${layer}_pointwise`, 1)
    x = plain(x, `Prediction/Conv2d_${layer + 1}_pointwise`, 2)
    maps.push(x)
  }
  const predicted = (what: string, size: number): Value =>
    graph.node(
      'Concat',
      maps.map((map, i) => {
        const prefix = `Prediction/BoxPredictor_${i}/${what}`
        const { value, outputs } = filters(graph, weights, `${prefix}/weights`)
        const bias = graph.floats(vector(weights, `${prefix}/biases`), [outputs])
        const cells = graph.node('Transpose', [graph.node('Conv', [map, value, bias])], {
          perm: [0, 2, 3, 1],
        })
        return graph.node('Reshape', [cells, graph.integers([1, -1, size])])
      }),
      { axis: 1 },
    )
  const outputs = { boxes: predicted('BoxEncodingPredictor', 4), classes: predicted('ClassPredictor', 3) }
  return graph.model(outputs, source)
}

/** The picture at the size wanted, as planes of −1 to 1. */
function planes(graph: OnnxGraph): Value {
  const values = graph.node('Transpose', [graph.node('Cast', ['rgb'], { to: 1 })], { perm: [0, 3, 1, 2] })
  const sizes = graph.node('Concat', [graph.integers([1, 3]), 'size'], { axis: 0 })
  const resized = graph.node('Resize', [values, '', '', sizes], { mode: 'linear' })
  return graph.node('Sub', [
    graph.node('Mul', [resized, graph.floats([1 / 127.5], [1])]),
    graph.floats([1], [1]),
  ])
}

/** A batch normalisation as one factor and one offset a channel. */
function normalisation(weights: StoredWeights, prefix: string): { factors: number[]; offsets: number[] } {
  const [gamma, beta, mean, variance] = ['gamma', 'beta', 'moving_mean', 'moving_variance'].map((name) =>
    vector(weights, `${prefix}/${name}`),
  ) as [number[], number[], number[], number[]]
  const epsilon = 0.001
  const factors = gamma.map((value, i) => value / Math.sqrt(variance[i]! + epsilon))
  return { factors, offsets: beta.map((value, i) => value - mean[i]! * factors[i]!) }
}
