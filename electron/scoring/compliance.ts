import type { Measurement } from '../../shared/contract/measurement.ts'
import type { ComplianceResult, DraftDetails } from '../../shared/contract/score.ts'
import { amount, complianceFacts, unknownReason, type ComplianceFacts } from './compliance-facts.ts'
import { complianceFix, cropAdvice } from './compliance-fix.ts'
import { areasUnder, coveredShare, type SafeZone } from './covered-text.ts'
import { meantTexts, quoted } from './text-legibility.ts'
import { clock } from './wording.ts'
import type { OneOfLimit, PlatformLimit, PlatformProfile, RangeLimit } from './platform-profile.ts'

type Verdict = Pick<ComplianceResult, 'status' | 'measured' | 'limit' | 'fix'>

/** Holds a draft and its details against a platform's limits. What isn't known is `not-judged`, never a fault. */
export function checkCompliance(
  measurement: Measurement,
  profile: PlatformProfile,
  details: DraftDetails | null,
): ComplianceResult[] {
  const facts = complianceFacts(measurement, details)
  return profile.limits
    .filter((limit) => applies(limit, facts))
    .map((limit) => ({
      id: limit.id,
      label: limit.label,
      ...verdict(limit, facts, measurement),
      source: limit.sourceKind === 'official' ? limit.source : `${limit.source} (${limit.sourceKind})`,
      checkedOn: limit.checkedOn,
    }))
}

function applies(limit: PlatformLimit, facts: ComplianceFacts): boolean {
  if (limit.kind !== 'range' || !limit.when) return true
  return Object.entries(limit.when).every(([name, range]) => {
    const value = facts.numbers[name as keyof ComplianceFacts['numbers']]
    return value !== null && value >= (range.min ?? -Infinity) && value <= (range.max ?? Infinity)
  })
}

function verdict(limit: PlatformLimit, facts: ComplianceFacts, measurement: Measurement): Verdict {
  switch (limit.kind) {
    case 'range': {
      const value = facts.numbers[limit.fact]
      if (value === null) return notJudged(rangeWords(limit), unknownReason(limit.fact, measurement))
      return rangeVerdict(limit, value, measurement)
    }
    case 'one-of': {
      const word = facts.words[limit.fact]
      if (word === null) return notJudged(limit.allowed.join(', '), unknownReason(limit.fact, measurement))
      return wordVerdict(limit, word)
    }
    case 'safe-zone':
      return safeZoneVerdict(limit, measurement)
    case 'unknown':
      return notJudged('not known', null)
  }
}

function notJudged(limit: string, reason: string | null): Verdict {
  return { status: 'not-judged', measured: reason, limit, fix: null }
}

/** Slack for what headers round: half a frame at 24 Hz, a thousandth otherwise. */
function slack({ fact }: RangeLimit, bound: number): number {
  return fact === 'durationS' ? 0.02 : Math.abs(bound) * 1e-3
}

function rangeVerdict(limit: RangeLimit, value: number, { composition }: Measurement): Verdict {
  const under = (bound: number | undefined): boolean =>
    bound !== undefined && value < bound - slack(limit, bound)
  const over = (bound: number | undefined): boolean =>
    bound !== undefined && value > bound + slack(limit, bound)
  const failed = under(limit.min) || over(limit.max)
  const warned = under(limit.advisedMin) || over(limit.advisedMax)
  const result = { measured: amount(limit.fact, value), limit: rangeWords(limit) }
  if (!failed && !warned) return { status: 'pass', ...result, fix: null }
  const low = under(limit.min) || under(limit.advisedMin)
  const bound = limit.target ?? (low ? (limit.advisedMin ?? limit.min) : (limit.advisedMax ?? limit.max))!
  const fix = limit.fix ?? complianceFix(limit.fact, value, bound)
  const crop = limit.fact === 'aspect' && !low ? composition?.crop : null
  return {
    status: failed ? 'fail' : 'warn',
    ...result,
    fix: crop ? `${fix} ${cropAdvice(crop)}` : fix,
  }
}

function wordVerdict(limit: OneOfLimit, word: string): Verdict {
  const result = { measured: word, limit: limit.allowed.join(', ') }
  if (limit.allowed.includes(word)) return { status: 'pass', ...result, fix: null }
  return {
    status: limit.severity,
    ...result,
    fix: limit.fix ?? `Export as ${limit.allowed[0]!} instead of ${word}.`,
  }
}

/** Text is covered when this much of its box lies under what the platform shows. */
const coveredFrom = 0.08

function safeZoneVerdict(zone: SafeZone, measurement: Measurement): Verdict {
  const limit = safeZoneWords(zone)
  if (measurement.textUnread !== null) return notJudged(limit, 'text on the picture was not read here')
  const texts = meantTexts(measurement)
  if (texts.length === 0) return notJudged(limit, 'no text that was read is set on the picture')
  const areas = areasUnder(zone, measurement)
  const under = texts.filter((text) => coveredShare(text, areas) >= coveredFrom)
  const first = under[0]
  if (!first) return { status: 'pass', measured: 'all text is clear of it', limit, fix: null }
  return {
    status: 'warn',
    measured: `${quoted(first.text)} at ${clock(first.startS)}${under.length > 1 ? ` and ${under.length - 1} more` : ''} under it`,
    limit,
    fix: `Move ${quoted(first.text)} out of what the platform covers${under.length > 1 ? ', and the others' : ''}.`,
  }
}

function rangeWords({ fact, min, max, advisedMin, advisedMax }: RangeLimit): string {
  const range = (low: number | undefined, high: number | undefined): string | null => {
    if (low !== undefined && high !== undefined) {
      return low === high ? amount(fact, low) : `${amount(fact, low)} to ${amount(fact, high)}`
    }
    if (low !== undefined) return `at least ${amount(fact, low)}`
    return high === undefined ? null : `at most ${amount(fact, high)}`
  }
  const advised = range(advisedMin, advisedMax)
  return [range(min, max), advised && `${advised} advised`].filter((words) => words !== null).join('; ')
}

function safeZoneWords(zone: { top: number; bottom: number; left: number; right: number }): string {
  const share = (fraction: number): string => `${Math.round(fraction * 1000) / 10} %`
  return `keep text out of the top ${share(zone.top)}, bottom ${share(zone.bottom)}, left ${share(zone.left)}, right ${share(zone.right)}`
}
