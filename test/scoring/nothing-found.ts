import type { Measurement } from '../../shared/contract/measurement.ts'
import type { CheckResult, Score } from '../../shared/contract/score.ts'

/** What a document says where nothing was heard, read, seen or said: a test adds what it is about. */
export const nothingFound = {
  flashes: [],
  black: [],
  frozen: [],
  silence: [],
  soundFaults: [],
  onsets: [],
  tempo: null,
  beats: [],
  audioSegments: [],
  reactability: null,
  speechOverBed: null,
  mood: null,
  energy: null,
  drops: [],
  builds: [],
  key: null,
  sync: [],
  syncSummary: null,
  musicInPoints: null,
  text: [],
  textUnread: null,
  facesUnseen: null,
  composition: null,
  faces: [],
  words: [],
  captions: null,
  delivery: null,
  callsToAction: [],
  endCard: null,
  warnings: [],
} satisfies Partial<Measurement>

/** A score of these checks and of nothing else. */
export function scoreOfChecks(
  checks: Partial<Record<'hook' | 'content' | 'cta', readonly CheckResult[]>>,
  more: Partial<Score> = {},
): Score {
  const part = (of: readonly CheckResult[] = []): Score['hook'] => ({ score: 50, checks: [...of] })
  return {
    file: '/media/a.mp4',
    platform: 'tiktok',
    overall: 50,
    hook: part(checks.hook),
    content: part(checks.content),
    cta: part(checks.cta),
    compliance: [],
    covers: [],
    prediction: null,
    warnings: [],
    omitted: [],
    provisional: false,
    rubricVersion: '1',
    ...more,
  }
}
