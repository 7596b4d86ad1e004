import type { CallInput, CallOutput } from '../../shared/contract/calls.ts'
import type { Measuring } from './measuring.ts'
import type { Resources } from './resources/resources.ts'
import type { ScoreCallOptions, Scoring } from './scoring.ts'
import { sidecarDetails } from './sidecar.ts'

/** The report on a file that need not be a draft of the library. */
export async function reportOnFile(
  { path, platform, details: given, captions, format }: CallInput<'report'>,
  { measuring, scoring, resources }: { measuring: Measuring; scoring: Scoring; resources: Resources },
  options: ScoreCallOptions,
): Promise<CallOutput<'report'>> {
  const details = given ?? (await sidecarDetails(path))
  const score = await scoring.score({ path, platform, details, captions }, options)
  const measurement = await measuring.measure(path, { ...options, listens: false })
  const whole = (): Promise<string> => Promise.resolve(path) // measured a moment ago
  return resources.reports.make({ format, measurement, score, details, whole }, options)
}
