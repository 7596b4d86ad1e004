import { accountFeatures } from './account-features.ts'
import { checkFeatures } from './check-features.ts'
import { faceFeatures } from './face-features.ts'
import { finite, type FeatureDefinition, type KnownBefore } from './feature.ts'
import { metadataFeatures } from './metadata-features.ts'
import { pictureFeatures } from './picture-features.ts'
import { soundFeatures } from './sound-features.ts'
import { speechFeatures } from './speech-features.ts'
import { textFeatures } from './text-features.ts'

/** Features are added to a version and never change their meaning in it; a model names those that it was trained on. */
export const featuresVersion = 'v1'

/** Every feature, in the order of the vector. */
export const features: readonly FeatureDefinition[] = [
  ...metadataFeatures,
  ...accountFeatures,
  ...pictureFeatures,
  ...soundFeatures,
  ...textFeatures,
  ...faceFeatures,
  ...speechFeatures,
  ...checkFeatures,
]

/** The features of a post before it is published; NaN where a value is missing. */
export function featureVector(known: KnownBefore): Float64Array {
  return Float64Array.from(features, (feature) => finite(feature.valueOf(known)) ?? NaN)
}
