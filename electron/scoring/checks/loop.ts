import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { percent } from '../wording.ts'

const edgeS = 0.5

/** Feeds play a draft again at once: an ending whose picture meets the opening gives a second view. */
export const loop = defineCheck({
  id: 'loop',
  part: 'cta',
  label: 'The end meets the beginning',
  thresholds: ['best', 'worst'],
  judge({ measurement, visible, durationS }, t) {
    const { picture } = measurement.loop
    if (durationS < 3 || visible.endS - visible.startS < 2 * edgeS) return { notJudged: reason.tooShort(3) }
    if (!picture) return { notJudged: reason.notMeasured('how the last picture meets the first') }
    const { difference } = picture
    return {
      grade: ramp(difference, t.worst, t.best),
      evidence: [
        at({ startS: picture.firstS, endS: picture.firstS + edgeS }, 'The first picture'),
        at(
          { startS: picture.lastS - edgeS, endS: picture.lastS },
          `The last picture differs from the first by ${percent(difference)} (from ${percent(t.worst)} it is wholly another)`,
        ),
      ],
      fix: `End on the picture that the draft begins with, or go back to it in the last ${edgeS} s: they differ by ${percent(difference)}, up to ${percent(t.best)} runs on unseen.`,
    }
  },
})
