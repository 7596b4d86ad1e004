import { basename } from 'node:path'
import PQueue from 'p-queue'
import { errorToData, HooklineError } from '../../../shared/contract/errors.ts'
import type { Measurement } from '../../../shared/contract/measurement.ts'
import type { MusicFit, RankedTrack, TrackMood, TrackUse } from '../../../shared/contract/music.ts'
import type { PlatformId } from '../../../shared/contract/score.ts'
import type { TrackFitFacts, TrackFitInput } from '../../processes/track-fit.ts'
import type { WorkerPool } from '../../processes/worker-pool.ts'
import { fitOf } from '../../scoring/music/fit-parts.ts'
import { musicWarnings, trackWarnings } from '../../scoring/music/track-warnings.ts'
import { wantedMusic, type WantedMusic } from '../../scoring/music/wanted-music.ts'
import { onBeatToleranceS } from '../../sound/sync.ts'
import type { MeasureOptions } from '../measuring.ts'
import { round, roundOrNull, roundedCharacter, roundedTempo, time } from '../rounding.ts'
import type { ComparedDrafts, ComparedDraft } from './compared-drafts.ts'
import type { MeasuredTrack, MeasuredTracks } from './measured-tracks.ts'
import { trackFiles } from './track-files.ts'
import { trackRights } from './track-rights.ts'

export interface MusicQuestion {
  measurement: Measurement
  /** Of the library, where the file is one of its drafts. */
  draftId: string | null
  folder: string
  mood: TrackMood | undefined
  platform: PlatformId
}

/** Ranks the music of a folder for a draft. */
export type MusicRanking = (question: MusicQuestion, options: MeasureOptions) => Promise<MusicFit>

/** A whole pool of workers is busy with two tracks. */
const atOnce = 2

/**
 * @returns what ranks; it throws HooklineError for a folder that can't be read, and `cancelled`. A track that can't be used
 *   stands in `refused` with the reason.
 */
export function createMusicRanking(parts: {
  pool: WorkerPool
  tracks: MeasuredTracks
  comparedDrafts: ComparedDrafts
}): MusicRanking {
  return async (question, options) => {
    const { measurement, draftId, folder, mood, platform } = question
    const paths = await trackFiles(folder)
    const wanted = wantedMusic(measurement, mood)
    const { drafts, notCompared } = parts.comparedDrafts(measurement.file, draftId)
    const refused: MusicFit['refused'] = []
    const ranked: RankedTrack[] = []
    const progress = progressOver(paths, options)
    const rank = async (path: string): Promise<void> => {
      try {
        const { signal } = options
        const track = await parts.tracks.measure(path, {
          signal,
          onProgress: (fraction) => progress(path, 0.9 * fraction),
        })
        const found = await parts.pool.run('track-fit', fitInput(track, wanted, drafts), { signal })
        ranked.push(await rankedTrack(track, found, drafts, wanted))
      } catch (thrown) {
        const error = errorToData(thrown)
        if (options.signal.aborted || error.code === 'cancelled') throw thrown
        refused.push({ path, error })
      } finally {
        progress(path, 1)
      }
    }
    const queue = new PQueue({ concurrency: atOnce })
    const ended = new AbortController()
    const signal = AbortSignal.any([options.signal, ended.signal])
    try {
      await queue.addAll(
        paths.map((path) => () => rank(path)),
        { signal },
      )
    } catch (thrown) {
      ended.abort()
      throw options.signal.aborted ? new HooklineError('cancelled', 'Cancelled.') : thrown
    }
    return {
      ...{
        file: measurement.file.path,
        folder,
        platform,
        wanted: { ...wanted.wanted, energy: roundOrNull(wanted.wanted.energy, 2) },
      },
      tracks: ranked.sort((a, b) => (b.fit ?? -1) - (a.fit ?? -1) || a.path.localeCompare(b.path)),
      refused: refused.sort((a, b) => a.path.localeCompare(b.path)),
      draftsCompared: drafts.length,
      draftsNotCompared: notCompared,
      warnings: musicWarnings(measurement.video.durationS, platform),
    }
  }
}

function fitInput(
  { facts: { beats, durationS, fingerprint } }: MeasuredTrack,
  { draft: { cuts, durationS: draftS, measurement } }: WantedMusic,
  drafts: readonly ComparedDraft[],
): TrackFitInput {
  return {
    track: { beats, durationS, fingerprint },
    cutsS: [...cuts],
    draftS,
    toleranceS: onBeatToleranceS(measurement.video.frames, draftS),
    drafts: drafts.map(({ key, fingerprint: heard }) => ({ name: key, fingerprint: heard })),
  }
}

async function rankedTrack(
  { path, sha256, facts }: MeasuredTrack,
  { inPoint, uses }: TrackFitFacts,
  drafts: readonly ComparedDraft[],
  wanted: WantedMusic,
): Promise<RankedTrack> {
  const rights = await trackRights(path, facts.tags)
  const { key, mood } = roundedCharacter({ ...facts, builds: [] })
  const known = uses.flatMap(({ name: key, startS, recordingS, lastingS }): TrackUse[] => {
    const draft = drafts.find((one) => one.key === key)
    if (!draft) return []
    const { draftId, name, isThis } = draft
    return [
      {
        ...{ draftId, name, isThis },
        startS: round(startS, 2),
        trackS: round(recordingS, 2),
        lastingS: round(lastingS, 2),
      },
    ]
  })
  return {
    ...{ path, sha256, name: basename(path) },
    title: facts.tags.title ?? null,
    artist: facts.tags.artist ?? null,
    durationS: round(facts.durationS, 2),
    ...fitOf({ ...facts, inPoint }, wanted),
    inPoint: inPoint && {
      ...inPoint,
      startS: time(inPoint.startS),
      share: round(inPoint.share, 2),
      chance: round(inPoint.chance, 2),
      bestByChance: round(inPoint.bestByChance, 2),
    },
    tempo: roundedTempo(facts.tempo),
    ...{ key, mood },
    integratedLufs: facts.integratedLufs === null ? null : round(facts.integratedLufs, 2),
    rights,
    uses: known,
    warnings: trackWarnings(rights, known, {
      trackS: facts.durationS,
      draftS: wanted.draft.durationS,
      today: new Date().toISOString().slice(0, 10),
    }),
  }
}

/** Progress of the whole from that of each. */
function progressOver(
  paths: readonly string[],
  { onProgress }: MeasureOptions,
): (path: string, fraction: number) => void {
  const done = new Map<string, number>()
  onProgress({ stage: 'measuring', fraction: 0, timeLeftS: null })
  return (path, fraction) => {
    done.set(path, fraction)
    const sum = [...done.values()].reduce((total, value) => total + value, 0)
    onProgress({ stage: 'measuring', fraction: Math.min(1, sum / paths.length), timeLeftS: null })
  }
}
