import type { InferenceSession } from 'onnxruntime-node'
import type { FeatureMatrix } from '../feature-matrix.ts'
import type { Forecasts } from '../forecaster.ts'

/** A model on ONNX Runtime. */
export interface OnnxModel {
  /** @param offsets by row, on the learned scale */
  forecast(matrix: FeatureMatrix, offsets: Float64Array): Promise<Forecasts>
}

const rowsAtOnce = 8_192
const outputNames = ['prediction', 'low50', 'high50', 'low80', 'high80'] as const

type Runtime = typeof import('onnxruntime-node')

/**
 * Opens a model on ONNX Runtime, on one thread.
 *
 * @returns null where ONNX Runtime has no binary (Intel Macs)
 */
export async function openOnnx(bytes: Uint8Array): Promise<OnnxModel | null> {
  const runtime = await loadRuntime()
  if (!runtime) return null
  const session = await runtime.InferenceSession.create(bytes, {
    executionMode: 'sequential',
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  })
  return {
    async forecast(matrix, offsets) {
      const forecasts = emptyForecasts(matrix.rows)
      for (let from = 0; from < matrix.rows; from += rowsAtOnce) {
        const count = Math.min(rowsAtOnce, matrix.rows - from)
        const result = await session.run({
          features: new runtime.Tensor('float32', byRows(matrix, from, count), [
            count,
            matrix.features.length,
          ]),
          offset: new runtime.Tensor('float32', Float32Array.from(offsets.subarray(from, from + count)), [
            count,
            1,
          ]),
        })
        for (const name of outputNames) forecasts[name].set(valuesOf(result, name), from)
      }
      return forecasts
    },
  }
}

async function loadRuntime(): Promise<Runtime | null> {
  // Otherwise it gives the machine a number in the home folder and reports its use to its makers.
  process.env.ORT_DISABLE_TELEMETRY = '1'
  try {
    return (await import('onnxruntime-node')).default
  } catch (thrown) {
    // Its loader asks for a file that is not there; anything else is a fault.
    if ((thrown as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return null
    throw thrown
  }
}

function emptyForecasts(rows: number): Forecasts {
  const empty = (): Float64Array => new Float64Array(rows)
  return { prediction: empty(), low50: empty(), high50: empty(), low80: empty(), high80: empty() }
}

/** Row after row, as a tensor has them. */
function byRows({ columns }: FeatureMatrix, from: number, count: number): Float32Array {
  const values = new Float32Array(count * columns.length)
  columns.forEach((column, f) => {
    for (let row = 0; row < count; row++) values[row * columns.length + f] = column[from + row]!
  })
  return values
}

function valuesOf(result: InferenceSession.OnnxValueMapType, name: string): Float64Array {
  const value = result[name]
  if (!value) throw new Error(`The model gave no ${name}.`)
  return value.data as Float64Array
}
