import type { Feature } from './feature-matrix.ts'
import type { Forecaster } from './forecaster.ts'
import type { GroupEffects } from './group-effects.ts'
import type { Terciles } from './outcome-class.ts'
import { pack, unpack } from './registry/packed.ts'
import type { ColumnPlan } from './table/column-plan.ts'

/** All that a model keeps beside its ONNX file: how tables are read, what it knows of groups, its trees and its training rows. */
export interface KeptModel {
  target: string
  group: string | null
  continental: boolean
  plans: ColumnPlan[]
  features: readonly Feature[]
  forecaster: Forecaster
  groupEffects: GroupEffects
  /** Quantiles of held-out residuals on the learned scale, rising. */
  residuals: Float64Array
  /** On the target's scale. */
  terciles: Terciles
  groupTerciles: Record<string, Terciles>
  /** Keys of the rows that it was trained on, and what it said of them before it had seen them. */
  seen: { keys: Uint32Array; predictions: Float64Array }
}

export const keptModelName = 'model.bin'
export const onnxFileName = 'model.onnx'

export function packModel(model: KeptModel): Uint8Array {
  return pack(model)
}

/** @param bytes whose checksum is that of the card */
export function unpackModel(bytes: Uint8Array): KeptModel {
  return unpack(bytes) as KeptModel
}
