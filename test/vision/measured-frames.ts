import { decode } from '../../electron/media/decode.ts'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { probeDraft } from '../../electron/media/probe.ts'
import { frameDifferences, type FrameDifferences } from '../../electron/vision/frame-differences.ts'

/** Decodes a draft and returns the statistics of its frames. */
export async function measuredFrames(path: string): Promise<FrameDifferences> {
  const programs = await locateFfmpeg()
  const probe = await probeDraft(path, programs)
  const measuring = frameDifferences.begin(probe)
  const unused = (): void => undefined
  const { clock } = await decode(
    { path, probe, programs, streams: new Set(['frames'] as const) },
    { frame: (frame) => measuring.frame?.(frame), still: unused, thumbnail: unused, sound: unused },
  )
  return measuring.finish(clock)
}
