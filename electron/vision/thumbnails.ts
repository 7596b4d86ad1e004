import type { Measuring, StreamDetector } from '../media/detector.ts'
import type { Thumbnail } from '../media/streams.ts'

/** Small JPEGs for filmstrips and posters, in order of time. */
export type ThumbnailFacts = Thumbnail[]

export const thumbnails: StreamDetector<ThumbnailFacts> = {
  kind: 'stream',
  id: 'thumbnails',
  version: 1,
  streams: ['thumbnails'],
  begin: (): Measuring<ThumbnailFacts> => {
    const collected: Thumbnail[] = []
    return {
      thumbnail: (thumbnail) => collected.push(thumbnail),
      finish: () => collected,
    }
  },
}
