import type { Measurement } from '../../../shared/contract/measurement.ts'
import type { PlatformId, Score } from '../../../shared/contract/score.ts'
import type { DraftFacts } from '../../scoring/draft-facts.ts'
import type { AccountState } from './account-state.ts'

/** What is known of a post before it is published; whatever is not known is null. */
export interface KnownBefore {
  /** Of the draft, as the checks look at it. */
  facts: DraftFacts | null
  measurement: Measurement | null
  /** The grades of the checks, with the weights that ship and no marks: the same draft has the same features everywhere. */
  score: Score | null
  platform: PlatformId
  durationS: number | null
  /** What stands above or below the video: the title on YouTube, the caption elsewhere. */
  words: string | null
  hashtags: readonly string[] | null
  /** When it will be or was published, where the person is. */
  at: { on: string; time: string | null } | null
  account: AccountState | null
}

/** One feature of `features v1`. */
export interface FeatureDefinition {
  /** `group.name`; never given to another meaning. */
  name: string
  about: string
  unit: string
  /** Where it comes from: which part of the measurement, of the details or of the history. */
  source: string
  /** When it has no value. A missing value stays missing: it is not replaced by a usual one. */
  missing: string
  /** A category's value is the place of it in `categories`. */
  categories: readonly string[] | null
  valueOf(known: KnownBefore): number | null
}

/** Features that share a source and a rule for what is missing. */
export function featureGroup<Given>(
  group: { name: string; source: string; missing: string; given: (known: KnownBefore) => Given | null },
  features: Record<
    string,
    { about: string; unit: string; missing?: string; valueOf: (given: Given) => number | boolean | null }
  >,
): FeatureDefinition[] {
  return Object.entries(features).map(([name, { about, unit, missing, valueOf }]) => ({
    name: `${group.name}.${name}`,
    about,
    unit,
    source: group.source,
    missing: missing ? `${group.missing}; ${missing}` : group.missing,
    categories: null,
    valueOf: (known) => {
      const given = group.given(known)
      return given === null ? null : finite(valueOf(given))
    },
  }))
}

export function finite(value: number | boolean | null): number | null {
  if (typeof value === 'boolean') return value ? 1 : 0
  return value !== null && Number.isFinite(value) ? value : null
}

export const unmeasured = 'the draft has not been measured'
