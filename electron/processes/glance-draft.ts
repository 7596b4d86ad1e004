import { decode } from '../media/decode.ts'
import type { Measuring } from '../media/detector.ts'
import type { FfmpegPaths } from '../media/locate.ts'
import { probeDraft } from '../media/probe.ts'
import type { StreamName } from '../media/streams.ts'
import { glanceDetectors } from './detectors.ts'
import { decodeFactsId, type DecodeFacts, type StoredFacts } from './measure-draft.ts'

/** Key frames and sound up to here; the look ends after so long with what it has. */
const untilS = 20
const withinS = 0.8

/**
 * The facts that a quick look at a draft gives: those of `glanceDetectors` over its key frames and its first seconds of
 * sound. The decode facts tell how far it saw.
 *
 * @throws HooklineError what the probe and the decode throw
 */
export async function glanceDraft(
  { path, programs }: { path: string; programs: FfmpegPaths },
  signal: AbortSignal,
): Promise<StoredFacts> {
  const probe = await probeDraft(path, programs, signal)
  const measuring = glanceDetectors.map((detector) => ({ detector, reader: detector.begin(probe) }))
  const readers = (stream: StreamName): Measuring<unknown>[] =>
    measuring.filter(({ detector }) => detector.streams.includes(stream)).map(({ reader }) => reader)
  const [frames, stills, sound] = [readers('frames'), readers('stills'), readers('sound')] as const
  const outcome = await decode(
    {
      path,
      probe,
      programs,
      signal,
      look: { untilS, withinS },
      streams: new Set(['frames', 'stills', 'sound']),
    },
    {
      frame: (frame) => frames.forEach((reader) => reader.frame?.(frame)),
      still: (still) => stills.forEach((reader) => reader.still?.(still)),
      thumbnail: () => undefined,
      sound: (block) => sound.forEach((reader) => reader.sound?.(block)),
    },
  )
  // A key frame stands for what follows it, to the end of the look.
  const clock = { ...outcome.clock, durationS: Math.min(untilS, probe.durationS ?? outcome.clock.durationS) }
  const facts = Object.fromEntries(
    measuring.map(({ detector, reader }) => [detector.id, reader.finish(clock)]),
  )
  return {
    ...facts,
    [decodeFactsId]: { ...outcome, clock, probe, subtitles: null, warnings: [] } satisfies DecodeFacts,
  }
}
