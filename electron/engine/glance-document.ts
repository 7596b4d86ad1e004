import type { Span } from '../../shared/contract/measurement.ts'
import type { Detector } from '../media/detector.ts'
import { decodeFactsId, factSource, type DecodeFacts, type StoredFacts } from '../processes/measure-draft.ts'
import type { Glance } from '../scoring/glance.ts'
import { beatDetector } from '../sound/beats.ts'
import { musicCharacter } from '../sound/music-character.ts'
import { onsetDetector } from '../sound/onsets.ts'
import { soundKinds } from '../sound/sound-kinds.ts'
import { black } from '../vision/black.ts'
import { composition } from '../vision/composition.ts'
import { exposure, type ExposureFacts } from '../vision/exposure.ts'
import { endCard } from '../vision/end-card.ts'
import { loopPicture } from '../vision/loop-picture.ts'
import { loopSound } from '../sound/loop-sound.ts'
import { faces } from '../vision/faces.ts'
import { flashes } from '../vision/flashes.ts'
import { frozen } from '../vision/frozen.ts'
import { motion } from '../vision/motion.ts'
import { noise } from '../vision/noise.ts'
import { shots } from '../vision/shots.ts'
import { text } from '../vision/text.ts'
import { facesNotLookedAt } from './measured-faces.ts'
import { textNotLookedAt } from './measured-text.ts'
import { measurementDocument } from './measurement-document.ts'

/** Mean luma under which a key frame counts as black. */
const blackBelow = 0.03

/** The facts of a quick look in the form of a measurement; what a look can't tell is empty or null. */
export function glanceDocument(path: string, facts: StoredFacts): Glance {
  const { probe, clock, frameTimesS } = facts[decodeFactsId] as DecodeFacts
  const nothing = new Float32Array(0)
  const unseen = new Map<string, unknown>([
    unknown(shots, { shots: [], transitions: [] }),
    unknown(flashes, []),
    unknown(frozen, { frozen: [] }),
    unknown(noise, { noise: null }),
    unknown(motion, {
      rateHz: 10,
      motion: nothing,
      cameraMotion: nothing,
      subjectMotion: nothing,
      cameraRight: nothing,
      cameraDown: nothing,
      cameraZoom: nothing,
      shake: null,
    }),
    unknown(black, darkSpans(factSource(facts).get(exposure))),
    unknown(text, { spans: [], overloadedS: null, failure: textNotLookedAt }),
    unknown(onsetDetector, []),
    unknown(beatDetector, { beats: [], tempo: null }),
    unknown(soundKinds, { segments: [], speechBy: null, voiceFailure: null }),
    unknown(faces, { faces: [], looksS: [], failure: facesNotLookedAt }),
    unknown(composition, null),
    unknown(endCard, null),
    unknown(loopPicture, null),
    unknown(loopSound, null),
    unknown(musicCharacter, { key: null, mood: null, energy: null, drops: [], builds: [] }),
  ])
  const file = { path, sizeBytes: 0, sha256: '' }
  return {
    measurement: measurementDocument(
      file,
      { ...Object.fromEntries(unseen), ...facts },
      { totalS: 0, decodeS: 0 },
    ),
    pictures: frameTimesS.length,
    promisedDurationS: probe.video.durationS ?? probe.durationS ?? clock.durationS,
  }
}

function unknown<Facts>(detector: Detector<Facts>, facts: Facts): [string, Facts] {
  return [detector.id, facts]
}

function darkSpans({ brightness, rateHz }: ExposureFacts): Span[] {
  const spans: Span[] = []
  brightness.forEach((value, i) => {
    if (!(value < blackBelow)) return
    const last = spans.at(-1)
    if (last && Math.abs(last.endS - i / rateHz) < 1e-6) last.endS = (i + 1) / rateHz
    else spans.push({ startS: i / rateHz, endS: (i + 1) / rateHz })
  })
  return spans
}
