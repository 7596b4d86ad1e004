import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FeatureMatrix } from '../../electron/prediction/feature-matrix.ts'
import { forecast, forecasterOf } from '../../electron/prediction/forecaster.ts'
import { learn } from '../../electron/prediction/learn.ts'
import { openOnnx } from '../../electron/prediction/onnx/run-model.ts'
import { writeOnnx } from '../../electron/prediction/onnx/write-model.ts'
import { seededRandom } from '../../electron/prediction/random.ts'
import { binRows, chooseBins } from '../../electron/prediction/trees/binning.ts'
import { boost, usualBoosting } from '../../electron/prediction/trees/boosting.ts'
import { trainOnTable } from '../../electron/prediction/train-on-table.ts'

export interface TrainingFigures {
  /** Processor seconds of one boosted model of 200 trees. */
  oneModelS: number
  /** Wall and processor seconds of a training: five folds, settings searched in each, intervals, and the model itself. */
  searchS: number
  searchCpuS: number
  /** The process's largest size, MB. */
  memoryMb: number
  /** One post, on ONNX Runtime and in TypeScript, milliseconds. */
  onnxMs: number | null
  typescriptMs: number
}

/** Trains on made-up posts. */
export async function trainingFigures(rows: number, features: number): Promise<TrainingFigures> {
  const { matrix, target } = madeUp(rows, features)
  const all = Int32Array.from({ length: rows }, (_, row) => row)
  const none = new Int32Array()
  const oneModelS = processorSeconds(() => {
    const binned = binRows(matrix, chooseBins(matrix, all, 254))
    const options = { ...usualBoosting, trees: 200 }
    boost({ binned, monotone: [], rows: all, asked: none, watched: none, target, options })
  })
  const folder = mkdtempSync(join(tmpdir(), 'hookline-bench-'))
  try {
    const path = join(folder, 'posts.csv')
    writeFileSync(path, asCsv(matrix, target))
    const startedAt = performance.now()
    const before = process.cpuUsage()
    const request = { path, target: 'target', group: null, time: null, features: null, seed: 0 }
    await trainOnTable(request, new AbortController().signal, () => Promise.resolve())
    const searchS = (performance.now() - startedAt) / 1000
    const { user, system } = process.cpuUsage(before)
    return {
      oneModelS,
      searchS,
      searchCpuS: (user + system) / 1e6,
      memoryMb: process.resourceUsage().maxRSS / 1024,
      ...(await forecastMs(matrix, target, all)),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function forecastMs(
  matrix: FeatureMatrix,
  target: Float64Array,
  rows: Int32Array,
): Promise<Pick<TrainingFigures, 'onnxMs' | 'typescriptMs'>> {
  const task = { matrix, target, groups: rows, rows, asked: new Int32Array(), candidates: 1, seed: 0 }
  const forecaster = forecasterOf(learn(task), { kind: 'as-is' })
  const onnx = await openOnnx(writeOnnx(forecaster, matrix.features, {}))
  const one = { ...matrix, rows: 1, columns: matrix.columns.map((column) => column.slice(0, 1)) }
  const times = 50
  const offset = new Float64Array(1)
  let startedAt = performance.now()
  for (let i = 0; i < times; i++) forecast(forecaster, one)
  const typescriptMs = (performance.now() - startedAt) / times
  startedAt = performance.now()
  for (let i = 0; i < times; i++) await onnx?.forecast(one, offset)
  return { typescriptMs, onnxMs: onnx && (performance.now() - startedAt) / times }
}

function madeUp(rows: number, features: number): { matrix: FeatureMatrix; target: Float64Array } {
  const random = seededRandom(1)
  const columns = Array.from({ length: features }, () =>
    Float32Array.from({ length: rows }, () => random.next()),
  )
  const target = Float64Array.from(
    { length: rows },
    (_, row) =>
      10 * Math.sin(Math.PI * columns[0]![row]! * columns[1]![row]!) +
      10 * columns[3]![row]! +
      4 * (random.next() + random.next() - 1),
  )
  const named = columns.map(
    (_, f) => ({ name: `x${f}`, kind: 'number', categories: [], monotone: 0 }) as const,
  )
  return { matrix: { rows, features: named, columns }, target }
}

function asCsv({ rows, columns, features }: FeatureMatrix, target: Float64Array): string {
  const lines = Array.from({ length: rows }, (_, row) =>
    [...columns.map((column) => column[row]!.toFixed(5)), target[row]!.toFixed(4)].join(','),
  )
  return `${[[...features.map(({ name }) => name), 'target'].join(','), ...lines].join('\n')}\n`
}

function processorSeconds(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}
