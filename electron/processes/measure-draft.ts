import { decode, type DecodeOutcome } from '../media/decode.ts'
import type { Detector, DraftClock, FactSource, Measuring, StreamDetector } from '../media/detector.ts'
import { readingError } from '../media/file-error.ts'
import type { FfmpegPaths } from '../media/locate.ts'
import type { DraftProbe } from '../media/probe.ts'
import type { StreamName } from '../media/streams.ts'
import { readSubtitles, type EmbeddedSubtitles } from '../media/subtitles.ts'
import { detectors } from './detectors.ts'
import { headersOf, type ProbeOutcome } from './headers.ts'
import type { TaskProgress } from './worker-tasks.ts'

/** Facts by detector id. */
export type StoredFacts = Record<string, unknown>

/** What every decode tells, whichever detectors were fed; kept like a detector's facts. */
export interface DecodeFacts extends DecodeOutcome {
  probe: DraftProbe
  /** The words that the file carries beside picture and sound. */
  subtitles: EmbeddedSubtitles | null
}
export const decodeFactsId = 'decode'
/** Of these facts, warnings among them; what the streams of the decode deliver has a version of its own. */
export const decodeFactsVersion = 4

export interface MeasureRequest {
  path: string
  programs: FfmpegPaths
  /** Ids of the detectors whose facts are missing or outdated. */
  outdated: readonly string[]
  /** Facts already known, by detector id; derived detectors may build on them. */
  known: StoredFacts
  /** The file's headers where they have been read already. */
  headers: ProbeOutcome | null
}

/** Facts by detector, from a record by id. */
export function factSource(facts: StoredFacts): FactSource {
  return {
    get<Facts>(detector: Detector<Facts>): Facts {
      if (!(detector.id in facts)) throw new Error(`${detector.id} has not been measured`)
      return facts[detector.id] as Facts
    },
  }
}

/**
 * Brings the outdated detectors of a draft up to date: one decode for all that need one, then those that only decide.
 *
 * @throws HooklineError what the probe and the decode throw
 */
export async function measureDraft(
  input: MeasureRequest,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: TaskProgress) => void },
): Promise<{ facts: StoredFacts; decodeS: number }> {
  const outdated = detectors.filter((detector) => input.outdated.includes(detector.id))
  const streaming = outdated.filter((detector) => detector.kind === 'stream')
  const startedAt = performance.now()
  const fresh: StoredFacts = {}
  if (streaming.length > 0 || input.outdated.includes(decodeFactsId)) {
    Object.assign(fresh, await decodeOnce(input, streaming, signal, onProgress))
  }
  const decodeS = (performance.now() - startedAt) / 1000
  for (const detector of outdated) {
    if (detector.kind === 'derived') {
      fresh[detector.id] = detector.derive(factSource({ ...input.known, ...fresh }))
    }
  }
  return { facts: fresh, decodeS }
}

async function decodeOnce(
  { path, programs, headers }: MeasureRequest,
  streaming: readonly StreamDetector<unknown>[],
  signal: AbortSignal,
  onProgress: (progress: TaskProgress) => void,
): Promise<StoredFacts> {
  const measuring: { detector: StreamDetector<unknown>; measuring: Measuring<unknown> }[] = []
  try {
    const probe = await headersOf(headers, path, programs, signal)
    for (const detector of streaming) measuring.push({ detector, measuring: detector.begin(probe) })
    const readers = (stream: StreamName): Measuring<unknown>[] =>
      measuring.filter(({ detector }) => detector.streams.includes(stream)).map((entry) => entry.measuring)
    const [frames, stills, details, thumbnails, sound] = [
      readers('frames'),
      readers('stills'),
      readers('details'),
      readers('thumbnails'),
      readers('sound'),
    ] as const
    const reading = readSubtitles(path, probe.subtitles, programs, signal)
    const decoding = decode(
      {
        path,
        probe,
        programs,
        signal,
        streams: new Set(streaming.flatMap((detector) => detector.streams)),
        onProgress: throttled((doneS) => onProgress({ fraction: share(doneS, probe.durationS) })),
      },
      {
        frame: (frame) => frames.forEach((reader) => reader.frame?.(frame)),
        still: (still) => stills.forEach((reader) => reader.still?.(still)),
        detailFrame: (detail) => allOf(details.map((reader) => reader.detailFrame?.(detail))),
        thumbnail: (thumbnail) => thumbnails.forEach((reader) => reader.thumbnail?.(thumbnail)),
        sound: (block) => sound.forEach((reader) => reader.sound?.(block)),
      },
    )
    const [outcome, { subtitles, warnings }] = await Promise.all([decoding, reading])
    return {
      ...(await finished(measuring, outcome.clock)),
      [decodeFactsId]: {
        ...outcome,
        warnings: [...outcome.warnings, ...warnings],
        probe,
        subtitles,
      } satisfies DecodeFacts,
    }
  } catch (thrown) {
    for (const entry of measuring) entry.measuring.stop?.()
    throw readingError(thrown, path)
  }
}

/** What is still to be waited for, if anything. */
function allOf(taken: (Promise<void> | void)[]): Promise<void> | void {
  const waiting = taken.filter((one) => one !== undefined)
  if (waiting.length > 0) return Promise.all(waiting).then(() => undefined)
}

async function finished(
  measuring: readonly { detector: Detector; measuring: Measuring<unknown> }[],
  clock: DraftClock,
): Promise<StoredFacts> {
  for (const entry of measuring) await entry.measuring.ready?.()
  return Object.fromEntries(measuring.map((entry) => [entry.detector.id, entry.measuring.finish(clock)]))
}

/** Headers may promise no duration, or none that makes sense: then nothing is known of the share done. */
function share(doneS: number, durationS: number | null): number {
  return durationS !== null && durationS > 0 ? Math.min(1, doneS / durationS) : 0
}

/** At most ten times a second. */
function throttled(report: (doneS: number) => void): (doneS: number) => void {
  let lastAt = -Infinity
  return (doneS) => {
    const now = performance.now()
    if (now - lastAt < 100) return
    lastAt = now
    report(doneS)
  }
}
