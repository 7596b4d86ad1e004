import type { BigIntStats } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Progress } from '../../shared/contract/progress.ts'
import { HooklineError, type ErrorCode } from '../../shared/contract/errors.ts'
import type { Measurement } from '../../shared/contract/measurement.ts'
import { fileChanged, fileError } from '../media/file-error.ts'
import { decodeVersion } from '../media/decode-arguments.ts'
import type { FfmpegPaths, FfmpegPrograms } from '../media/locate.ts'
import { beforeSilence } from '../media/silence.ts'
import { detectors, versionOf } from '../processes/detectors.ts'
import type { ProbeOutcome } from '../processes/headers.ts'
import { decodeFactsId, decodeFactsVersion, type StoredFacts } from '../processes/measure-draft.ts'
import { DamagedFacts, openFacts, openWhenRead, sealVersion } from '../processes/sealed-facts.ts'
import type { WorkerPool } from '../processes/worker-pool.ts'
import type { FileIdentity } from '../processes/worker-tasks.ts'
import type { Glance } from '../scoring/glance.ts'
import type { FileIdentityStore } from '../store/file-identities.ts'
import type { FactsKey, MeasurementStore } from '../store/measurements.ts'
import { glanceDocument } from './glance-document.ts'
import type { Hearing } from './hearing.ts'
import { documentFacts, measurementDocument } from './measurement-document.ts'
import { startReading, type Reading } from './reading.ts'
import { recentMeasurements } from './recent-measurements.ts'
import type { SharedJobs } from './shared-jobs.ts'

export interface MeasureOptions {
  signal: AbortSignal
  onProgress: (progress: Progress) => void
  /** Asks for a quick look first when the draft has to be decoded; never called after `measure` has ended. */
  onGlance?: (glance: Glance) => void
  /** False where its words are written somewhere or not wanted: then only what was heard before counts. */
  listens?: boolean
}

export interface Measuring {
  /**
   * The facts about a file, from the library as far as they are there.
   *
   * @param path absolute
   * @throws HooklineError the reasons why a file can't be used, `cancelled`, `worker_crashed`
   */
  measure(path: string, options: MeasureOptions): Promise<Measurement>
  /** The facts about a content from the library alone, without its file; null when some are missing or outdated. */
  recall(file: Measurement['file']): Measurement | null
  /** Whether what is said in a measured content is to be written down and has not been yet. */
  isUnheard(sha256: string): boolean
  /** The same as the detectors gave them, by detector id. */
  facts(sha256: string): StoredFacts | null
  /** The ffmpeg in use. @throws HooklineError `ffmpeg_missing` */
  programs(): Promise<FfmpegPrograms>
  /** Looks for ffmpeg anew: another one was chosen. */
  forgetPrograms(): void
  /** The facts in the library were deleted. */
  forgetFacts(): void
}

interface MeasuringParts {
  pool: WorkerPool
  files: FileIdentityStore
  measurements: MeasurementStore
  sharedJobs: SharedJobs
  hearing: Hearing
  /** Finds the programs without starting them. */
  find: () => FfmpegPaths
  locate: () => Promise<FfmpegPrograms>
}

/** What one measuring is about. */
interface Subject {
  file: IdentifiedFile
  /** Read beside the content, unless the content was remembered. */
  headers: ProbeOutcome | null
  /** The measuring that began before the content was known, unless it was remembered. */
  reading: Reading | null
  key: FactsKey
  found: FfmpegPrograms
}

interface IdentifiedFile extends FileIdentity {
  path: string
}

const versions: ReadonlyMap<string, string> = new Map(
  [
    [decodeFactsId, `${decodeFactsVersion}(${decodeVersion})`] as const,
    ...detectors.map((detector) => [detector.id, versionOf(detector)] as const),
  ].map(([id, version]) => [id, `${version} sealed@${sealVersion}`]),
)

/**
 * @throws HooklineError when there is no regular file with content at the path
 */
export async function usableFile(path: string): Promise<BigIntStats> {
  const info = await statOf(path)
  if (info.isDirectory()) {
    throw new HooklineError(
      'not_a_file',
      `${path} is a folder, not a video file.`,
      'Give it one exported file.',
    )
  }
  if (!info.isFile()) {
    throw new HooklineError('not_a_file', `${path} is not a regular file.`, 'Give it one exported file.')
  }
  if (info.size === 0n) throw new HooklineError('file_empty', `${path} is empty.`, 'Export it again.')
  return info
}

