import type { Composition, TextSpan } from '../../../shared/contract/measurement.ts'
import type { DraftFacts } from '../draft-facts.ts'
import { clampFraction, logRamp, plateau, ramp } from '../ramps.ts'
import { meantTexts, quoted } from '../text-legibility.ts'
import { mean } from '../timed-series.ts'
import { counted, percent } from '../wording.ts'

/** One side of a still as a cover: how good, how much it counts, and that in words. */
export interface CoverGrade {
  grade: number
  weight: number
  words: string
}

/**
 * How good the picture at a time of `coverTimes` is as a cover. What the draft has nowhere (a face, a title) is no side of
 * it. Weights and bounds are conventions: a cover is seen a thumb wide among others, where a sharp, bright, large face
 * and few words are what can be told.
 *
 * @returns null where it can't be one: nothing sharp, or too dark or bright to tell what it is
 */
export function coverGrades(draft: DraftFacts, timeS: number): CoverGrade[] | null {
  const focus = focusAt(draft, timeS)
  const light = lightAt(draft, timeS)
  if (!focus || !light || focus.grade < leastGrade || light.grade < leastGrade) return null
  return [
    focus,
    light,
    rest(draft, timeS),
    face(draft, timeS),
    title(draft, timeS),
    subject(draft, timeS),
  ].filter((side) => side !== null)
}

const leastGrade = 0.1
/** A still stands for the sharpness until the next, a second later; so long after its time no other is mixed in. */
const settledS = 0.1

function valueAt(
  draft: DraftFacts,
  name: Parameters<DraftFacts['series']>[0],
  startS: number,
): number | null {
  return mean(draft.series(name).steps({ startS, endS: startS + settledS }))
}

function focusAt(draft: DraftFacts, timeS: number): CoverGrade | null {
  const sharpness = valueAt(draft, 'sharpness', timeS + settledS) ?? valueAt(draft, 'sharpness', timeS)
  if (sharpness === null) return null
  const grade = ramp(sharpness, 0.3, 0.85)
  return { grade, weight: 3, words: grade > 0.7 ? 'sharp' : grade > 0.35 ? 'a little soft' : 'out of focus' }
}

function lightAt(draft: DraftFacts, timeS: number): CoverGrade | null {
  const brightness = valueAt(draft, 'brightness', timeS)
  if (brightness === null) return null
  const burnt = valueAt(draft, 'highlightsClipped', timeS) ?? 0
  const spread = valueAt(draft, 'contrast', timeS) ?? 0
  const exposed = plateau(brightness, 0.05, 0.25, 0.7, 0.95) * ramp(burnt, 0.5, 0.1)
  const grade = exposed * (0.4 + 0.6 * ramp(spread, 0.03, 0.12))
  const fault = exposed > 0.7 ? 'pale: little contrast' : brightness < 0.3 ? 'dark' : 'too bright in places'
  return { grade, weight: 2, words: grade > 0.7 ? 'well lit' : fault }
}

function rest(draft: DraftFacts, timeS: number): CoverGrade | null {
  const speed = valueAt(draft, 'motion', timeS)
  if (speed === null) return null
  const grade = ramp(speed, 0.6, 0.08)
  return { grade, weight: 1, words: grade > 0.7 ? 'hardly any movement' : 'in mid-movement' }
}

function face({ measurement: { faces } }: DraftFacts, timeS: number): CoverGrade | null {
  if (faces.length === 0) return null
  const heights = faces
    .filter(({ startS, endS }) => startS <= timeS && timeS < endS)
    .map(({ path, box }) => {
      const nearest = path.toSorted((a, b) => Math.abs(a.timeS - timeS) - Math.abs(b.timeS - timeS))[0]
      return clampFraction((nearest?.box ?? box)[3])
    })
  const height = Math.max(0, ...heights)
  const grade = height > 0 ? 0.3 + 0.7 * logRamp(height, 0.06, 0.3) : 0
  const words = height > 0 ? `a face of ${percent(height)} of the height` : 'no face'
  return { grade, weight: 3, words: heights.length > 1 ? `${words}, ${heights.length} in all` : words }
}

/** Text is timed to a quarter of a second. */
const textTimeToleranceS = 0.25

function title({ measurement }: DraftFacts, timeS: number): CoverGrade | null {
  const titles = meantTexts(measurement).filter(({ kind }) => kind === 'title')
  if (titles.length === 0) return null
  const legible = ({ heightShare, contrast }: TextSpan): number =>
    Math.min(logRamp(heightShare, 0.018, 0.045), contrast === null ? 1 : logRamp(contrast, 1.5, 4.5))
  const shown = titles.filter(
    ({ startS, endS }) => startS + textTimeToleranceS <= timeS && timeS < endS - textTimeToleranceS,
  )
  const best = shown.toSorted((a, b) => legible(b) - legible(a))[0]
  if (!best) return { grade: 0, weight: 1.5, words: 'no title' }
  const grade = legible(best)
  return { grade, weight: 1.5, words: `${quoted(best.text)} ${grade > 0.5 ? 'can' : 'can hardly'} be read` }
}

function subject({ measurement: { composition } }: DraftFacts, timeS: number): CoverGrade | null {
  const look = lookAt(composition, timeS)
  if (!look) return null
  const grade = ramp(look.peaks, 6, 1) * (0.5 + 0.5 * ramp(look.clutter, 0.5, 0.15))
  return {
    grade,
    weight: 1.5,
    words: grade > 0.7 ? 'one clear subject' : `${counted(Math.max(1, look.peaks), 'place')} to look at`,
  }
}

function lookAt(composition: Composition | null, timeS: number): Composition['looks'][number] | undefined {
  return composition?.looks.find((look) => look.timeS === timeS)
}
