import { readFile } from 'node:fs/promises'
import type { CallInput, CallOutput } from '../../shared/contract/calls.ts'
import { parseDetails } from '../../shared/contract/details.ts'
import { errorToData, HooklineError } from '../../shared/contract/errors.ts'
import type { DraftDetails, Score, ScoreFailure } from '../../shared/contract/score.ts'
import { beforeSilence } from '../media/silence.ts'
import { scoreDraft, scoreGlance } from '../scoring/score-draft.ts'
import type { IntentionalCheckStore } from '../store/intentional-checks.ts'
import { compareScores } from './compare.ts'
import type { MeasureOptions, Measuring } from './measuring.ts'

export interface ScoreCallOptions extends MeasureOptions {
  onProvisional?: (score: Score) => void
}

export interface Scoring {
  score(input: CallInput<'score'>, options: ScoreCallOptions): Promise<Score>
  compare(input: CallInput<'compare'>, options: MeasureOptions): Promise<CallOutput<'compare'>>
}

export function createScoring(measuring: Measuring, marks: IntentionalCheckStore): Scoring {
  async function score(input: CallInput<'score'>, options: ScoreCallOptions): Promise<Score> {
    const { path, platform } = input
    const details = input.details ?? (await sidecarDetails(path))
    const { onProvisional } = options
    const scoreOptions = { platform, details, intentional: marks.checksFor(path, details?.account ?? null) }
    const measurement = await measuring.measure(path, {
      ...options,
      ...(onProvisional && {
        onGlance: (glance) => onProvisional(scoreGlance(glance, scoreOptions)),
      }),
    })
    options.onProgress({ stage: 'scoring', fraction: 1, timeLeftS: 0 })
    return scoreDraft(measurement, scoreOptions)
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

/**
 * The details that lie beside a draft as FILE.hookline.json; null where there are none.
 *
 * @throws HooklineError `usage` when the file is there but isn't what it should be: silence would score without them
 */
async function sidecarDetails(path: string): Promise<DraftDetails | null> {
  const sidecar = `${path}.hookline.json`
  let text: string
  try {
    text = await beforeSilence(() => readFile(sidecar, 'utf8'))
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null
    if (thrown instanceof HooklineError) throw thrown
    throw new HooklineError(
      'usage',
      `The details in ${sidecar} could not be read.`,
      'Check its permissions.',
      { cause: thrown },
    )
  }
  return parseDetails(text, sidecar)
}
