import type { CallInput, CallOutput } from '../../shared/contract/calls.ts'
import { errorToData } from '../../shared/contract/errors.ts'
import type { Score, ScoreFailure } from '../../shared/contract/score.ts'
import type { DraftForecast } from '../../shared/contract/forecasts.ts'
import { compareScores } from './compare.ts'
import type { ForecastDesk } from './forecasts/forecast-desk.ts'
import type { Judged, Judging } from './judging.ts'
import type { MeasureOptions, Measuring } from './measuring.ts'
import { captionsBeside, givenCaptions } from './caption-files.ts'
import { isCaptioned } from './with-captions.ts'
import { sidecarDetails } from './sidecar.ts'

export interface ScoreCallOptions extends MeasureOptions {
  onProvisional?: (score: Score) => void
}

export interface Scoring {
  score(input: CallInput<'score'>, options: ScoreCallOptions): Promise<Score>
  /** What can be expected of a file, without its score. */
  forecast(input: CallInput<'predict'>, options: MeasureOptions): Promise<DraftForecast>
  compare(input: CallInput<'compare'>, options: MeasureOptions): Promise<CallOutput<'compare'>>
}

export function createScoring(
  measuring: Measuring,
  judging: Judging,
  forecasts: Pick<ForecastDesk, 'forecast'>,
): Scoring {
  async function score(input: CallInput<'score'>, options: ScoreCallOptions): Promise<Score> {
    const { path, platform, details, captions } = input
    const judged: Judged = {
      path,
      details,
      sidecar: details ? null : await sidecarDetails(path),
      captions: captions === undefined ? null : await givenCaptions(captions),
      captionsBeside: captions === undefined ? await captionsBeside(path) : null,
    }
    const { onProvisional } = options
    const measurement = await measuring.measure(path, {
      ...options,
      listens: !isCaptioned(judged),
      ...(onProvisional && {
        onGlance: (glance) => onProvisional(judging.scoreGlance(judged, glance, platform)),
      }),
    })
    options.onProgress({ stage: 'scoring', fraction: 1, timeLeftS: 0 })
    const judgedScore = judging.score(judged, measurement, platform)
    const asked = { measurement, platform: judgedScore.platform, details: details ?? judged.sidecar }
    return { ...judgedScore, prediction: await forecasts.forecast(asked, options) }
  }

  return {
    score,
    async forecast({ path, platform, details, account }, options) {
      const sidecar = details ? null : await sidecarDetails(path)
      const measurement = await measuring.measure(path, options)
      const asked = {
        measurement,
        platform: judging.platform(platform),
        details: details ?? sidecar,
        account,
      }
      return forecasts.forecast(asked, options)
    },
    async compare({ paths, platform, details }, options) {
      const drafts: (Score | ScoreFailure)[] = []
      for (const path of paths) {
        drafts.push(
          await score({ path, platform, details }, options).catch((thrown: unknown) => {
            const error = errorToData(thrown)
            if (error.code === 'cancelled') throw thrown
            return { file: path, error }
          }),
        )
      }
      return compareScores(drafts)
    },
  }
}
