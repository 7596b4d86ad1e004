import type { CallInput, CallName, CallOutput } from '../../shared/contract/calls.ts'
import type { Measurement } from '../../shared/contract/measurement.ts'
import type { MusicFit } from '../../shared/contract/music.ts'
import type { FfmpegPrograms } from '../media/locate.ts'
import { modelRegistry } from '../prediction/registry/model-registry.ts'
import type { Launcher } from '../processes/launcher.ts'
import type { WorkerPool } from '../processes/worker-pool.ts'
import { backUpLibrary } from '../store/back-up.ts'
import type { DraftStore } from '../store/drafts.ts'
import type { IntentionalCheckStore } from '../store/intentional-checks.ts'
import type { JobStore } from '../store/jobs.ts'
import type { Library } from '../store/library.ts'
import type { SettingsStore } from '../store/settings.ts'
import type { Announcer } from './announcer.ts'
import { deleteAll } from './delete-all.ts'
import { examine } from './doctor.ts'
import type { AddDrafts } from './drafts/add-drafts.ts'
import type { DraftDesk } from './drafts/draft-desk.ts'
import type { DraftQueue } from './drafts/draft-queue.ts'
import type { DraftResults } from './drafts/draft-results.ts'
import { addSample } from './drafts/sample.ts'
import type { ShownDrafts } from './drafts/shown-drafts.ts'
import { exportMarkers } from './export-markers.ts'
import type { ForecastDesk } from './forecasts/forecast-desk.ts'
import { featureList } from './history/feature-rows.ts'
import type { HistoryDesk } from './history/history-desk.ts'
import { changeIntentional } from './intentional.ts'
import { libraryInfo } from './library-info.ts'
import { measureWithWords } from './measure-with-words.ts'
import type { Measuring } from './measuring.ts'
import { keptModels } from './models/kept-models.ts'
import { trainTable } from './models/training.ts'
import type { MusicRanking } from './music/music-fit.ts'
import { platformOutlines, rubricOutline } from './outlines.ts'
import type { PartsDesk } from './parts-desk.ts'
import { reportOnFile } from './report-on-file.ts'
import type { Resources } from './resources/resources.ts'
import type { ScoreCallOptions, Scoring } from './scoring.ts'

/** What the calls of the contract are answered by. */
export interface UseCases {
  /** The library folder. */
  folder: string
  library: Library
  drafts: DraftStore
  settings: SettingsStore
  marks: IntentionalCheckStore
  jobs: JobStore
  launcher: Launcher
  /** For whoever waits for the answer, apart from the measuring of drafts. */
  viewingPool: WorkerPool
  locate: () => Promise<FfmpegPrograms>
  resourcesFolder: string
  modelsFolder: string
  announcer: Announcer
  measuring: Measuring
  scoring: Scoring
  adding: AddDrafts
  shown: ShownDrafts
  queue: DraftQueue
  desk: DraftDesk
  results: DraftResults
  resources: Resources
  ranking: MusicRanking
  historyDesk: HistoryDesk
  forecastDesk: ForecastDesk
  partsDesk: PartsDesk
  updateSettings: (patch: CallInput<'updateSettings'>) => Promise<CallOutput<'updateSettings'>>
  /** Carries out what settings and marks now want. */
  followSettings: () => Promise<void>
}

export type Answers = {
  [Name in CallName]: (input: CallInput<Name>, options: ScoreCallOptions) => Promise<CallOutput<Name>>
}

