import { decode } from '../../electron/media/decode.ts'
import type { Detector, FactSource, Measuring, StreamDetector } from '../../electron/media/detector.ts'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { probeDraft } from '../../electron/media/probe.ts'
import type { StreamName } from '../../electron/media/streams.ts'
import { detectors } from '../../electron/processes/detectors.ts'
import { factSource } from '../../electron/processes/measure-draft.ts'

export interface StageShare {
  /** A detector's id, or what else takes time. */
  name: string
  /** Whether it is a detector that works on sound. */
  ofSound: boolean
  /** Seconds; on a machine that others keep busy their turns are among them. */
  seconds: number
  share: number
}

/** Where the time of one measuring's worker goes: every detector by itself, and the pipes from ffmpeg. */
export async function stageShares(path: string): Promise<StageShare[]> {
  const programs = await locateFfmpeg()
  const probe = await probeDraft(path, programs)
  const seconds = new Map<string, number>()
  const timed = <Value>(name: string, work: () => Value): Value => {
    // By the clock: the system counts a thread's time when it goes to sleep, which is after many stages.
    const before = performance.now()
    const value = work()
    seconds.set(name, (seconds.get(name) ?? 0) + (performance.now() - before) / 1000)
    return value
  }
  const streaming = detectors.filter((d): d is StreamDetector<unknown> => d.kind === 'stream')
  const measuring = streaming.map((detector) => ({ detector, reader: detector.begin(probe) }))
  const feed = (stream: StreamName, give: (reader: Measuring<unknown>) => void): void => {
    for (const { detector, reader } of measuring) {
      if (detector.streams.includes(stream)) timed(detector.id, () => give(reader))
    }
  }
  const before = threadSeconds()
  const streams = new Set(streaming.flatMap((detector) => detector.streams))
  const { clock } = await decode(
    { path, probe, programs, streams },
    {
      frame: (frame) => feed('frames', (reader) => reader.frame?.(frame)),
      still: (still) => feed('stills', (reader) => reader.still?.(still)),
      thumbnail: (thumbnail) => feed('thumbnails', (reader) => reader.thumbnail?.(thumbnail)),
      sound: (block) => feed('sound', (reader) => reader.sound?.(block)),
    },
  )
  for (const { detector, reader } of measuring) {
    const before = performance.now()
    await reader.ready?.()
    seconds.set(detector.id, (seconds.get(detector.id) ?? 0) + (performance.now() - before) / 1000)
  }
  const stored: Record<string, unknown> = {}
  for (const { detector, reader } of measuring)
    stored[detector.id] = timed(detector.id, () => reader.finish(clock))
  const facts: FactSource = factSource(stored)
  for (const detector of detectors) {
    if (detector.kind === 'derived') stored[detector.id] = timed(detector.id, () => detector.derive(facts))
  }
  const own = threadSeconds() - before
  const inDetectors = seconds.values().reduce((sum, value) => sum + value, 0)
  const total = Math.max(own, inDetectors)
  seconds.set('reading pipes', total - inDetectors)
  const ofSound = new Set(detectors.filter(hearsSound).map(({ id }) => id))
  return [...seconds]
    .map(([name, value]) => ({ name, ofSound: ofSound.has(name), seconds: value, share: value / total }))
    .toSorted((a, b) => b.seconds - a.seconds)
}

/** Whether sound is all that a detector's facts rest on. */
function hearsSound(detector: Detector): boolean {
  if (detector.kind === 'stream') return detector.streams.every((stream) => stream === 'sound')
  return detector.from.every(hearsSound)
}

/** Processor time of this thread: unlike the clock it doesn't count the time in which others had the core. */
function threadSeconds(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1e6
}
