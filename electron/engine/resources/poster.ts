import type { FactSource } from '../../media/detector.ts'
import type { Thumbnail } from '../../media/streams.ts'
import { exposure } from '../../vision/exposure.ts'
import { seriesRateHz } from '../../vision/series.ts'
import { sharpness } from '../../vision/sharpness.ts'
import { shots } from '../../vision/shots.ts'
import { thumbnails } from '../../vision/thumbnails.ts'

/** Raise it whenever another thumbnail could be chosen. */
export const posterVersion = 1

/** Mean luma between which a picture is easy to see in a list, and the contrast from which it is more than a grey card. */
const [leastBrightness, mostBrightness] = [0.22, 0.75]
const plainContrast = 0.14

/**
 * The thumbnail that stands for a draft: sharp, neither dark nor blown out, with contrast, not in the middle of a
 * transition. Of equally good ones the earlier: openings are what a draft is known by.
 *
 * @returns null when there are no thumbnails
 */
export function posterOf(facts: FactSource): Thumbnail | null {
  const light = facts.get(exposure)
  const { sharpness: sharp } = facts.get(sharpness)
  const { transitions } = facts.get(shots)
  let best: { thumbnail: Thumbnail; worth: number } | null = null
  for (const thumbnail of facts.get(thumbnails)) {
    const { timeS } = thumbnail
    const step = Math.ceil(timeS * seriesRateHz - 1e-6)
    const at = (series: Float32Array): number => series[Math.min(step, series.length - 1)] ?? NaN
    const inTransition = transitions.some(({ startS, endS }) => timeS >= startS && timeS < endS)
    const worth =
      // A picture without an edge has no sharpness; there are worse ones than it, but not many.
      (Number.isNaN(at(sharp)) ? 0.1 : 0.2 + at(sharp)) *
      brightnessWorth(at(light.brightness)) *
      Math.min(1, 0.05 + at(light.contrast) / plainContrast) *
      (inTransition ? 0.3 : 1)
    // A later one must be clearly better.
    if (!best || worth > 1.1 * best.worth) best = { thumbnail, worth }
  }
  return best?.thumbnail ?? null
}

function brightnessWorth(brightness: number): number {
  if (brightness < leastBrightness) return 0.02 + brightness / leastBrightness
  if (brightness > mostBrightness) return Math.max(0.1, 1 - (brightness - mostBrightness) / 0.3)
  return 1
}
