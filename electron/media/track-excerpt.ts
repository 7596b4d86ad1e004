import type { FfmpegPaths } from './locate.ts'
import { render, renderCommand, withStereoSound } from './render.ts'

/** Raise it whenever excerpts of the same track could differ. */
export const trackExcerptVersion = 1
export const excerptS = 30

export interface TrackExcerptRequest {
  /** Absolute. */
  path: string
  programs: FfmpegPaths
  /** Where in the track it begins. */
  startS: number
  /** Absolute; what lies there is replaced. It is whole only when the promise resolves. */
  outPath: string
  signal?: AbortSignal | undefined
}

/**
 * Renders half a minute of a track as stereo AAC, which every browser plays.
 *
 * @throws HooklineError as `render`
 */
export async function renderTrackExcerpt(request: TrackExcerptRequest): Promise<void> {
  const { path, programs, startS, outPath, signal } = request
  const command = renderCommand(path, outPath, startS)
    .outputOptions('-map', '0:a:0')
    .audioFrequency(48_000)
    .duration(excerptS)
  await render(withStereoSound(command), { programs, signal, timeS: 60 })
}
