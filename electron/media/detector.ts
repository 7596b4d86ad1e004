import type { DraftProbe } from './probe.ts'
import type { DetailFrame, SmallFrame, SoundBlock, StillFrame, StreamName, Thumbnail } from './streams.ts'

/**
 * A detector turns streams of one decode, or the facts of other detectors, into facts. It holds no opinion: what is
 * good or bad is for checks. Raise `version` whenever the same input could give other facts: what is stored under the
 * old version is then measured anew, and only that.
 */
export type Detector<Facts = unknown> = StreamDetector<Facts> | DerivedDetector<Facts>

/** Measures while the draft is decoded. */
export interface StreamDetector<Facts> {
  readonly kind: 'stream'
  readonly id: string
  readonly version: number
  readonly streams: readonly StreamName[]
  begin(probe: DraftProbe): Measuring<Facts>
}

/** Measures sound alone, of a draft or of a track; of the headers it needs what they say of the sound. */
export interface SoundDetector<Facts> extends Omit<StreamDetector<Facts>, 'begin'> {
  begin(probe: Pick<DraftProbe, 'audio'>): Measuring<Facts>
}

/** Decides from facts already measured; needs no decode. */
export interface DerivedDetector<Facts> {
  readonly kind: 'derived'
  readonly id: string
  readonly version: number
  readonly from: readonly Detector[]
  derive(facts: FactSource): Facts
}

/** One draft being measured: gets what its detector's streams deliver, in order, then is asked once for its facts. */
export interface Measuring<Facts> {
  frame?(frame: SmallFrame): void
  still?(still: StillFrame): void
  /** @returns what is waited for before the next one comes; the whole decode waits with it */
  detailFrame?(detail: DetailFrame): Promise<void> | void
  thumbnail?(thumbnail: Thumbnail): void
  sound?(block: SoundBlock): void
  /** Waited for before `finish`: what works on beside the decode has then ended. */
  ready?(): Promise<void>
  /** Called instead of `finish` when the decode failed: what is held elsewhere for it is let go. */
  stop?(): void
  finish(clock: DraftClock): Facts
}

export interface DraftClock {
  /** The file's time at which the first frame is shown; subtract it from `firstSample / 48000`. */
  originS: number
  /** From the first frame shown to the end of the last one. */
  durationS: number
}

/** Facts by the detector that measured them. Facts are plain data: numbers, strings, arrays, typed arrays. */
export interface FactSource {
  get<Facts>(detector: Detector<Facts>): Facts
}
