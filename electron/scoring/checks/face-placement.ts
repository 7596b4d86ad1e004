import type { Composition } from '../../../shared/contract/measurement.ts'
import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { plateau, ramp } from '../ramps.ts'
import { clock, percent } from '../wording.ts'

type Look = Composition['looks'][number]

/** So many of the worst places are shown. */
const mostShown = 5
/** A look stands for about the second after it. */
const shownForS = 1

/** Faces near the middle or the thirds, with some room above them: neither cut off nor sunk. */
export const facePlacement = defineCheck({
  id: 'face-placement',
  part: 'content',
  label: 'Faces are well placed',
  thresholds: ['bestDistance', 'worstDistance', 'leastHeadroom', 'mostHeadroom', 'worstHeadroom'],
  judge({ measurement: { composition, facesUnseen }, durationS }, t) {
    if (facesUnseen !== null || !composition) return { notJudged: reason.notMeasured('where faces are') }
    const looks = composition.looks.filter(
      ({ subject, timeS }) => subject?.kind === 'face' && timeS < durationS,
    )
    if (looks.length === 0) return { notJudged: 'no face is seen in the draft' }
    const graded = looks.map((look) => {
      // Up and down a face belongs to the upper thirds; from side to side to the middle or a third.
      const x = look.subject!.x
      const aside = Math.min(Math.abs(x - 0.5), Math.abs(x - 1 / 3), Math.abs(x - 2 / 3))
      const place = ramp(aside, t.worstDistance, t.bestDistance)
      const above = plateau(look.headroom ?? 0, 0, t.leastHeadroom, t.mostHeadroom, t.worstHeadroom)
      return { look, grade: Math.min(place, above), place, above }
    })
    const worst = graded.toSorted((a, b) => a.grade - b.grade).filter(({ grade }) => grade < 1)
    const first = worst[0]
    return {
      grade: graded.reduce((sum, { grade }) => sum + grade, 0) / graded.length,
      evidence: (worst.length > 0 ? worst : graded)
        .slice(0, mostShown)
        .map(({ look }) =>
          at({ startS: look.timeS, endS: Math.min(durationS, look.timeS + shownForS) }, where(look)),
        ),
      fix: first
        ? `Move the picture at ${clock(first.look.timeS)}: ${
            first.above < first.place
              ? `${percent(first.look.headroom ?? 0)} of the height is above the face, ${percent(t.leastHeadroom)} to ${percent(t.mostHeadroom)} look balanced`
              : `the face is at ${percent(first.look.subject!.x)} of the width, the middle or a third look balanced`
          }.`
        : 'Keep the faces where they are.',
    }
  },
})

function where({ subject, headroom }: Look): string {
  return `Face at ${percent(subject!.x)} of the width, ${percent(headroom ?? 0)} of the height above it`
}