function statOf(path: string): Promise<BigIntStats> {
  return beforeSilence(() => stat(path, { bigint: true })).catch((thrown: unknown) => {
    throw fileError(thrown, path)
  })
}

/** Whether a file is still what it was when it was read. */
export function isSame(known: FileIdentity, info: BigIntStats): boolean {
  return (
    known.sizeBytes === Number(info.size) &&
    known.modifiedNs === String(info.mtimeNs) &&
    known.inode === String(info.ino)
  )
}

/**
 * The hash was taken before the decode read the file again: what was measured belongs to it only if the file at the
 * path is still the same.
 *
 * @throws HooklineError `file_changed`, `file_missing`
 */
async function refuseChanged(file: IdentifiedFile): Promise<void> {
  if (!isSame(file, await statOf(file.path))) throw fileChanged()
}

/** Errors that say something of the content, which a change under the reader may have caused. */
const contentErrors: ReadonlySet<ErrorCode> = new Set([
  'not_media',
  'no_video',
  'still_image',
  'corrupt',
  'encrypted',
  'too_large',
  'file_missing',
])

/** Why measuring failed: a change of the file comes before what it made of the content. */
async function causeOf(reason: unknown, file: IdentifiedFile): Promise<unknown> {
  if (!(reason instanceof HooklineError && contentErrors.has(reason.code))) return reason
  return refuseChanged(file).then(
    () => reason,
    (change: unknown) => change,
  )
}

function keyOf(file: IdentifiedFile, found: FfmpegPrograms): FactsKey {
  return { sha256: file.sha256, ffmpegVersion: found.version }
}

