import type { Measurement, Warning } from '../../shared/contract/measurement.ts'
import { noCaptions, parseCaptions } from '../words/captions.ts'
import type { CaptionFile, SkippedCaption } from '../../shared/contract/words.ts'
import { spokenSpans, wordFacts } from './word-facts.ts'

/** The captions of a draft: what was given stands above what lies beside it, and both above what is in the file. */
export interface DraftCaptions {
  captions: CaptionFile | null
  captionsBeside: CaptionFile | null
}

/** Whether a draft has a captions file that can be read: then nobody needs to listen to it. */
export function isCaptioned({ captions, captionsBeside }: DraftCaptions): boolean {
  const file = captions ?? captionsBeside
  return file !== null && parseCaptions(file.text).cues.length > 0
}

/** The facts about a draft with the words of its captions file, if it has one. */
export function withCaptions(
  measurement: Measurement,
  { captions, captionsBeside }: DraftCaptions,
): Measurement {
  const file = captions ?? captionsBeside
  if (!file) return measurement
  const source = captions ? 'given' : 'beside'
  const { text, audioSegments, video } = measurement
  const words = wordFacts({ ...file, source }, text, spokenSpans(audioSegments), video.durationS)
  const { cues, skipped } = words.captions!
  const warnings = [
    ...measurement.warnings.filter(({ code }) => code !== unreadable),
    ...captionWarnings(file.name, cues, skipped),
  ]
  return cues > 0 ? { ...measurement, ...words, warnings } : { ...measurement, warnings }
}

const unreadable = 'captions_unreadable'

function captionWarnings(name: string, cues: number, skipped: readonly SkippedCaption[]): Warning[] {
  const first = skipped[0]
  const message =
    cues === 0
      ? noCaptions(name, skipped)
      : first &&
        `${skipped.length} of the captions in ${name} could not be used: in line ${first.line} ${first.reason}.`
  return message ? [{ code: unreadable, message, startS: null, endS: null }] : []
}
