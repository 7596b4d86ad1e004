import type { Measurement } from '../../shared/contract/measurement.ts'
import type {
  CheckResult,
  DraftDetails,
  PlatformId,
  Score,
  ScorePartId,
} from '../../shared/contract/score.ts'
import { allChecks } from './all-checks.ts'
import type { Check } from './check.ts'
import { canBeGlanced, comesLater, restsOnWords, type Glance } from './glance.ts'
import { coverFrames } from './cover/cover-frames.ts'
import { checkCompliance } from './compliance.ts'
import { draftFacts, type DraftFacts } from './draft-facts.ts'
import { shownEvidence } from './evidence.ts'
import { overallScore, partScore } from './part-score.ts'
import { platformProfiles } from './platform-profiles.ts'
import type { PlatformProfile } from './platform-profile.ts'
import { areasOf } from './covered-text.ts'
import { clampFraction } from './ramps.ts'
import { adjustRubric, defaultRubric, type Rubric } from './rubric.ts'

export interface ScoreOptions {
  platform: PlatformId
  details?: DraftDetails | null
  rubric?: Rubric
  /** Ids of checks that a person marked as meant for this draft or brand: they are left out and named in `omitted`. */
  intentional?: readonly string[]
  /** Another profile than the one that ships for the platform. */
  profile?: PlatformProfile
}

/**
 * Judges a measured draft: pure, without decode or IO, the same document for the same measurement. A check whose facts
 * are missing is left out with its weight and named in `omitted`; it never lowers a score.
 */
export function scoreDraft(measurement: Measurement, options: ScoreOptions): Score {
  const { profile, rubric } = settle(options)
  const intentional = new Set(options.intentional)
  const { judged, omitted } = judge(
    draftFacts(measurement, options.details ?? null, areasOf(profile, measurement)),
    rubric,
    intentional,
  )
  const part = (id: ScorePartId): PartScore => ({
    score: partScore(judged[id], rubric, weightOf(id, rubric, intentional)),
    checks: judged[id],
  })
  return document(
    measurement,
    options,
    { hook: part('hook'), content: part('content'), cta: part('cta') },
    omitted,
    {
      profile,
      rubric,
    },
  )
}

/**
 * A first score from a glance at the draft (see `Glance`), marked provisional. A check that can't be judged from a
 * glance counts as an ordinary draft's would (the pivot of the rubric's curve), so that the settled score moves no
 * further than what the glance could not know.
 */
export function scoreGlance(glance: Glance, options: ScoreOptions): Score {
  const { profile, rubric } = settle(options)
  const intentional = new Set(options.intentional)
  const { judged, omitted } = judge(
    draftFacts(glance.measurement, options.details ?? null, areasOf(profile, glance.measurement)),
    rubric,
    intentional,
    glance,
  )
  const pending = omitted.filter(({ id, reason }) => reason === notMeasuredYet && !comesLater.includes(id))
  const part = (id: ScorePartId): PartScore => {
    const ordinary = allChecks
      .filter((check) => check.part === id && pending.some((item) => item.id === check.id))
      .map((check) => ({ id: check.id, grade: rubric.curve.pivot, weight: rubric.checks[check.id]!.weight }))
    return {
      score: partScore(
        [...judged[id], ...ordinary],
        withoutCritical(rubric, ordinary),
        weightOf(id, rubric, new Set([...intentional, ...comesLater])),
      ),
      checks: judged[id],
    }
  }
  const video = { ...glance.measurement.video, durationS: glance.promisedDurationS }
  return {
    ...document(
      { ...glance.measurement, video },
      options,
      { hook: part('hook'), content: part('content'), cta: part('cta') },
      omitted,
      { profile, rubric },
    ),
    provisional: true,
  }
}

type PartScore = Score['hook']
interface Settled {
  profile: PlatformProfile
  rubric: Rubric
}

function settle(options: ScoreOptions): Settled {
  const profile = options.profile ?? platformProfiles[options.platform]
  return { profile, rubric: adjustRubric(options.rubric ?? defaultRubric, profile.scoring) }
}

/** The weight of a part's checks, judged or not; those that a person left out don't count. */
function weightOf(part: ScorePartId, rubric: Rubric, intentional: ReadonlySet<string>): number {
  return allChecks
    .filter((check) => check.part === part && !intentional.has(check.id))
    .reduce((sum, check) => sum + rubric.checks[check.id]!.weight, 0)
}

function judge(
  draft: DraftFacts,
  rubric: Rubric,
  intentional: ReadonlySet<string>,
  glance: Glance | null = null,
): { judged: Record<ScorePartId, CheckResult[]>; omitted: Score['omitted'] } {
  const judged: Record<ScorePartId, CheckResult[]> = { hook: [], content: [], cta: [] }
  const omitted: Score['omitted'] = []
  for (const check of allChecks) {
    const result = intentional.has(check.id)
      ? { reason: 'marked intentional' }
      : glance && !canBeGlanced(check, glance)
        ? { reason: restsOnWords(check) ? wordsComeLater : notMeasuredYet }
        : applied(check, draft, rubric)
    if ('reason' in result) omitted.push({ id: check.id, reason: result.reason })
    else judged[check.part].push(result)
  }
  omitted.push(...rubric.notYetRead.map(({ id, reason }) => ({ id, reason })))
  return { judged, omitted }
}

const notMeasuredYet = 'not measured yet'
/** Most drafts have no captions: their checks don't count as ordinary ones before that is known. */
const wordsComeLater = 'not read yet'

/** An ordinary grade must not count as a fatal fault. */
function withoutCritical(rubric: Rubric, ordinary: readonly { id: string }[]): Rubric {
  const checks = { ...rubric.checks }
  for (const { id } of ordinary)
    checks[id] = { weight: checks[id]!.weight, thresholds: checks[id]!.thresholds }
  return { ...rubric, checks }
}

function document(
  measurement: Measurement,
  options: ScoreOptions,
  parts: Record<ScorePartId, PartScore>,
  omitted: Score['omitted'],
  { profile, rubric }: Settled,
): Score {
  const { hook, content, cta } = parts
  const overall = overallScore({ hook: hook.score, content: content.score, cta: cta.score }, rubric)
  return {
    file: measurement.file.path,
    platform: options.platform,
    overall: overall ?? 1,
    hook,
    content,
    cta,
    compliance: checkCompliance(measurement, profile, options.details ?? null),
    covers: coverFrames(draftFacts(measurement)),
    prediction: null,
    warnings: overall === null ? [...measurement.warnings, nothingJudged] : measurement.warnings,
    omitted,
    provisional: false,
    rubricVersion: rubric.version,
  }
}

const nothingJudged = {
  code: 'nothing_judged',
  message: 'None of the checks could be judged, so the score says nothing about the draft.',
  startS: null,
  endS: null,
}

function applied(check: Check, draft: DraftFacts, rubric: Rubric): CheckResult | { reason: string } {
  const entry = rubric.checks[check.id]!
  const judgement = check.judge(draft, check.thresholds.parse(entry.thresholds))
  if ('notJudged' in judgement) return { reason: judgement.notJudged }
  const grade = Math.round(clampFraction(judgement.grade) * 1e4) / 1e4
  return {
    id: check.id,
    label: check.label,
    grade,
    weight: entry.weight,
    evidence: shownEvidence(judgement.evidence, draft.durationS),
    fix: grade < rubric.fixBelow ? judgement.fix : null,
  }
}
