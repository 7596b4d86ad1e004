import { defineCheck } from '../check.ts'
import { at } from '../evidence.ts'
import { ramp } from '../ramps.ts'
import { clock, counted } from '../wording.ts'

/** WCAG 2 success criterion 2.3.1: not more than three flashes in any one second. */
export const flashes = defineCheck({
  id: 'flashes',
  part: 'content',
  label: 'No strobing',
  thresholds: ['bestCount', 'worstCount'],
  judge({ measurement, durationS, visible }, t) {
    const times = measurement.flashes
      .map((flash) => flash.timeS)
      .filter((timeS) => timeS >= 0 && timeS <= durationS)
      .sort((a, b) => a - b)
    let most = 0
    let startS = visible.startS
    for (let first = 0, end = 0; first < times.length; first++) {
      while (end < times.length && times[end]! < times[first]! + 1) end++
      if (end - first > most) {
        most = end - first
        startS = times[first]!
      }
    }
    const window = most > 0 ? { startS, endS: Math.min(durationS, startS + 1) } : visible
    return {
      grade: ramp(most, t.worstCount, t.bestCount),
      evidence: [
        at(window, most > 0 ? `${counted(most, 'flash', 'flashes')} within one second` : 'No flashes'),
      ],
      fix: `Take at least ${counted(Math.max(1, most - t.bestCount), 'flash', 'flashes')} out of the second from ${clock(startS)}: ${most} there, more than ${t.bestCount} can harm viewers with photosensitive epilepsy.`,
    }
  },
})
