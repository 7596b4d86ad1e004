import { basename, extname } from 'node:path'
import { packCurves } from '../../../shared/contract/curves.ts'
import { HooklineError } from '../../../shared/contract/errors.ts'
import type { Measurement } from '../../../shared/contract/measurement.ts'
import type { FactSource } from '../../media/detector.ts'
import { versionOf } from '../../processes/detectors.ts'
import { decodeFactsVersion, factSource, type DecodeFacts } from '../../processes/measure-draft.ts'
import { waveform } from '../../sound/waveform.ts'
import type { StoredDraft } from '../../store/drafts.ts'
import { thumbnails } from '../../vision/thumbnails.ts'
import type { ScoreCallOptions } from '../scoring.ts'
import type { CacheFolder } from './cache-folder.ts'
import type { ReadDraftFacts } from './draft-facts.ts'
import type { Frames, FrameSize } from './frames.ts'
import { packedThumbnails } from './packed-thumbnails.ts'
import { posterOf, posterVersion } from './poster.ts'
import type { OpenedResource } from './resources.ts'
import type { Sources } from './sources.ts'

/** What is seen and heard of a draft, as files for the page. Drafts in the queue are waited for. */
export interface DraftPictures {
  poster(id: string, options: ScoreCallOptions): Promise<OpenedResource>
  thumbnails(id: string, options: ScoreCallOptions): Promise<OpenedResource>
  waveform(id: string, options: ScoreCallOptions): Promise<OpenedResource>
  frameTimes(id: string, options: ScoreCallOptions): Promise<OpenedResource>
  curves(id: string, options: ScoreCallOptions): Promise<OpenedResource>
  /** @throws HooklineError `usage` for a frame that the draft doesn't have, why it can't be decoded */
  frame(id: string, frame: number, options: ScoreCallOptions): Promise<OpenedResource>
  /** A frame to keep. @throws HooklineError as `frame` */
  cover(id: string, frame: number, options: ScoreCallOptions): Promise<OpenedResource>
}

interface PictureParts {
  cache: CacheFolder
  sources: Sources
  frames: Frames
  draft(id: string): StoredDraft
  measurement(id: string, options: ScoreCallOptions): Promise<Measurement>
  readFacts: ReadDraftFacts
}

export function createDraftPictures(parts: PictureParts): DraftPictures {
  const { cache, frames, sources } = parts

  /** A file made of facts alone; they are read only when it is not there. */
  async function ofFacts(
    id: string,
    name: string,
    mediaType: string,
    options: ScoreCallOptions,
    make: (facts: FactSource, decoded: DecodeFacts) => Uint8Array,
  ): Promise<OpenedResource> {
    const known = parts.draft(id).sha256
    const kept = known && (await cache.find(known, name))
    if (kept) return { path: kept, mediaType, downloadName: null }
    const { sha256, stored, decoded } = await parts.readFacts(id, options)
    const path = await cache.keep(sha256, name, make(factSource(stored), decoded))
    return { path, mediaType, downloadName: null }
  }

  return {
    poster: (id, options) =>
      ofFacts(id, `poster-${posterVersion}-${keyOf(thumbnails)}.jpg`, 'image/jpeg', options, (facts) => {
        const poster = posterOf(facts)
        if (!poster) throw new HooklineError('corrupt', 'No picture of this draft could be kept.')
        return poster.jpeg
      }),
    thumbnails: (id, options) =>
      ofFacts(id, `thumbnails-${keyOf(thumbnails)}.bin`, binary, options, (facts) =>
        packedThumbnails(facts.get(thumbnails)),
      ),
    waveform: (id, options) =>
      ofFacts(id, `waveform-${keyOf(waveform)}.bin`, binary, options, (facts) =>
        bytesOf(facts.get(waveform)),
      ),
    frameTimes: (id, options) =>
      ofFacts(id, `frame-times-${decodeFactsVersion}.bin`, binary, options, (_, { frameTimesS }) =>
        bytesOf(frameTimesS),
      ),
    async curves(id, options) {
      const measurement = await parts.measurement(id, options)
      const { sha256 } = measurement.file
      const path = await cache.keepByContent(sha256, 'curves', 'bin', packCurves(measurement))
      return { path, mediaType: binary, downloadName: null }
    },
    frame: async (id, frame, options) => ({
      path: await frameFile(id, frame, 'still', options),
      mediaType: 'image/jpeg',
      downloadName: null,
    }),
    async cover(id, frame, options) {
      const path = await frameFile(id, frame, 'cover', options)
      const { path: draftPath } = parts.draft(id)
      const draftName = basename(draftPath, extname(draftPath))
      return { path, mediaType: 'image/jpeg', downloadName: `${draftName} cover ${frame}.jpg` }
    },
  }

  async function frameFile(
    id: string,
    frame: number,
    size: FrameSize,
    options: ScoreCallOptions,
  ): Promise<string> {
    const known = parts.draft(id).sha256
    const kept = known && (await frames.find(known, frame, size))
    if (kept) return kept
    const { sha256, decoded } = await parts.readFacts(id, options)
    const whole = async (): Promise<string> => (await sources.whole(id)).path
    return frames.make(sha256, decoded, frame, size, whole, options.signal)
  }
}

const binary = 'application/octet-stream'

/** Version of a detector, as a part of a file name. */
function keyOf(detector: Parameters<typeof versionOf>[0]): string {
  return versionOf(detector)
    .replace(/[^\w.]+/g, '-')
    .replace(/-$/, '')
}

/** The bytes of numbers; every system that this runs on is little endian. */
function bytesOf(values: Int8Array | Float64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}
