import type { Check } from './check.ts'
import { openingBlack } from './checks/opening-black.ts'
import { openingStillness } from './checks/opening-stillness.ts'
import { openingFirstSecond } from './checks/opening-first-second.ts'
import { openingMotion } from './checks/opening-motion.ts'
import { openingStillShare } from './checks/opening-still-share.ts'
import { firstShot } from './checks/first-shot.ts'
import { openingPace } from './checks/opening-pace.ts'
import { openingFadeIn } from './checks/opening-fade-in.ts'
import { openingSound } from './checks/opening-sound.ts'
import { openingLevel } from './checks/opening-level.ts'
import { loudnessJump } from './checks/loudness-jump.ts'
import { openingBrightness } from './checks/opening-brightness.ts'
import { openingContrast } from './checks/opening-contrast.ts'
import { openingAgainstRest } from './checks/opening-against-rest.ts'
import { openingText } from './checks/opening-text.ts'
import { openingFace } from './checks/opening-face.ts'
import { openingSubject } from './checks/opening-subject.ts'
import { peopleShown } from './checks/people-shown.ts'
import { faceCloseUp } from './checks/face-close-up.ts'
import { facePlacement } from './checks/face-placement.ts'
import { visiblePicture } from './checks/visible-picture.ts'
import { blackGaps } from './checks/black-gaps.ts'
import { shotLength } from './checks/shot-length.ts'
import { quickStretch } from './checks/quick-stretch.ts'
import { shotVariety } from './checks/shot-variety.ts'
import { stillStretches } from './checks/still-stretches.ts'
import { frozenPicture } from './checks/frozen-picture.ts'
import { motion } from './checks/motion.ts'
import { stability } from './checks/stability.ts'
import { exposure } from './checks/exposure.ts'
import { crushedShadows } from './checks/crushed-shadows.ts'
import { blownHighlights } from './checks/blown-highlights.ts'
import { contrast } from './checks/contrast.ts'
import { colourfulness } from './checks/colourfulness.ts'
import { colourVariety } from './checks/colour-variety.ts'
import { oversaturation } from './checks/oversaturation.ts'
import { sharpness } from './checks/sharpness.ts'
import { noise } from './checks/noise.ts'
import { letterbox } from './checks/letterbox.ts'
import { textLegibility } from './checks/text-legibility.ts'
import { supers } from './checks/supers.ts'
import { supersWithAudio } from './checks/supers-with-audio.ts'
import { brandNamed } from './checks/brand-named.ts'
import { openingBrand } from './checks/opening-brand.ts'
import { subjectNamed } from './checks/subject-named.ts'
import { openingSubjectNamed } from './checks/opening-subject-named.ts'
import { flashes } from './checks/flashes.ts'
import { soundPresent } from './checks/sound-present.ts'
import { loudness } from './checks/loudness.ts'
import { truePeak } from './checks/true-peak.ts'
import { loudnessRange } from './checks/loudness-range.ts'
import { cutBeatSync } from './checks/cut-beat-sync.ts'
import { musicDrop } from './checks/music-drop.ts'
import { speechClarity } from './checks/speech-clarity.ts'
import { deadAir } from './checks/dead-air.ts'
import { soundFaults } from './checks/sound-faults.ts'
import { blackTail } from './checks/black-tail.ts'
import { endCard } from './checks/end-card.ts'
import { endHold } from './checks/end-hold.ts'
import { lastShot } from './checks/last-shot.ts'
import { endingReadable } from './checks/ending-readable.ts'
import { endingSteady } from './checks/ending-steady.ts'
import { endingSound } from './checks/ending-sound.ts'
import { soundCutOff } from './checks/sound-cut-off.ts'
import { pictureCutOff } from './checks/picture-cut-off.ts'
import { endingFade } from './checks/ending-fade.ts'
import { runUp } from './checks/run-up.ts'
import { loop } from './checks/loop.ts'
import { loopSound } from './checks/loop-sound.ts'
import { firstWords } from './checks/first-words.ts'
import { titleWords } from './checks/title-words.ts'
import { speechPace } from './checks/speech-pace.ts'
import { fillerWords } from './checks/filler-words.ts'
import { speechCaptions } from './checks/speech-captions.ts'
import { hashtags } from './checks/hashtags.ts'
import { spokenAsk } from './checks/spoken-ask.ts'
import { writtenAsk } from './checks/written-ask.ts'
import { askAudible } from './checks/ask-audible.ts'
import { askLegible } from './checks/ask-legible.ts'
import { askPlaced } from './checks/ask-placed.ts'
import { captionAsk } from './checks/caption-ask.ts'
import { askTiming } from './checks/ask-timing.ts'
import { oneAsk } from './checks/one-ask.ts'

/** Every check, in the order in which they are shown. */
export const allChecks: readonly Check[] = [
  openingBlack,
  openingStillness,
  openingFirstSecond,
  openingMotion,
  openingStillShare,
  firstShot,
  openingPace,
  openingFadeIn,
  openingSound,
  openingLevel,
  loudnessJump,
  openingBrightness,
  openingContrast,
  openingAgainstRest,
  openingText,
  firstWords,
  openingFace,
  openingSubject,
  openingBrand,
  openingSubjectNamed,
  visiblePicture,
  blackGaps,
  shotLength,
  quickStretch,
  shotVariety,
  stillStretches,
  frozenPicture,
  motion,
  stability,
  exposure,
  crushedShadows,
  blownHighlights,
  contrast,
  colourfulness,
  colourVariety,
  oversaturation,
  sharpness,
  noise,
  letterbox,
  textLegibility,
  supers,
  supersWithAudio,
  brandNamed,
  subjectNamed,
  peopleShown,
  faceCloseUp,
  facePlacement,
  flashes,
  soundPresent,
  loudness,
  truePeak,
  loudnessRange,
  deadAir,
  cutBeatSync,
  musicDrop,
  speechClarity,
  soundFaults,
  speechPace,
  fillerWords,
  speechCaptions,
  spokenAsk,
  askAudible,
  writtenAsk,
  askLegible,
  askPlaced,
  askTiming,
  oneAsk,
  captionAsk,
  titleWords,
  hashtags,
  blackTail,
  endHold,
  endCard,
  lastShot,
  endingReadable,
  endingSteady,
  endingSound,
  soundCutOff,
  pictureCutOff,
  endingFade,
  runUp,
  loop,
  loopSound,
]
