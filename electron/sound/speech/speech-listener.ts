import { deflateSync } from 'node:zlib'
import type { Span } from '../../../shared/contract/measurement.ts'
import type { SoundBlock } from '../../media/streams.ts'
import { finiteSamples } from '../finite-samples.ts'
import { mixToMono } from '../mono.ts'
import { SixteenKhz, speechRateHz } from '../sixteen-khz.ts'
import { quietCuts } from './quiet-cuts.ts'
import type { HeardWord, Whisper } from './whisper.ts'

/** What was understood of a draft. Times are seconds from the first frame shown. */
export interface HeardSpeech {
  words: HeardWord[]
  /** ISO 639 code of the language that was listened for; null: nobody speaks. */
  language: string | null
  /** Its words' times are shares of a sentence's. */
  interpolated: boolean
  /** Stretches in which what was understood went round in circles: it is left out. */
  garbled: Span[]
}

/** Beyond this, text repeats itself: the measure that Whisper's own decoding goes by (openai/whisper, transcribe.py). */
const mostCompression = 2.4

/** Gathers the stretches of sound in which somebody speaks, one channel at 16 kHz. */
export class SpeechListener {
  private readonly toSpeechRate = new SixteenKhz()
  private readonly stretches: readonly { startS: number; from: number; samples: Float32Array }[]
  private mono = new Float32Array(4_800)
  private at = 0

  /** @param originS the file's time at which the first frame is shown */
  constructor(stretches: readonly Span[], originS: number) {
    this.stretches = stretches.map(({ startS, endS }) => ({
      startS,
      from: Math.max(0, Math.round((startS + originS) * speechRateHz)),
      samples: new Float32Array(Math.round((endS - startS) * speechRateHz)),
    }))
  }

  sound(block: SoundBlock): void {
    if (block.length > this.mono.length) this.mono = new Float32Array(block.length)
    mixToMono(block, finiteSamples(block.samples), this.mono)
    this.add(this.toSpeechRate.add(this.mono.subarray(0, block.length)))
  }

  /** After all sound. @param onProgress gets the share done, 0 to 1 */
  async listen(
    whisper: Whisper,
    { signal, onProgress }: { signal: AbortSignal; onProgress: (fraction: number) => void },
  ): Promise<HeardSpeech> {
    this.add(this.toSpeechRate.finish())
    const pieces = this.stretches.flatMap(({ startS, samples }) => {
      const cuts = quietCuts(samples)
      return cuts.map((cut, i) => ({
        startS: startS + cut / speechRateHz,
        samples: samples.subarray(cut, cuts[i + 1] ?? samples.length),
      }))
    })
    const heard: HeardSpeech = { words: [], language: null, interpolated: !whisper.timesWords, garbled: [] }
    const longest = pieces.toSorted((a, b) => b.samples.length - a.samples.length)[0]
    if (!longest) return heard
    const language = await whisper.language(longest.samples)
    for (const [i, { startS, samples }] of pieces.entries()) {
      signal.throwIfAborted()
      const words = await whisper.words(samples, language)
      if (repeatsItself(words)) heard.garbled.push({ startS, endS: startS + samples.length / speechRateHz })
      else
        heard.words.push(
          ...words.map((word) => ({ ...word, startS: startS + word.startS, endS: startS + word.endS })),
        )
      onProgress((i + 1) / pieces.length)
    }
    return { ...heard, language }
  }

  private add(samples: Float32Array): void {
    for (const stretch of this.stretches) {
      const begin = Math.max(stretch.from, this.at)
      const end = Math.min(stretch.from + stretch.samples.length, this.at + samples.length)
      if (begin < end)
        stretch.samples.set(samples.subarray(begin - this.at, end - this.at), begin - stretch.from)
    }
    this.at += samples.length
  }
}

function repeatsItself(words: readonly HeardWord[]): boolean {
  const text = Buffer.from(words.map((word) => word.text).join(' '))
  return text.length > 0 && text.length / deflateSync(text).length > mostCompression
}
