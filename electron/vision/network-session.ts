import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { InferenceSession } from 'onnxruntime-node'

export type OnnxRuntime = typeof import('onnxruntime-node')

/** Why nothing can be looked at: ONNX Runtime has no binary for this machine, or a model is missing. */
export class ModelMissing extends Error {}

/**
 * A network of models/ on ONNX Runtime, on one thread.
 *
 * @throws ModelMissing
 */
export async function openNetwork(
  file: string,
): Promise<{ runtime: OnnxRuntime; session: InferenceSession }> {
  // Otherwise it gives the machine a number in the home folder and reports its use to its makers.
  process.env.ORT_DISABLE_TELEMETRY = '1'
  try {
    const { default: runtime } = await import('onnxruntime-node')
    // Read here and not by ONNX Runtime: in an installed app the file lies within an archive that only Node can open.
    const session = await runtime.InferenceSession.create(await readFile(modelPath(file)), {
      executionMode: 'sequential',
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
    })
    return { runtime, session }
  } catch (cause) {
    throw new ModelMissing(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

/** models/ lies beside electron/ in a clone, and beside out/ once built. */
function modelPath(file: string): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, 'models', file)
    if (existsSync(path)) return path
  }
  throw new Error(`models/${file} is missing`)
}
