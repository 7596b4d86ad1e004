import { join } from 'node:path'
import { calls, type CallInput, type CallName, type CallOutput } from '../../shared/contract/calls.ts'
import type { EngineEvent } from '../../shared/contract/engine-events.ts'
import { HooklineError } from '../../shared/contract/errors.ts'
import { modelsFolderName } from '../../shared/library-layout.ts'
import { findFfmpeg, locateFfmpeg } from '../media/locate.ts'
import { allParts } from '../parts/all-parts.ts'
import type { PartDescription } from '../parts/part-description.ts'
import { createWorkerPool } from '../processes/worker-pool.ts'
import type { Launcher } from '../processes/launcher.ts'
import { draftStore } from '../store/drafts.ts'
import { leaseStore } from '../store/leases.ts'
import { earlyViewStore } from '../store/early-views.ts'
import { forecastStore } from '../store/forecasts.ts'
import { fileIdentityStore } from '../store/file-identities.ts'
import { historyStore } from '../store/history.ts'
import { intentionalCheckStore } from '../store/intentional-checks.ts'
import { jobStore, leaseMs } from '../store/jobs.ts'
import { openLibrary, storeError } from '../store/library.ts'
import { measurementStore } from '../store/measurements.ts'
import { settingsStore } from '../store/settings.ts'
import { trackStore } from '../store/tracks.ts'
import { watchedFileStore } from '../store/watched-files.ts'
import { createAnnouncer } from './announcer.ts'
import { answersOf } from './answers.ts'
import { changeSettings } from './change-settings.ts'
import { createAddDrafts } from './drafts/add-drafts.ts'
import { createDraftDesk } from './drafts/draft-desk.ts'
import { createDraftQueue } from './drafts/draft-queue.ts'
import { createDraftResults } from './drafts/draft-results.ts'
import { createJudging } from './judging.ts'
import { createRescoring } from './drafts/rescoring.ts'
import { createShownDrafts } from './drafts/shown-drafts.ts'
import { engineLife } from './engine-life.ts'
import { createHearing } from './hearing.ts'
import { createForecastDesk } from './forecasts/forecast-desk.ts'
import { createRounds } from './forecasts/rounds.ts'
import { createHistoryDesk } from './history/history-desk.ts'
import { ownerName } from './job-owner.ts'
import { createMeasuring } from './measuring.ts'
import { createComparedDrafts } from './music/compared-drafts.ts'
import { createMeasuredTracks } from './music/measured-tracks.ts'
import { createMusicRanking } from './music/music-fit.ts'
import { createPartsDesk } from './parts-desk.ts'
import { createResources } from './resources/resources.ts'
import { beResident } from './residence.ts'
import { createScoring, type ScoreCallOptions } from './scoring.ts'
import { createSharedJobs } from './shared-jobs.ts'
import { createWatchedFolders } from './watched/watched-folders.ts'

export interface EngineOptions {
  /** The library folder. */
  folder: string
  launcher: Launcher
  /** Where resources/ of the project lies. */
  resourcesFolder: string
  /** It stays: it resumes the queue and watches folders, unless another resident engine does. */
  resident: boolean
  /** What can be fetched; those of Hookline where nothing else is given. */
  parts?: readonly PartDescription[]
}

export interface Engine {
  /** What opening the library had to tell. */
  notices: readonly string[]
  /**
   * Answers one call of the contract; input and output are parsed on the way.
   *
   * @throws HooklineError
   */
  answer(name: string, input: unknown, options: ScoreCallOptions): Promise<unknown>
  /** @returns how to stop listening to what it tells unasked */
  onEvent(listener: (event: EngineEvent) => void): () => void
  close(): Promise<void>
}

const keepJobsDays = 90

