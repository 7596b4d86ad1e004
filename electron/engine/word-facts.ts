import type { Measurement, Span } from '../../shared/contract/measurement.ts'
import type { CaptionFile, CaptionsFacts, CaptionSource, Word } from '../../shared/contract/words.ts'
import { parseCaptions, type Cue } from '../words/captions.ts'
import { deliveryOf } from '../words/delivery.ts'
import { saidAsks, shownAsks } from '../words/timed-asks.ts'
import { timedWords } from '../words/timed-words.ts'
import { round, roundOrNull, span, timeOrNull } from './rounding.ts'

export interface CaptionsRead extends Omit<CaptionFile, 'encoding'> {
  encoding: string | null
  source: CaptionSource
}

export type WordFacts = Pick<Measurement, 'words' | 'captions' | 'delivery' | 'callsToAction'>

type ShownText = Pick<Measurement['text'][number], 'startS' | 'endS' | 'text' | 'kind'>

/** Words that speech recognition understood, and by what. */
export interface HeardWords {
  model: string
  words: Word[]
}

/**
 * What is said and asked: from a captions file, or else from what was heard, or from the captions on the pictures; and from
 * the text there.
 */
export function wordFacts(
  file: CaptionsRead | null,
  text: readonly ShownText[],
  speech: readonly Span[],
  durationS: number,
  heard: HeardWords | null = null,
): WordFacts {
  const { words, captions } = file || !heard ? written(file, text, speech, durationS) : ofSpeech(heard)
  const delivery = deliveryOf(words)
  const asks = [
    ...saidAsks(words),
    ...shownAsks(text, ({ kind }) => captions?.source === 'on-screen' && kind === 'caption'),
  ]
  return {
    words: words.map((word) => ({ ...word, ...span(word) })),
    captions,
    delivery: delivery && {
      ...delivery,
      spokenS: round(delivery.spokenS, 2),
      wordsPerMinute: roundOrNull(delivery.wordsPerMinute, 1),
      silentS: timeOrNull(delivery.silentS),
      fillers: delivery.fillers.map((filler) => ({ ...filler, ...span(filler) })),
    },
    callsToAction: asks
      .map((ask) => ({ ...ask, ...span(ask) }))
      .toSorted((a, b) => a.startS - b.startS || a.kind.localeCompare(b.kind)),
  }
}

type SaidWords = Pick<WordFacts, 'words' | 'captions'>

function written(
  file: CaptionsRead | null,
  text: readonly ShownText[],
  speech: readonly Span[],
  durationS: number,
): SaidWords {
  const read = file ? ofFile(file) : ofPictures(text, speech)
  const { source, name, encoding, cues, skipped } = read
  return {
    words: timedWords(cues, source, durationS),
    captions: file || cues.length > 0 ? { source, name, encoding, cues: cues.length, skipped } : null,
  }
}

function ofSpeech({ model, words }: HeardWords): SaidWords {
  return {
    words,
    captions: { source: 'speech', name: model, encoding: null, cues: words.length, skipped: [] },
  }
}

type CuesRead = Omit<CaptionsFacts, 'cues'> & { cues: Cue[] }

function ofFile({ source, name, encoding, text }: CaptionsRead): CuesRead {
  return { source, name, encoding, ...parseCaptions(text) }
}

/** What takes turns in one place while somebody speaks is what is said; lines that can't be read are no words. */
function ofPictures(text: readonly ShownText[], speech: readonly Span[]): CuesRead {
  const cues = text.filter(
    (one) => one.kind === 'caption' && one.text !== '' && speech.some((part) => meet(one, part)),
  )
  return { source: 'on-screen', name: 'Captions on the picture', encoding: null, cues, skipped: [] }
}

function meet(a: Span, b: Span): boolean {
  return a.startS < b.endS && b.startS < a.endS
}

/** The stretches in which somebody speaks. */
export function spokenSpans(segments: Measurement['audioSegments']): Span[] {
  return segments.filter(({ kind }) => kind === 'speech' || kind === 'speech+music')
}
