import type { StreamDetector } from '../../electron/media/detector.ts'
import { decode } from '../../electron/media/decode.ts'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { probeDraft } from '../../electron/media/probe.ts'

/** What one detector makes of a file, through the real decode. */
export async function measuredFile<Facts>(path: string, detector: StreamDetector<Facts>): Promise<Facts> {
  const programs = await locateFfmpeg()
  const probe = await probeDraft(path, programs)
  const measuring = detector.begin(probe)
  const { clock } = await decode(
    { path, probe, programs, streams: new Set(detector.streams) },
    {
      frame: (frame) => measuring.frame?.(frame),
      still: (still) => measuring.still?.(still),
      detailFrame: (detail) => measuring.detailFrame?.(detail),
      thumbnail: (thumbnail) => measuring.thumbnail?.(thumbnail),
      sound: () => undefined,
    },
  )
  await measuring.ready?.()
  return measuring.finish(clock)
}
