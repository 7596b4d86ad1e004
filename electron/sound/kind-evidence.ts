import { probability, type BoostedTrees } from '../../shared/boosted-trees.ts'
import type { KindEvidence } from './kinds.ts'
import type { SoundTexture } from './sound-texture.ts'
import { featureStepS, textureFeatures } from './texture-features.ts'
import { textureStepS, textureWidth } from './texture.ts'
import { voiceStepS } from './voice.ts'

/** What decides on music, and on speech where the voice model can't be had. */
export interface SoundModels {
  music: BoostedTrees
  speech: BoostedTrees
}

/** How likely speech and music are, step by step: speech by the voice model where there is one, else by the texture. */
export function kindEvidence(facts: SoundTexture, models: SoundModels): KindEvidence {
  const { levels, texture, voice } = facts
  const steps = Math.min(levels.length, texture.length / textureWidth)
  const rows = textureFeatures(facts)
  const byTexture = (trees: BoostedTrees): Float32Array => {
    const likely = rows.map((row) => (row ? probability(trees, row) : 0))
    return Float32Array.from({ length: steps }, (_, step) =>
      at(likely, (step + 0.5) * textureStepS, featureStepS),
    )
  }
  return {
    levels: levels.subarray(0, steps),
    music: byTexture(models.music),
    speech: voice
      ? Float32Array.from({ length: steps }, (_, step) => at(voice, (step + 0.5) * textureStepS, voiceStepS))
      : byTexture(models.speech),
  }
}

/** The value at a time, between the middles of the steps of a series. */
function at(series: ArrayLike<number>, timeS: number, stepS: number): number {
  const place = Math.max(0, Math.min(series.length - 1, timeS / stepS - 0.5))
  const before = Math.floor(place)
  const after = Math.min(series.length - 1, before + 1)
  return series.length === 0 ? 0 : series[before]! + (series[after]! - series[before]!) * (place - before)
}