/** Who answers which call of the contract. */
export function answersOf(useCases: UseCases): Answers {
  const { folder, library, drafts, settings, marks, jobs, launcher, viewingPool, locate } = useCases
  const { resourcesFolder, modelsFolder, announcer, measuring, scoring, adding, shown, queue } = useCases
  const { desk, results, resources, ranking, historyDesk, forecastDesk, partsDesk } = useCases
  const { updateSettings, followSettings } = useCases
  const rankMusic = (
    measurement: Measurement,
    draftId: string | null,
    { folder: music, mood, platform }: Pick<CallInput<'music'>, 'folder' | 'mood' | 'platform'>,
    options: ScoreCallOptions,
  ): Promise<MusicFit> =>
    ranking(
      { measurement, draftId, folder: music, mood, platform: platform ?? settings.get().platform },
      options,
    )

  return {
    measure: (input, options) => measureWithWords(input, measuring, options),
    score: (input, options) => scoring.score(input, options),
    compare: (input, options) => scoring.compare(input, options),
    markers: (input, options) => exportMarkers(input, measuring, scoring, options),
    report: (input, options) => reportOnFile(input, { measuring, scoring, resources }, options),
    music: async ({ path, ...question }, options) =>
      rankMusic(await measuring.measure(path, { ...options, listens: false }), null, question, options),
    async intentional(input) {
      const output = changeIntentional(input, marks)
      if (output.changed) await followSettings()
      return output
    },
    trainTable: ({ path, target, group = null, time = null, features = null }, options) =>
      trainTable(launcher, { path, target, group, time, features, seed: 0, modelsFolder }, options),
    predictTable: ({ path, model }, { signal }) =>
      viewingPool.run('forecast-table', { path, model, modelsFolder }, { signal }),
    doctor: () => examine({ library, jobs, locate, parts: () => partsDesk.list(), settings: settings.get() }),
    models: (input) => keptModels(input, modelRegistry(modelsFolder)),
    train: ({ platform = null }, options) => forecastDesk.train(platform, 'search', options),
    predict: (input, options) => scoring.forecast(input, options),

    drafts: () => desk.list(),
    draft: ({ id }) => desk.open(id),
    addDrafts: ({ paths, origin, sha256 }) => adding.add(paths, origin, sha256),
    addSample: () => addSample(adding, resourcesFolder),
    retryDraft: ({ id }) => desk.retry(id),
    cancelDraft: async ({ id }) => Promise.resolve(desk.cancel(id)),
    async removeDrafts({ ids }) {
      desk.remove(ids)
      return Promise.resolve({})
    },
    restoreDrafts: async ({ ids }) => Promise.resolve(desk.restore(ids)),
    setDetails: async (input) => Promise.resolve(desk.setDetails(input)),
    draftCaptions: async ({ id }) => Promise.resolve({ captions: shown.find(id).captions }),
    setCaptions: async (input) => Promise.resolve(desk.setCaptions(input)),
    draftMeasurement: ({ id }, options) => results.measurement(id, options),
    // What the outline leaves out is left out by its schema.
    draftOutline: ({ id }, options) => results.measurement(id, options),
    draftScore: ({ id, platform }, options) => results.score(id, platform, options),
    draftForecast: async ({ id, platform, account, whatIf }, options) => {
      const measurement = await results.measurement(id, options)
      const draft = shown.find(id)
      return forecastDesk.forecast(
        {
          ...{ measurement, account, whatIf },
          platform: platform ?? settings.get().platform,
          details: draft.details ?? draft.sidecar,
        },
        options,
      )
    },
    forecasts: () => forecastDesk.kept(),
    draftMusic: async ({ id, ...question }, options) =>
      rankMusic(await results.measurement(id, options), id, question, options),
    compareDrafts: (input, options) => desk.compare(input, options),
    playback: ({ id }, options) => resources.playback(id, options),
    openResource: (resource, options) => resources.open(resource, options),

    history: async () => Promise.resolve(historyDesk.list()),
    historyPage: async (input) => Promise.resolve(historyDesk.page(input, forecastDesk.judged())),
    importHistory: (input) => historyDesk.import(input),
    async undoImport({ id }) {
      historyDesk.undoImport(id)
      return Promise.resolve({})
    },
    addPost: async (input) => Promise.resolve(historyDesk.addPost(input)),
    async setEarlyViews(input) {
      historyDesk.setEarlyViews(input)
      return Promise.resolve(forecastDesk.forecastPost(input.postId))
    },
    importEarlyViews: (input) => historyDesk.importEarlyViews(input),
    postForecast: async ({ postId }) => Promise.resolve(forecastDesk.forecastPost(postId)),
    linkPost: async (input) => Promise.resolve(historyDesk.linkPost(input)),
    async changeAccount(input) {
      historyDesk.changeAccount(input)
      return Promise.resolve({})
    },
    async deleteAccount({ id }) {
      historyDesk.deleteAccount(id)
      return Promise.resolve({})
    },
    exportGuides: async () => Promise.resolve(historyDesk.guides()),
    features: async () => Promise.resolve(featureList()),

    settings: async () => Promise.resolve(settings.get()),
    updateSettings,
    rubric: async () => Promise.resolve(rubricOutline()),
    platforms: async () => Promise.resolve(platformOutlines()),
    libraryInfo: () => libraryInfo(folder, drafts, () => measuring.programs()),
    parts: async () => ({ parts: await partsDesk.list() }),
    downloadPart: (input, options) => partsDesk.download(input, options),
    cancelPartDownload: ({ id }) => partsDesk.cancel(id),
    removePart: ({ id }) => partsDesk.remove(id),
    async pause() {
      await queue.pause()
      return {}
    },
    async resume() {
      queue.resume()
      return Promise.resolve({})
    },
    backUp: async () => ({ path: await backUpLibrary(library) }),
    async deleteAll() {
      await deleteAll({
        library,
        partsDesk,
        drafts,
        settings,
        announcer,
        desk,
        queue,
        measuring,
        followSettings,
      })
      return {}
    },
  }
}
