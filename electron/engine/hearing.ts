import { errorToData, HooklineError } from '../../shared/contract/errors.ts'
import type { FfmpegPrograms } from '../media/locate.ts'
import { versionOf } from '../processes/detectors.ts'
import { decodeFactsId, factSource, type DecodeFacts, type StoredFacts } from '../processes/measure-draft.ts'
import { openFacts, sealFacts, sealVersion } from '../processes/sealed-facts.ts'
import type { WorkerPool } from '../processes/worker-pool.ts'
import { soundKinds } from '../sound/sound-kinds.ts'
import type { HeardSpeech } from '../sound/speech/speech-listener.ts'
import { speechStretches } from '../sound/speech/speech-stretches.ts'
import type { FactsKey, MeasurementStore } from '../store/measurements.ts'
import type { MeasureOptions } from './measuring.ts'
import type { InstalledPart } from './parts-desk.ts'
import type { SharedJobs } from './shared-jobs.ts'

/** What speech recognition gave of a draft: what it heard and by which model, or why it could not. */
export type Heard = { speech: HeardSpeech; model: string } | { failure: string }

/** What is said in drafts, where the person wants it written down and the part for it is there. */
export interface Hearing {
  /** Ids of the facts that `listen` and `recall` read. */
  readonly needs: readonly string[]
  /** Whether anybody listens. */
  isOn(): boolean
  /**
   * What is said, from the library or by listening now; null where nobody listens.
   *
   * @throws HooklineError `cancelled`, `file_changed` and other reasons why a file can't be read
   */
  listen(subject: HearingSubject, options: MeasureOptions): Promise<Heard | null>
  /** The same from what is kept alone; undefined: it has not been listened to yet. */
  recall(key: FactsKey, facts: StoredFacts): Heard | null | undefined
  /** The model whose words of a content are kept and count; null: there is none. */
  keptBy(sha256: string): string | null
}

export interface HearingSubject {
  key: FactsKey
  path: string
  found: FfmpegPrograms
  /** Of the draft; where somebody speaks is among them. */
  facts: StoredFacts
  /** @throws HooklineError when the file is another one by now: what was heard is not of this content */
  refuseChanged: () => Promise<void>
}

interface HearingParts {
  pool: WorkerPool
  measurements: MeasurementStore
  sharedJobs: SharedJobs
  /** The model to listen with; null: nobody listens. */
  model: () => InstalledPart | null
}

export const speechFactsId = 'speech-words'
/** Raise it when the same sound and model could give other words. */
const speechFactsVersion = 1
/** A slow machine takes as long as the speech lasts; beyond this it hangs. */
const limitS = (speechS: number): number => 120 + 10 * speechS

export function createHearing({ pool, measurements, sharedJobs, model }: HearingParts): Hearing {
  /** Why listening failed, so that it isn't tried again and again, by content and version. */
  const failures = new Map<string, string>()

  function keptAs({ version }: InstalledPart): ReadonlyMap<string, string> {
    const parts = [version, `${soundKinds.id}@${versionOf(soundKinds)}`, `sealed@${sealVersion}`]
    return new Map([[speechFactsId, `${speechFactsVersion}(${parts.join(',')})`]])
  }

  function kept(key: FactsKey, used: InstalledPart): HeardSpeech | null {
    const opened = openFacts(measurements.load(key, keptAs(used), [speechFactsId]))
    return (opened[speechFactsId] as HeardSpeech | undefined) ?? null
  }

  function recall(key: FactsKey, facts: StoredFacts): Heard | null | undefined {
    const used = model()
    const decoded = facts[decodeFactsId] as DecodeFacts
    if (!used || !decoded.probe.audio || decoded.subtitles) return null
    if (stretchesOf(facts).length === 0) return { speech: nothingSaid, model: used.model }
    const failure = failures.get(`${key.sha256} ${used.version}`)
    if (failure !== undefined) return { failure }
    const speech = kept(key, used)
    return speech ? { speech, model: used.model } : undefined
  }

  return {
    needs: [decodeFactsId, soundKinds.id],
    isOn: () => model() !== null,
    recall,
    keptBy(sha256) {
      const used = model()
      return used && measurements.completeKey(sha256, keptAs(used)) ? used.version : null
    },
    async listen({ key, path, found, facts, refuseChanged }, options) {
      const known = recall(key, facts)
      const used = model()
      if (known !== undefined || !used) return known ?? null
      const { probe, clock } = facts[decodeFactsId] as DecodeFacts
      const stretches = stretchesOf(facts)
      const speechS = stretches.reduce((sum, { startS, endS }) => sum + endS - startS, 0)
      const late = AbortSignal.timeout(limitS(speechS) * 1000)
      try {
        await sharedJobs.run(
          { kind: 'speech', subject: `${key.sha256} ${used.version}`, path, stage: 'listening' },
          options,
          () => kept(key, used) !== null,
          async (note) => {
            const speech = await pool.run(
              'speech',
              { path, audio: probe.audio!, clock, programs: found, stretches, folder: used.folder },
              {
                signal: AbortSignal.any([options.signal, late]),
                onCrash: () => note.crash(),
                onEvent: ({ fraction }) => note.progress(fraction),
              },
            )
            await refuseChanged()
            measurements.save(key, keptAs(used), sealFacts({ [speechFactsId]: speech }))
          },
        )
      } catch (thrown) {
        if (options.signal.aborted || isOfTheFile(thrown)) throw thrown
        // The draft is scored without: what is wrong with the part is not its fault.
        console.error('Speech recognition failed.', thrown)
        const failure = late.aborted ? 'it took too long' : errorToData(thrown).message
        failures.set(`${key.sha256} ${used.version}`, failure)
        return { failure }
      }
      return { speech: kept(key, used) ?? nothingSaid, model: used.model }
    },
  }
}

const nothingSaid: HeardSpeech = { words: [], language: null, interpolated: false, garbled: [] }

function stretchesOf(facts: StoredFacts): ReturnType<typeof speechStretches> {
  const { clock } = facts[decodeFactsId] as DecodeFacts
  return speechStretches(factSource(facts).get(soundKinds).segments, clock.durationS)
}

function isOfTheFile(thrown: unknown): boolean {
  return (
    thrown instanceof HooklineError &&
    ['file_missing', 'file_unreadable', 'file_changed', 'ffmpeg_missing', 'disk_full'].includes(thrown.code)
  )
}
