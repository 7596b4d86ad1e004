import type { CallInput } from '../../shared/contract/calls.ts'
import type { Measurement } from '../../shared/contract/measurement.ts'
import { captionsBeside, givenCaptions } from './caption-files.ts'
import type { MeasureOptions, Measuring } from './measuring.ts'
import { isCaptioned, withCaptions } from './with-captions.ts'

/** The facts about a file that need not be a draft, with the words of its captions. */
export async function measureWithWords(
  { path, captions }: CallInput<'measure'>,
  measuring: Measuring,
  options: MeasureOptions,
): Promise<Measurement> {
  const given = captions === undefined ? null : await givenCaptions(captions)
  const files = { captions: given, captionsBeside: given ? null : await captionsBeside(path) }
  const measurement = await measuring.measure(path, { ...options, listens: !isCaptioned(files) })
  return withCaptions(measurement, files)
}
