import type { Measurement } from '../../shared/contract/measurement.ts'
import type { SoundDetector } from '../media/detector.ts'
import type { FfmpegPaths } from '../media/locate.ts'
import { decodeTrack, probeTrack } from '../media/track.ts'
import { beatDetector, type Beat } from '../sound/beats.ts'
import { fingerprintDetector, type Fingerprint } from '../sound/fingerprint.ts'
import { loudnessDetector } from '../sound/loudness.ts'
import { musicCharacter } from '../sound/music-character.ts'
import { onsetDetector } from '../sound/onsets.ts'
import { soundKinds } from '../sound/sound-kinds.ts'
import { soundTexture } from '../sound/sound-texture.ts'
import { spectral } from '../sound/spectral.ts'
import { versionOf } from './detectors.ts'
import { factSource, type StoredFacts } from './measure-draft.ts'

/** What is known of a music track, wherever it lies. Times count from its beginning. */
export interface TrackFacts extends Pick<Measurement, 'tempo' | 'mood' | 'key' | 'energy' | 'drops'> {
  durationS: number
  codec: string
  channels: number
  /** Keys in lower case. */
  tags: Record<string, string>
  beats: Beat[]
  integratedLufs: number | null
  truePeakDbtp: number | null
  /** Seconds of each kind of sound. */
  kindsS: Record<string, number>
  fingerprint: Fingerprint | null
}

const measured: readonly SoundDetector<unknown>[] = [loudnessDetector, spectral, soundTexture]
const derived = [onsetDetector, beatDetector, soundKinds, musicCharacter, fingerprintDetector]

/** Of these facts: raise the number when they could be others; the detectors' versions count as well. */
export const trackFactsVersion = `1(${[...measured, ...derived].map((detector) => `${detector.id}@${versionOf(detector)}`).join(',')})`

/**
 * Measures a music track: one decode of its sound, then what is decided from it.
 *
 * @throws HooklineError what `probeTrack` and `decodeTrack` throw
 */
export async function measureTrack(
  { path, programs }: { path: string; programs: FfmpegPaths },
  { signal, onProgress }: { signal: AbortSignal; onProgress: (fraction: number) => void },
): Promise<TrackFacts> {
  const probe = await probeTrack(path, programs, signal)
  const readers = measured.map((detector) => ({ id: detector.id, reader: detector.begin(probe) }))
  let toldS = 0
  const durationS = await decodeTrack(
    {
      path,
      probe,
      programs,
      signal,
      onProgress(doneS) {
        if (!probe.durationS || doneS < toldS + 5) return
        toldS = doneS
        onProgress(Math.min(1, doneS / probe.durationS))
      },
    },
    (block) => readers.forEach(({ reader }) => reader.sound?.(block)),
  )
  const clock = { originS: 0, durationS }
  const facts: StoredFacts = {}
  for (const { id, reader } of readers) {
    await reader.ready?.()
    facts[id] = reader.finish(clock)
  }
  const source = factSource(facts)
  for (const detector of derived) facts[detector.id] = detector.derive(source)
  const loudness = source.get(loudnessDetector)
  const { mood, key, energy, drops } = source.get(musicCharacter)
  return {
    ...{ durationS, codec: probe.audio.codec, channels: probe.audio.channels, tags: probe.tags },
    ...source.get(beatDetector),
    ...{ mood, key, energy, drops },
    integratedLufs: loudness?.integratedLufs ?? null,
    truePeakDbtp: loudness?.truePeakDbtp ?? null,
    kindsS: secondsByKind(source.get(soundKinds).segments),
    fingerprint: source.get(fingerprintDetector),
  }
}

function secondsByKind(segments: Measurement['audioSegments']): Record<string, number> {
  const kindsS: Record<string, number> = {}
  for (const { kind, startS, endS } of segments) kindsS[kind] = (kindsS[kind] ?? 0) + endS - startS
  return kindsS
}