/** The use cases behind the contract, over one library folder and a pool of workers. */
export function createEngine(options: EngineOptions): Engine {
  const { folder, launcher, resourcesFolder, resident } = options
  const library = openLibrary(folder)
  const jobs = jobStore(library)
  const files = fileIdentityStore(library)
  const drafts = draftStore(library)
  const settings = settingsStore(library)
  const marks = intentionalCheckStore(library)
  const leases = leaseStore(library)
  const pool = createWorkerPool(launcher)
  // Of their own: who looks at a draft doesn't wait until others are measured.
  const viewingPool = createWorkerPool(launcher, 2)
  const owner = ownerName()
  const life = engineLife(leases, owner)
  const closing = new AbortController()
  const locate = () => locateFfmpeg(join(folder, 'ffmpeg-version.json'), settings.get().ffmpegPath)
  const sharedJobs = createSharedJobs({ jobs, owner, closing: closing.signal })
  const announcer = createAnnouncer()
  const partsDesk = createPartsDesk({
    library: folder,
    descriptions: options.parts ?? allParts,
    sharedJobs,
    announcer,
    // Whoever fetches it wants it, and what is removed can't be wanted.
    onChanged: async (_, isThere) => {
      measuring.forgetFacts()
      await updateSettings({ speechRecognition: isThere })
    },
  })
  const measurements = measurementStore(library)
  const hearing = createHearing({
    pool,
    measurements,
    sharedJobs,
    model: () => (settings.get().speechRecognition ? partsDesk.installed('speech-recognition') : null),
  })
  const measuring = createMeasuring({
    pool,
    sharedJobs,
    files,
    measurements,
    hearing,
    find: () => findFfmpeg(settings.get().ffmpegPath),
    locate,
  })
  const judging = createJudging(settings, marks, (sha256) => hearing.keptBy(sha256))
  const shown = createShownDrafts(drafts, announcer)
  const queue = createDraftQueue({
    drafts,
    files,
    shown,
    measuring,
    judging,
    owner,
    storeError: (thrown) => storeError(thrown, folder),
    onTrouble: (thrown) => announcer.tellTrouble(storeError(thrown, folder)),
  })
  const adding = createAddDrafts({ drafts, shown, queue, owner, life })
  const rescoring = createRescoring({ drafts, shown, measuring, judging, announcer })
  const results = createDraftResults({
    drafts,
    shown,
    queue,
    measuring,
    judging,
    rescoring,
    announcer,
  })
  const desk = createDraftDesk({ folder, drafts, shown, queue, adding, results, rescoring })
  const earlyViews = earlyViewStore(library)
  const historyDesk = createHistoryDesk({
    history: historyStore(library),
    earlyViews,
    drafts,
    announcer,
    measurementOf: (sha256) => measuring.recall({ path: '', sizeBytes: 0, sha256 }),
  })
  const modelsFolder = join(folder, modelsFolderName)
  const forecasts = forecastStore(library)
  const forecastDesk = createForecastDesk({
    ...{ history: historyDesk, earlyViews, drafts, announcer, launcher, modelsFolder },
    forecasts,
    pool: viewingPool,
  })
  const scoring = createScoring(measuring, judging, forecastDesk)
  const tracks = createMeasuredTracks({
    pool: viewingPool,
    sharedJobs,
    files,
    tracks: trackStore(library),
    programs: () => measuring.programs(),
  })
  const resources = createResources({
    folder,
    pool: viewingPool,
    sharedJobs,
    programs: () => measuring.programs(),
    draft: (id) => shown.find(id),
    measurement: (id, options) => results.measurement(id, options),
    score: (id, platform, options) => results.score(id, platform, options),
    facts: (sha256) => measuring.facts(sha256),
    settings: () => settings.get(),
    trackPath: (sha256) => tracks.pathOf(sha256),
  })
  const ranking = createMusicRanking({
    pool: viewingPool,
    tracks,
    comparedDrafts: createComparedDrafts({ drafts, facts: (sha256) => measuring.facts(sha256) }),
  })
  const heartbeat = setInterval(() => {
    jobs.renew(owner)
    life.renew()
  }, leaseMs / 4)
  const watched = createWatchedFolders({
    store: watchedFileStore(library),
    adding,
    announcer,
    programs: () => measuring.programs(),
    draftOf: (id) => shown.show(shown.find(id)),
  })
  const rounds = createRounds({
    store: forecasts,
    now: () => new Date(),
    isOn: () => settings.get().training === 'by-itself' && historyDesk.known().posts.length > 0,
    async run(round) {
      const options = { signal: closing.signal, onProgress: () => undefined }
      await forecastDesk.train(null, round, options)
      await forecastDesk.watchDrift()
    },
    onTrouble: (thrown) => {
      if (!closing.signal.aborted) announcer.tellTrouble(thrown)
    },
  })
  const residence = resident
    ? beResident({
        rounds,
        library,
        leases,
        life,
        drafts,
        settings,
        marks,
        announcer,
        shown,
        queue,
        desk,
        rescoring,
        measuring,
        adding,
        watched,
        owner,
      })
    : null
  jobs.prune(new Date(Date.now() - keepJobsDays * 86_400_000))

  // An engine that doesn't stay leaves it to the one that does.
  const followSettings = async (): Promise<void> => residence?.followSettings()

  async function updateSettings(patch: CallInput<'updateSettings'>): Promise<CallOutput<'updateSettings'>> {
    const now = await changeSettings(patch, settings)
    announcer.tell({ type: 'settings', settings: now })
    await followSettings()
    return now
  }

  const answers = answersOf({
    ...{ folder, library, drafts, settings, marks, jobs, launcher, viewingPool, locate },
    ...{ resourcesFolder, modelsFolder, announcer, measuring, scoring, adding, shown, queue },
    ...{ desk, results, resources, ranking, historyDesk, forecastDesk, partsDesk },
    ...{ updateSettings, followSettings },
  })
  return {
    notices: library.notices,
    async answer(name, input, options) {
      if (!Object.hasOwn(calls, name)) throw new HooklineError('usage', `There is no call ${name}.`)
      const call = calls[name as CallName]
      const parsed = call.input.safeParse(input)
      if (!parsed.success)
        throw new HooklineError('usage', `The call ${name} has wrong input: ${parsed.error.message}`)
      try {
        return call.output.parse(await answers[name as CallName](parsed.data as never, options))
      } catch (thrown) {
        throw storeError(thrown, folder)
      }
    },
    onEvent: (listener) => announcer.listen(listener),
    async close() {
      clearInterval(heartbeat)
      closing.abort()
      rescoring.close()
      await Promise.all([residence?.close(), partsDesk.close(), rounds.settled()])
      await queue.stop(true)
      await Promise.all([pool.close(), viewingPool.close()])
      leases.releaseAll(owner)
      library.close()
    },
  }
}
