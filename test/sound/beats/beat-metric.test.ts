import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { describeWithShared, sharedMaterial } from '../../shared-material.ts'
import { beatFMeasure, onsetMatch, tempoDetection } from './beat-metric.ts'

function lines(path: string): string[] {
  const text = readFileSync(sharedMaterial(`media/beats/mir_eval/${path}`)!, 'utf8')
  return text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'))
}

function expected(path: string): Record<string, number | boolean> {
  return JSON.parse(lines(path).join('\n')) as Record<string, number | boolean>
}

const times = (path: string): number[] => lines(path).map(Number)

describeWithShared("the metric against mir_eval's own answers: every figure of beats rests on it", () => {
  for (let i = 0; i < 10; i++) {
    it(`beats ${i}`, () => {
      const found = beatFMeasure(times(`beat/ref0${i}.txt`), times(`beat/est0${i}.txt`))
      expect(found).toBeCloseTo(expected(`beat/output0${i}.json`)['F-measure'] as number, 9)
    })

    it(`onsets ${i}`, () => {
      const found = onsetMatch(times(`onset/ref0${i}.txt`), times(`onset/est0${i}.txt`))
      const truth = expected(`onset/output0${i}.json`)
      expect(found.fMeasure).toBeCloseTo(truth['F-measure'] as number, 9)
      expect(found.precision).toBeCloseTo(truth.Precision as number, 9)
      expect(found.recall).toBeCloseTo(truth.Recall as number, 9)
    })
  }

  for (let i = 0; i < 4; i++) {
    it(`tempos ${i}`, () => {
      const [reference, estimated] = [`ref0${i}`, `est0${i}`].map((name) =>
        lines(`tempo/${name}.lab`)[0]!.split(/\s+/).map(Number),
      )
      const found = tempoDetection([reference![0]!, reference![1]!], reference![2]!, [
        estimated![0]!,
        estimated![1]!,
      ])
      const truth = expected(`tempo/output0${i}.json`)
      expect(found.pScore).toBeCloseTo(truth['P-score'] as number, 9)
      expect(found.oneCorrect).toBe(truth['One-correct'])
      expect(found.bothCorrect).toBe(truth['Both-correct'])
    })
  }
})
