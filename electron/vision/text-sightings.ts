import type { DraftClock, Measuring, StreamDetector } from '../media/detector.ts'
import type { DetailFrame } from '../media/streams.ts'
import { ModelMissing } from './network-session.ts'
import type { ReadText } from './seeing-messages.ts'
import { openTextReader, type TextReader } from './seeing.ts'

/** Every line of text that was seen, picture by picture; what counts as a span is decided from these. */
export interface TextSightings extends ReadText {
  /** Of the pictures that were looked at, in pixels. */
  width: number
  height: number
  durationS: number
  /** What kept the models from loading; null: they did. */
  failure: string | null
}

export const textSightings: StreamDetector<TextSightings> = {
  kind: 'stream',
  id: 'text-sightings',
  version: 6,
  streams: ['details'],
  begin: () => new TextMeasuring(openTextReader()),
}

/** Pictures that may wait to be looked at; then the decode waits. */
const mostWaiting = 8

export class TextMeasuring implements Measuring<TextSightings> {
  private readonly reader: TextReader
  private readonly waiting = new Set<Promise<void>>()
  private failure: string | null = null
  private error: Error | null = null
  private read: ReadText = { tracks: [], overloadedS: null }
  private size = { width: 0, height: 0 }

  constructor(reader: TextReader) {
    this.reader = reader
  }

  detailFrame(detail: DetailFrame): Promise<void> | void {
    if (this.failure !== null || this.error !== null) return
    this.size = { width: detail.width, height: detail.height }
    const looking = this.reader
      .next(detail)
      .catch((thrown: unknown) => this.note(thrown))
      .finally(() => this.waiting.delete(looking))
    this.waiting.add(looking)
    if (this.waiting.size >= mostWaiting) return this.waiting.values().next().value
  }

  async ready(): Promise<void> {
    await Promise.all(this.waiting)
    if (this.failure === null && this.error === null) {
      this.read = await this.reader.finish()
    }
    if (this.error !== null) throw this.error
  }

  stop(): void {
    this.reader.stop()
  }

  finish({ durationS }: DraftClock): TextSightings {
    return { ...this.size, durationS, ...this.read, failure: this.failure }
  }

  private note(thrown: unknown): void {
    if (thrown instanceof ModelMissing) this.failure = thrown.message
    else this.error ??= thrown instanceof Error ? thrown : new Error(String(thrown))
  }
}
