import { createHash } from 'node:crypto'
import type { DraftScores } from '../../shared/contract/drafts.ts'
import type { Measurement } from '../../shared/contract/measurement.ts'
import type { DraftDetails, PlatformId, Score } from '../../shared/contract/score.ts'
import type { CaptionFile } from '../../shared/contract/words.ts'
import { defaultSettings } from '../../shared/contract/settings.ts'
import type { Glance } from '../scoring/glance.ts'
import { scoreDraft, scoreGlance, type ScoreOptions } from '../scoring/score-draft.ts'
import { withWeights, type Weights } from '../scoring/weights.ts'
import { withCaptions } from './with-captions.ts'
import type { IntentionalCheckStore } from '../store/intentional-checks.ts'
import type { SettingsStore } from '../store/settings.ts'

declare const __HOOKLINE_VERSION__: string

/** What is scored: a draft of the library, or a file that is none. */
export interface Judged {
  path: string
  details: DraftDetails | null
  /** The details beside the file; those that were entered stand above them. */
  sidecar: DraftDetails | null
  /** Captions given for it, and those beside the file; the first that is there counts, then those in the file. */
  captions: CaptionFile | null
  captionsBeside: CaptionFile | null
}

/**
 * Scores drafts from facts: with their details and marks, and the weights and, where none is chosen, the platform of the
 * settings. The page and the command line ask here, so one library has one score for a file.
 */
export interface Judging {
  score(draft: Judged, measurement: Measurement, platform?: PlatformId): Score
  scoreGlance(draft: Judged, glance: Glance, platform?: PlatformId): Score
  /** That of the settings where none is chosen. */
  platform(chosen?: PlatformId): PlatformId
  /** All that the scores of a draft depend on beside its facts, as one word. */
  basis(draft: Judged & { sha256: string | null }): string
}

/** @param heardBy which model wrote down what is said in a content, if one did and counts */
export function createJudging(
  settings: SettingsStore,
  marks: IntentionalCheckStore,
  heardBy: (sha256: string) => string | null,
): Judging {
  /** The same for all drafts until a person changes it, and checked whenever it is made. */
  let weighted = { name: '', ...withWeights(defaultSettings.platform, defaultSettings) }

  function weightedFor(platform: PlatformId, weights: Weights): ReturnType<typeof withWeights> {
    const name = JSON.stringify([platform, weights])
    if (weighted.name !== name) weighted = { name, ...withWeights(platform, weights) }
    const { rubric, profile } = weighted
    return { rubric, profile }
  }

  function optionsFor(draft: Judged, chosen?: PlatformId): ScoreOptions {
    const { platform: usual, partWeights, checkWeights } = settings.get()
    const platform = chosen ?? usual
    const details = draft.details ?? draft.sidecar
    return {
      platform,
      details,
      intentional: marks.checksFor(draft.path, details?.account ?? null),
      ...weightedFor(platform, { partWeights, checkWeights }),
    }
  }

  return {
    score: (draft, measurement, platform) =>
      scoreDraft(withCaptions(measurement, draft), optionsFor(draft, platform)),
    scoreGlance: (draft, glance, platform) => scoreGlance(glance, optionsFor(draft, platform)),
    platform: (chosen) => chosen ?? settings.get().platform,
    basis(draft) {
      const { platform, details, intentional, rubric } = optionsFor(draft)
      const parts = [
        __HOOKLINE_VERSION__,
        platform,
        details,
        draft.captions ?? draft.captionsBeside,
        intentional,
        rubric?.version,
        settings.get().partWeights,
        settings.get().checkWeights,
        draft.sha256 === null ? null : heardBy(draft.sha256),
      ]
      return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
    },
  }
}

/** What a list shows of a score. */
export function scoresOf(score: Score): DraftScores {
  const { platform, overall, hook, content, cta, provisional } = score
  return { platform, overall, hook: hook.score, content: content.score, cta: cta.score, provisional }
}
