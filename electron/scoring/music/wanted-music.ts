import type { Measurement } from '../../../shared/contract/measurement.ts'
import type { MusicFit, TrackMood } from '../../../shared/contract/music.ts'
import { draftFacts, type DraftFacts } from '../draft-facts.ts'
import { logRamp, ramp } from '../ramps.ts'
import { median } from '../timed-series.ts'

/** What music for a draft should be like, as far as the draft tells. */
export interface WantedMusic extends Pick<MusicFit, 'wanted'> {
  draft: DraftFacts
  /** Of its own music, where it has any. */
  own: { bpm: number | null; mood: Measurement['mood'] }
  /** How much happens in the picture, 0 to 1; null where it was not measured. */
  pictureEnergy: number | null
}

/** Below this the draft's own music is not sure enough to ask for the like of it. */
const sureEnough = 0.3
/** Typical motion from next to none to much, as the check `motion` has it, and cuts a second up to music video's. */
const motionPerS = [0.001, 0.06] as const
const quickCutsPerS = 0.7

/** @param mood what the person asked for */
export function wantedMusic(measurement: Measurement, mood?: TrackMood): WantedMusic {
  const draft = draftFacts(measurement)
  const { tempo } = measurement
  const ownMood = measurement.mood && measurement.mood.confidence >= sureEnough ? measurement.mood : null
  const pictureEnergy = energyOfPicture(draft)
  return {
    draft,
    own: { bpm: tempo && tempo.confidence >= sureEnough ? tempo.bpm : null, mood: ownMood },
    pictureEnergy,
    wanted: {
      mood: mood ?? ownMood?.label ?? null,
      from: mood ? 'asked' : ownMood ? 'own-music' : null,
      energy: pictureEnergy,
    },
  }
}

function energyOfPicture(draft: DraftFacts): number | null {
  const typical = median(draft.series('motion').steps(draft.visible))
  if (typical === null || !(draft.durationS > 0)) return null
  const cutting = ramp(draft.cuts.length / draft.durationS, 0, quickCutsPerS)
  return 0.5 * logRamp(typical, ...motionPerS) + 0.5 * cutting
}
