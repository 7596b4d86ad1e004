import { defineCheck } from '../check.ts'
import { at, reason } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { lengthS, totalS, within } from '../spans.ts'
import { level, seconds } from '../wording.ts'

/** Speech over music, stretch by stretch as long as each lasts. Music that is never heard alone near the speech can't be told from it. */
export const speechClarity = defineCheck({
  id: 'speech-clarity',
  part: 'content',
  label: 'Speech stands clear of the music',
  thresholds: ['leastS', 'worstLu', 'bestLu'],
  judge({ measurement: { speechOverBed, audioSegments }, sound, body }, t) {
    if (!sound) return { notJudged: reason.noSound }
    if (!audioSegments.some(({ kind }) => kind === 'speech+music'))
      return { notJudged: 'no speech lies over music' }
    const stretches = (speechOverBed?.spans ?? []).flatMap(({ lu, ...span }) =>
      within([span], body).map((inside) => ({ ...inside, lu })),
    )
    const lastingS = totalS(stretches)
    if (lastingS < t.leastS) {
      return {
        notJudged: `less than ${seconds(t.leastS)} of speech between opening and ending has music under it that is also heard alone`,
      }
    }
    const grade = stretches.reduce((sum, span) => sum + lengthS(span) * ramp(span.lu, t.worstLu, t.bestLu), 0)
    const unclear = stretches.filter(({ lu }) => lu < t.bestLu).toSorted((a, b) => a.lu - b.lu)
    const worst = unclear[0]
    return {
      grade: grade / lastingS,
      evidence: (unclear.length > 0 ? unclear : stretches).map((span) =>
        at(span, `Speech ${level(span.lu, 'LU')} above its music (aim: ${level(t.bestLu, 'LU')})`),
      ),
      fix: worst
        ? `Lower the music under the speech by ${level(Math.max(0.1, t.bestLu - worst.lu), 'dB')}: it is ${level(worst.lu, 'LU')} below the voice, ${level(t.bestLu, 'LU')} is clear.`
        : 'Keep the music where it is.',
    }
  },
})