export function createMeasuring(parts: MeasuringParts): Measuring {
  const { pool, files, measurements, sharedJobs, hearing } = parts
  const recent = recentMeasurements()
  let programs: Promise<FfmpegPrograms> | null = null

  return {
    async measure(path, options) {
      const startedAt = performance.now()
      options.onProgress({ stage: 'reading', fraction: 0, timeLeftS: null })
      const info = await usableFile(path)
      const remembered = rememberedFile(path, info)
      const paths = parts.find()
      const isKnown = remembered !== null && outdatedOf(keyOf(remembered, await located())).length === 0
      const glancing = isKnown ? null : startGlance(path, paths, options)
      const reading = remembered
        ? null
        : startReading(pool, path, paths, [...versions.keys()], options.signal)
      try {
        // What the file is and what ffmpeg is are asked at the same time: both take a fifth of a second.
        const [{ headers, ...file }, found] = await Promise.all([
          reading ? identified(reading, path) : { headers: null, ...remembered! },
          located(),
        ])
        const key = keyOf(file, found)
        let decodeS = 0
        let facts: StoredFacts | null = null
        // Facts that turn out to be damaged are forgotten and measured again.
        while (!facts) {
          if (outdatedOf(key).length > 0)
            decodeS += await bringUpToDate({ file, headers, reading, key, found }, options)
          facts = openKept(key, documentFacts)
        }
        const subject = { key, path, found, facts, refuseChanged: () => refuseChanged(file) }
        const heard =
          options.listens === false
            ? (hearing.recall(key, facts) ?? null)
            : await hearing.listen(subject, options)
        const timing = { totalS: (performance.now() - startedAt) / 1000, decodeS }
        return measurementDocument(
          { path, sizeBytes: file.sizeBytes, sha256: file.sha256 },
          facts,
          timing,
          heard,
        )
      } finally {
        glancing?.abort()
        reading?.stop()
      }
    },
    recall(file) {
      const startedAt = performance.now()
      const measurement = recent.get(file.sha256) ?? recallNow(file)
      if (!measurement) return null
      recent.keep(measurement)
      const totalS = Math.round(performance.now() - startedAt) / 1000
      return { ...measurement, file, timing: { totalS, decodeS: 0 } }
    },
    isUnheard(sha256) {
      const key = hearing.isOn() ? measurements.completeKey(sha256, versions) : null
      const known = key && openKept(key, hearing.needs)
      return known !== null && hearing.recall(key!, known) === undefined
    },
    facts(sha256) {
      const key = measurements.completeKey(sha256, versions)
      if (!key) return null
      const read = (id: string): Uint8Array | undefined => measurements.load(key, versions, [id])[id]
      return openWhenRead(versions.keys(), read, (damaged) => {
        forgetDamaged(key, damaged)
        throw new HooklineError(
          'library_damaged',
          'What was kept of this draft is damaged.',
          'Open the draft again: what is damaged is measured anew.',
          { cause: damaged },
        )
      })
    },
    programs: located,
    forgetPrograms() {
      programs = null
    },
    forgetFacts: () => recent.clear(),
  }

  function recallNow(file: Measurement['file']): Measurement | null {
    const key = measurements.completeKey(file.sha256, versions)
    if (!key) return null
    const known = openKept(key, documentFacts)
    return (
      known && measurementDocument(file, known, { totalS: 0, decodeS: 0 }, hearing.recall(key, known) ?? null)
    )
  }

  /** Null when some were damaged: those are forgotten, for they are to be measured again. */
  function openKept(key: FactsKey, ids: Iterable<string>): StoredFacts | null {
    try {
      return openFacts(measurements.load(key, versions, ids))
    } catch (thrown) {
      if (!(thrown instanceof DamagedFacts)) throw thrown
      forgetDamaged(key, thrown)
      return null
    }
  }

  function forgetDamaged(key: FactsKey, damaged: DamagedFacts): void {
    console.error(damaged)
    measurements.forget(key, damaged.detector)
    recent.forget(key.sha256)
  }

  async function located(): Promise<FfmpegPrograms> {
    programs ??= parts.locate()
    return programs.catch((thrown: unknown) => {
      programs = null // it may be installed while this engine runs
      throw thrown
    })
  }

  /** Runs a quick look beside the measuring; aborting it is how it ends when the measuring was quicker. */
  function startGlance(
    path: string,
    programs: FfmpegPaths,
    { signal, onGlance }: MeasureOptions,
  ): AbortController | null {
    if (!onGlance) return null
    const glancing = new AbortController()
    pool
      .run('glance', { path, programs }, { signal: AbortSignal.any([signal, glancing.signal]) })
      .then(
        (facts) => {
          if (!glancing.signal.aborted) onGlance(glanceDocument(path, facts))
        },
        // A file that can't be looked at can't be measured either: the measuring tells why.
        () => undefined,
      )
      // A defect of ours in the quick look must not cost the settled score, nor go unseen.
      .catch((defect: unknown) => console.error('The provisional score failed.', defect))
    return glancing
  }

  function rememberedFile(path: string, info: BigIntStats): IdentifiedFile | null {
    const known = files.get(path)
    return known && isSame(known, info) ? { path, ...known } : null
  }

  async function identified(
    reading: Reading,
    path: string,
  ): Promise<IdentifiedFile & { headers: ProbeOutcome }> {
    const { identity, headers } = await reading.identified
    files.set(path, identity)
    return { path, ...identity, headers }
  }

  function outdatedOf(key: FactsKey): string[] {
    const known = measurements.has(key, versions)
    return [...versions.keys()].filter((id) => !known.has(id))
  }

  /** Measures what is outdated, or waits for whoever does; seconds of decoding. */
  async function bringUpToDate(
    { file, headers, reading, key, found }: Subject,
    options: MeasureOptions,
  ): Promise<number> {
    const decodeS = await sharedJobs.run(
      { kind: 'measure', subject: `${key.sha256} ${key.ffmpegVersion}`, path: file.path, stage: 'measuring' },
      {
        signal: options.signal,
        onProgress(progress) {
          // Another measures this content already: decoding it here as well would only slow both down.
          if (progress.stage === 'waiting') reading?.stop()
          options.onProgress(progress)
        },
      },
      () => outdatedOf(key).length === 0,
      async (note) => {
        try {
          const outdated = outdatedOf(key)
          const known = measurements.load(key, versions, versions.keys())
          const isWhole = outdated.length === versions.size
          if (!isWhole) reading?.stop()
          const measured =
            reading && isWhole && !reading.isStopped
              ? await reading.measured(note)
              : await pool.run(
                  'measure',
                  { path: file.path, programs: found, outdated, known, headers },
                  {
                    signal: options.signal,
                    onCrash: () => note.crash(),
                    onEvent: ({ fraction }) => note.progress(fraction),
                  },
                )
          await refuseChanged(file)
          measurements.save(key, versions, measured.facts)
          recent.forget(file.sha256)
          return measured.decodeS
        } catch (reason) {
          throw await causeOf(reason, file)
        }
      },
    )
    return decodeS ?? 0
  }
}
