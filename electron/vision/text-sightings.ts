import type { DraftClock, Measuring, StreamDetector } from '../media/detector.ts'
import type { DetailFrame } from '../media/streams.ts'
import { TextFollower, type DetailPicture, type TextTrack } from './text-follower.ts'
import { textModels, type TextModels } from './text-models.ts'

/** Every line of text that was seen, picture by picture; what counts as a span is decided from these. */
export interface TextSightings {
  /** Of the pictures that were looked at, in pixels. */
  width: number
  height: number
  durationS: number
  tracks: TextTrack[]
  /** Time from which on there was more text than is read; null: all was read. */
  overloadedS: number | null
  /** What kept the models from loading; null: they did. */
  failure: string | null
}

export const textSightings: StreamDetector<TextSightings> = {
  kind: 'stream',
  id: 'text-sightings',
  version: 3,
  streams: ['details'],
  begin: () => new TextMeasuring(textModels),
}

/** Pictures that may wait to be looked at; then the decode waits. */
const mostWaiting = 8

export class TextMeasuring implements Measuring<TextSightings> {
  private readonly load: () => Promise<TextModels>
  private follower: TextFollower | null = null
  private failure: string | null = null
  private work: Promise<void> = Promise.resolve()
  private waiting = 0
  private size = { width: 0, height: 0 }

  constructor(load: () => Promise<TextModels>) {
    this.load = load
  }

  detailFrame({ timeS, width, height, planes }: DetailFrame): Promise<void> | void {
    if (this.failure !== null) return
    this.size = { width, height }
    const luma = planes.slice(0, width * height)
    const chroma = planes.slice(width * height)
    this.waiting++
    this.work = this.work
      .then(() => this.look({ timeS, width, height, luma, chroma }))
      .finally(() => this.waiting--)
    if (this.waiting >= mostWaiting) return this.work
  }

  async ready(): Promise<void> {
    await this.work
  }

  finish({ durationS }: DraftClock): TextSightings {
    this.follower?.finish()
    return {
      ...this.size,
      durationS,
      tracks: this.follower?.finished ?? [],
      overloadedS: this.follower?.overloadedS ?? null,
      failure: this.failure,
    }
  }

  private async look(picture: DetailPicture): Promise<void> {
    if (this.failure !== null) return
    if (!this.follower) {
      try {
        this.follower = new TextFollower(await this.load())
      } catch (thrown) {
        this.failure = thrown instanceof Error ? thrown.message : String(thrown)
        return
      }
    }
    await this.follower.next(picture)
  }
}
