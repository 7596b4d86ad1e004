import type { CallInput, CallOutput } from '../../shared/contract/calls.ts'
import { errorToData } from '../../shared/contract/errors.ts'
import type { Score, ScoreFailure } from '../../shared/contract/score.ts'
import { compareScores } from './compare.ts'
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
  compare(input: CallInput<'compare'>, options: MeasureOptions): Promise<CallOutput<'compare'>>
}

export function createScoring(measuring: Measuring, judging: Judging): Scoring {
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
    return judging.score(judged, measurement, platform)
  }

  return {
    score,
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
