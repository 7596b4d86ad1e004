import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { lengthS } from '../spans.ts'
import { counted } from '../wording.ts'

/** In the first second there is time to look at one thing. A face is looked at first, whatever else there is. */
export const openingSubject = defineCheck({
  id: 'opening-subject',
  part: 'hook',
  label: 'One clear subject in the first second',
  thresholds: ['windowS', 'bestPeaks', 'worstPeaks'],
  judge({ measurement: { composition, facesUnseen }, visible }, t) {
    if (lengthS(visible) === 0) return { notJudged: reason.nothingVisible }
    if (facesUnseen !== null || !composition) return { notJudged: reason.notMeasured('where the eye goes') }
    const looks = composition.looks.filter(
      ({ timeS }) => timeS >= visible.startS - 1e-3 && timeS < visible.startS + t.windowS,
    )
    if (looks.length === 0) return { notJudged: reason.notMeasured('the first second of picture') }
    const graded = looks.map(({ subject, peaks }) =>
      subject?.kind === 'face' ? 1 : subject === null ? 0 : ramp(peaks, t.worstPeaks, t.bestPeaks),
    )
    const most = Math.max(...looks.map(({ peaks }) => peaks))
    const span = { startS: visible.startS, endS: Math.min(visible.endS, visible.startS + t.windowS) }
    const seen = looks.some(({ subject }) => subject?.kind === 'face')
      ? 'A face is there to look at'
      : looks.every(({ subject }) => subject === null)
        ? 'Nothing stands out'
        : `${counted(most, 'place competes', 'places compete')} for the eye`
    return {
      grade: graded.reduce((sum, grade) => sum + grade, 0) / graded.length,
      evidence: [at(span, seen)],
      fix: looks.every(({ subject }) => subject === null)
        ? 'Begin with something to look at: nothing stands out in the first picture.'
        : `Begin closer on one thing, or blur or darken what is around it: ${counted(most, 'place competes', 'places compete')} for the eye in the first second.`,
    }
  },
})
