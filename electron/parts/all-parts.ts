import speechRecognition from '../../resources/parts/speech-recognition.json' with { type: 'json' }
import { partDescriptionSchema, type PartDescription } from './part-description.ts'

/** Every part that can be fetched; a further one is a file in resources/parts, an id in the contract and a line here. */
export const allParts: readonly PartDescription[] = [speechRecognition].map((data) =>
  partDescriptionSchema.parse(data),
)
