import { readFile } from 'node:fs/promises'
import runtime from 'onnxruntime-node'
import { expect, it, vi } from 'vitest'
import type { ScoredBox } from '../../../electron/vision/boxes.ts'
import { anchorBoxes } from '../../../electron/vision/face-anchors.ts'

const side = 512

// The weights are those of a published network; a mistake in writing them down would make a worse one of it, unnoticed.
it('says of each anchor what face-api.js says with the same weights', { timeout: 90_000 }, async () => {
  const rgb = Uint8Array.from({ length: 3 * side * side }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % side, Math.floor(i / 3 / side)]
    return 128 + 60 * Math.sin(x / 17 + (i % 3)) + 60 * Math.cos(y / 23 - (i % 3) * x * 1e-2)
  })
  const reference = await faceApiAnchors(rgb)
  const ours = await onnxAnchors(rgb)
  expect(ours).toHaveLength(reference.length)
  const furthest = ours.map(({ box, confidence }, i) => {
    const known = reference[i]!
    return Math.max(
      Math.abs(confidence - known.confidence),
      ...box.map((value, side) => Math.abs(value - known.box[side]!)),
    )
  })
  expect(Math.max(...furthest)).toBeLessThan(1e-3)
})

async function onnxAnchors(rgb: Uint8Array): Promise<ScoredBox[]> {
  const session = await runtime.InferenceSession.create(await readFile('models/faces.onnx'))
  const { boxes, classes } = await session.run({
    rgb: new runtime.Tensor('uint8', rgb, [1, side, side, 3]),
    size: new runtime.Tensor('int64', [side, side].map(BigInt), [2]),
  })
  return anchorBoxes(
    boxes!.data as Float32Array,
    classes!.data as Float32Array,
    { rows: side, columns: side },
    1e-30,
  )
}

/** The published code on its own weights, on TensorFlow.js without anything native. */
async function faceApiAnchors(rgb: Uint8Array): Promise<ScoredBox[]> {
  // The build that is all in one file is made for browsers, and asks only whether it is in one.
  vi.stubGlobal('window', globalThis)
  vi.stubGlobal('document', { createElement: () => ({ getContext: () => null }), body: {} })
  const { SsdMobilenetv1, tf, toNetInput } = await import('@vladmandic/face-api/dist/face-api.esm.js')
  // Its types leave this one out.
  await (tf as unknown as { setBackend(name: string): Promise<boolean> }).setBackend('cpu')
  const folder = 'node_modules/@vladmandic/face-api/model/ssd_mobilenetv1_model'
  const manifest = JSON.parse(await readFile(`${folder}-weights_manifest.json`, 'utf8')) as {
    weights: Parameters<typeof tf.io.decodeWeights>[1]
  }[]
  const network = new SsdMobilenetv1()
  network.loadFromWeightMap(
    tf.io.decodeWeights(
      new Uint8Array(await readFile(`${folder}.bin`)).buffer,
      manifest.flatMap(({ weights }) => weights),
    ),
  )
  const { boxes, scores } = network.forwardInput(await toNetInput(tf.tensor3d(rgb, [side, side, 3], 'int32')))
  vi.unstubAllGlobals()
  const confidences = scores[0]!.dataSync()
  const corners = boxes[0]!.arraySync()
  return Array.from(confidences, (confidence, i): ScoredBox => {
    const [top, left, bottom, right] = corners[i]!
    return { box: [left!, top!, right! - left!, bottom! - top!], confidence }
  })
}
