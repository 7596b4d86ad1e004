import { describe, expect, it } from 'vitest'
import type { EndCard, TextSpan } from '../../shared/contract/measurement.ts'
import type { CallToAction } from '../../shared/contract/words.ts'
import type { DraftDetails } from '../../shared/contract/score.ts'
import { deliveryOf } from '../../electron/words/delivery.ts'
import { timedWords } from '../../electron/words/timed-words.ts'
import { allChecks } from '../../electron/scoring/all-checks.ts'
import { areasOf } from '../../electron/scoring/covered-text.ts'
import { platformProfiles } from '../../electron/scoring/platform-profiles.ts'
import { draftFacts } from '../../electron/scoring/draft-facts.ts'
import { defaultRubric } from '../../electron/scoring/rubric.ts'
import type { Judgement } from '../../electron/scoring/check.ts'
import { blackSilent, measurementOf, title, type DraftSketch } from './measurements.ts'

const rest = (part: NonNullable<DraftSketch['rest']>): Partial<DraftSketch> => ({ rest: part })
const picture = (facts: Partial<NonNullable<DraftSketch['rest']>['picture']>): Partial<DraftSketch> =>
  rest({ picture: { colourVariety: 0.7, noise: 0.005, shake: 0.005, letterbox: null, ...facts } })
const loudness = (facts: { truePeakDbtp?: number; rangeLu?: number }): Partial<DraftSketch> =>
  rest({ loudness: { ...measurementOf({ durationS: 20 }).loudness!, ...facts } })
const fade = (startS: number, endS: number): Partial<DraftSketch> =>
  rest({ transitions: [{ kind: 'fade', startS, endS, frame: 0, confidence: 1 }] })
const fault = (kind: 'clipping' | 'inverted-phase', startS: number, endS: number): Partial<DraftSketch> =>
  rest({ soundFaults: [{ kind, startS, endS, detail: 'as made' }] })
const shownFaces = (...faces: [startS: number, endS: number, height: number][]): Partial<DraftSketch> =>
  rest({
    faces: faces.map(([startS, endS, height]) => ({
      startS,
      endS,
      height,
      box: [0.4, 0.2, 0.5 * height, height],
      confidence: 0.9,
      closeUp: height >= 1 / 3,
      path: [],
    })),
  })
const look = { timeS: 0, fromThirds: 0.1, fromCentre: 0.1, clutter: 0.1 }
/** A face on the first still, its middle at a share of the width, so much of the height above it. */
const placedFace = (x: number, headroom: number, peaks = 1): Partial<DraftSketch> =>
  rest({
    composition: { looks: [{ ...look, subject: { kind: 'face', x, y: 0.4 }, headroom, peaks }], crop: null },
  })
const competing = (peaks: number): Partial<DraftSketch> =>
  rest({
    composition: {
      looks: [{ ...look, subject: { kind: 'salience', x: 0.5, y: 0.5 }, headroom: null, peaks }],
      crop: null,
    },
  })
const every = (stepS: number, fromS = 0, toS = 20): number[] =>
  Array.from({ length: Math.floor((toS - fromS) / stepS) + 1 }, (_, i) => fromS + i * stepS).filter(
    (timeS) => timeS > 0 && timeS < 20,
  )

/** Ten cuts at 30 frames a second, each so many frames after its beat, at a tempo at which chance gives 0.18. */
const cutsOff = (...offsetFrames: number[]): Partial<DraftSketch> => {
  const sync = offsetFrames.map((frames, i) => ({
    transitionS: 6 + i + frames / 30,
    beatS: 6 + i,
    offsetMs: (frames * 1000) / 30,
    frame: 180 + 30 * i + frames,
    offsetFrames: frames,
    onBeat: Math.abs(frames) <= 1,
  }))
  const onBeat = sync.filter((point) => point.onBeat).length
  const judged = sync.length
  const share = onBeat / judged
  return rest({
    sync,
    syncSummary: {
      toleranceMs: 45,
      judged,
      onBeat,
      share,
      chance: 0.18,
      lift: share / 0.18,
      pValue: 0.5,
    },
  })
}

/** Stretches of speech over music: from, to, LU. */
function overBed(...stretches: [number, number, number][]): Partial<DraftSketch> {
  const spans = stretches.map(([startS, endS, lu]) => ({ startS, endS, lu }))
  return rest({
    audioSegments: spans.map(({ startS, endS }) => ({ startS, endS, kind: 'speech+music' })),
    speechOverBed: { lu: 0, spans },
  })
}

/** Words of which some ask for something; null: none does. */
function said(text: string | null, startS: number, endS: number): Partial<DraftSketch> {
  const word = { startS, endS, text: 'words', source: 'given' as const, interpolated: true }
  return rest({ words: [word], callsToAction: text === null ? [] : [ask('said', text, startS, endS)] })
}

/** Words by a captions file. */
function spoken(text: string, startS: number, endS: number): Partial<DraftSketch> {
  const words = timedWords([{ startS, endS, text }], 'given', 20)
  return rest({ words, delivery: deliveryOf(words) })
}

/** Speech for 20 s, with words for a stretch of it. */
function captioned(startS: number, endS: number): Partial<DraftSketch> {
  return rest({
    audioSegments: [{ startS: 0, endS: 20, kind: 'speech' }],
    words: timedWords([{ startS, endS, text: 'all that is said' }], 'given', 20),
  })
}

/** A written ask with how it stands there. */
function legibleAsk(given: Partial<TextSpan> = {}): Partial<DraftSketch> {
  const text = { ...title(15, 18), text: 'Save this for later', ...given }
  const { startS, endS } = text
  return rest({
    text: [title(0, 4), text],
    callsToAction: [{ ...ask('shown', text.text, startS, endS), shownIn: 1 }],
  })
}

/** The end card of the last seconds, as it is but for what is given. */
function card(startS: number, given: Partial<EndCard> = {}): Partial<DraftSketch> {
  const endCard = { startS, endS: 20, text: 'Save this', unread: false, flatShare: 0.8, room: null, ...given }
  return rest({ endCard })
}

const looped = (difference: number, stepDb = 0, beatOff: number | null = null): Partial<DraftSketch> =>
  rest({ loop: { picture: { firstS: 0, lastS: 19.97, difference }, sound: { stepDb, beatOff } } })

/** Text on the picture that asks for something; null: that doesn't. */
function shown(text: string | null, startS: number, endS: number): Partial<DraftSketch> {
  return rest({
    callsToAction: text === null ? [] : [ask('shown', text, startS, endS)],
  })
}

function ask(
  by: 'said' | 'shown',
  text: string,
  startS: number,
  endS: number,
  kind: CallToAction['kind'] = 'save',
): CallToAction {
  return { kind, by, language: 'en', text, startS, endS, shownIn: null }
}
const sixAsks = (['save', 'like', 'follow', 'share', 'comment', 'link'] as const).map((kind) =>
  ask('said', kind, 15, 16, kind),
)

function drop(timeS: number): Partial<DraftSketch> {
  return rest({ drops: [{ timeS, strength: 1 }] })
}

/** Titles that nothing is wrong with, but for what is given. */
function written(...texts: Partial<TextSpan>[]): Partial<DraftSketch> {
  return rest({ text: texts.map((text) => ({ ...title(0, 4), ...text })) })
}

/** A name on the picture. */
function mark(text: string, startS: number, endS: number): Partial<DraftSketch> {
  return written({ text, startS, endS, kind: 'watermark' })
}

/** The title “Stop scrolling now” for 4 s, and words from a captions file that begin at a time. */
function superAndWords(text: string, startS: number): Partial<DraftSketch> {
  return rest({ ...spoken(text, startS, startS + 1.5).rest, ...written({}).rest })
}

function judge(id: string, sketch: Partial<DraftSketch>, details: DraftDetails | null = null): Judgement {
  const check = allChecks.find((each) => each.id === id)!
  const measurement = measurementOf({ durationS: 20, ...sketch })
  return check.judge(
    draftFacts(measurement, details, areasOf(platformProfiles.tiktok, measurement)),
    check.thresholds.parse(defaultRubric.checks[id]!.thresholds),
  )
}

function grade(id: string, sketch: Partial<DraftSketch>, details?: DraftDetails): number {
  const judgement = judge(id, sketch, details)
  return 'grade' in judgement ? judgement.grade : Number.NaN
}

function fix(id: string, sketch: Partial<DraftSketch>): string {
  const judgement = judge(id, sketch)
  return 'grade' in judgement ? judgement.fix : ''
}

/** What a check has to say at its best and worst thresholds, and between them. */
const cases: [
  id: string,
  what: string,
  sketch: Partial<DraftSketch>,
  expected: number | 'between',
  details?: DraftDetails,
][] = [
  ['opening-black', 'a picture at once', {}, 1],
  ['opening-black', '1 s of black', { black: [{ startS: 0, endS: 1 }] }, 0],
  ['opening-black', 'half a second of black', { black: [{ startS: 0, endS: 0.5 }] }, 'between'],
  ['opening-stillness', 'moving at once', { motion: 0.1 }, 1],
  ['opening-stillness', 'nothing moves for 3 s', { motion: (timeS) => (timeS < 3 ? 0 : 0.1) }, 0],
  ['opening-stillness', 'nothing moves for 1 s', { motion: (timeS) => (timeS < 1 ? 0 : 0.1) }, 'between'],
  ['opening-first-second', 'alive', { motion: 0.1 }, 1],
  ['opening-first-second', 'still', { motion: (timeS) => (timeS < 2 ? 0 : 0.1) }, 0],
  ['opening-motion', 'lively', { motion: 0.2 }, 1],
  ['opening-motion', 'still', { motion: 0 }, 0],
  ['opening-still-share', 'alive', { motion: 0.1 }, 1],
  ['opening-still-share', 'still', { motion: 0 }, 0],
  ['first-shot', 'cut at 3 s (ABCD)', { cutsS: [3] }, 1],
  ['first-shot', 'cut at 5 s', { cutsS: [5] }, 'between'],
  ['first-shot', 'no cut in 20 s', {}, 0],
  ['opening-pace', 'five shots in 5 s (ABCD)', { cutsS: [1, 2, 3, 4] }, 1],
  ['opening-pace', 'three shots in 5 s', { cutsS: [1.5, 3] }, 0.5],
  ['opening-pace', 'one shot', {}, 0],
  ['opening-fade-in', 'none', {}, 1],
  ['opening-fade-in', '2 s', fade(0, 2), 0],
  ['opening-sound', 'at once', {}, 1],
  ['opening-sound', 'after 4 s', { momentaryLufs: (timeS) => (timeS < 4 ? -70 : -14) }, 0],
  ['opening-level', 'as loud', {}, 1],
  ['opening-level', '20 LU under the rest', { momentaryLufs: (timeS) => (timeS < 4 ? -34 : -14) }, 0],
  ['opening-brightness', 'as usual', {}, 1],
  ['opening-brightness', 'night', { brightness: 0.02 }, 0],
  ['opening-brightness', 'white', { brightness: 1 }, 0],
  ['opening-contrast', 'clear', {}, 1],
  ['opening-contrast', 'flat', { contrast: 0.02 }, 0],
  ['opening-against-rest', 'livelier', { motion: (timeS) => (timeS < 3 ? 0.08 : 0.06) }, 1],
  ['opening-against-rest', 'a tenth', { motion: (timeS) => (timeS < 3 ? 0.006 : 0.06) }, 0],
  ['opening-text', 'at once', written({}), 1],
  ['opening-text', 'grey on grey', written({ contrast: 1.05 }), 0],
  ['opening-text', 'after 2 s', written({ startS: 2 }), 0.5],
  ['text-legibility', 'clear and long enough', written({}), 1],
  ['text-legibility', 'contrast of 3 : 1 (WCAG, large text)', written({ contrast: 3 }), 1],
  ['text-legibility', 'hardly larger than dust', written({ heightShare: 0.01 }), 0],
  [
    'text-legibility',
    'twelve words (4 s at 180 a minute) for 2 s',
    written({ text: 'one two three four five six seven eight nine ten eleven twelve', endS: 2 }),
    'between',
  ],
  ['supers', 'a title for 4 of 20 s', written({}), 1],
  ['supers', 'none', {}, 0],
  ['supers', 'a watermark alone', written({ kind: 'watermark', endS: 20 }), 0],
  ['supers-with-audio', 'said while it is shown', superAndWords('Stop scrolling now', 0.5), 1],
  ['supers-with-audio', 'said half a minute later', superAndWords('Stop scrolling now', 12), 0],
  ['supers-with-audio', 'one word of three, as it ends', superAndWords('wait a moment now', 3), 'between'],
  ['brand-named', 'as a mark, spaced otherwise', mark('Coffee Lab', 0, 20), 1, { account: '@coffee.lab' }],
  ['brand-named', 'said once', spoken('this is COFFEELAB’s way', 8, 9), 'between', { account: 'coffeelab' }],
  ['brand-named', 'nowhere', mark('Coffee Labour', 0, 20), 0, { account: 'coffeelab' }],
  ['opening-brand', 'within 5 s', mark('coffee_lab', 4, 8), 1, { account: '@CoffeeLab' }],
  ['opening-brand', 'after 8 s', mark('coffee_lab', 8, 12), 'between', { account: 'coffeelab' }],
  ['opening-brand', 'at the end', spoken('from the coffee lab', 17, 18), 0, { account: 'coffeelab' }],
  ['subject-named', 'a keyword as title', mark('Café crème', 0, 3), 1, { keywords: ['mug', 'cafe creme'] }],
  [
    'subject-named',
    'run together with a figure',
    mark('3COFFEE MISTAKES', 0, 3),
    1,
    { keywords: ['coffee mistakes'] },
  ],
  ['subject-named', 'none of them', spoken('so good', 0, 2), 0, { keywords: ['espresso'] }],
  ['opening-subject-named', 'said at once', spoken('my espresso', 0, 2), 1, { keywords: ['espresso'] }],
  ['opening-subject-named', 'never', spoken('so good', 0, 2), 0, { keywords: ['espresso'] }],
  ['opening-face', 'from the first frame', shownFaces([0, 5, 0.2]), 1],
  ['opening-face', 'after 8 s', shownFaces([8, 15, 0.2]), 0],
  ['opening-face', 'after 2 s', shownFaces([2, 15, 0.2]), 'between'],
  ['people-shown', 'half of it', shownFaces([0, 10, 0.2]), 1],
  ['people-shown', 'a moment', shownFaces([3, 3.1, 0.2]), 0],
  ['face-close-up', 'a third of the height', shownFaces([3, 6, 0.12], [8, 9, 0.34]), 1],
  ['face-close-up', 'far away', shownFaces([3, 6, 0.07]), 0],
  ['face-placement', 'in the middle, some room above', placedFace(0.5, 0.12), 1],
  ['face-placement', 'on a third', placedFace(2 / 3, 0.12), 1],
  ['face-placement', 'at the edge', placedFace(0.98, 0.12), 0],
  ['face-placement', 'sunk to the bottom', placedFace(0.5, 0.75), 0],
  ['face-placement', 'cut off above', placedFace(0.5, 0), 0],
  ['opening-subject', 'one place', competing(1), 1],
  ['opening-subject', 'eight places', competing(8), 0],
  ['opening-subject', 'a face among many places', placedFace(0.5, 0.1, 12), 1],
  ['visible-picture', 'all of it', {}, 1],
  ['black-gaps', 'none', {}, 1],
  ['black-gaps', '3 s', { black: [{ startS: 8, endS: 11 }] }, 0],
  ['shot-length', '2 s a shot (ABCD)', { cutsS: every(2) }, 1],
  ['shot-length', '5 s a shot', { cutsS: every(5) }, 'between'],
  ['shot-length', 'one shot of 60 s', { durationS: 60 }, 0],
  ['quick-stretch', 'five shots in 5 s (ABCD)', { cutsS: [8, 9.5, 11, 12.5] }, 1],
  ['quick-stretch', 'one cut a minute', { durationS: 120, cutsS: [60] }, 0],
  ['shot-variety', 'short and long', { cutsS: [1, 5, 6, 10, 11, 15] }, 1],
  ['shot-variety', 'a slide show', { cutsS: every(2) }, 0],
  ['still-stretches', 'always moving', { motion: 0.1 }, 1],
  ['still-stretches', 'still', { motion: 0 }, 0],
  ['frozen-picture', 'never', {}, 1],
  ['frozen-picture', 'for most of the middle', rest({ frozen: [{ startS: 5, endS: 15 }] }), 0],
  ['motion', 'in motion', { motion: 0.1 }, 1],
  ['motion', 'none', { motion: 0 }, 0],
  ['stability', 'steady', picture({ shake: 0 }), 1],
  ['stability', 'shaken', picture({ shake: 1 }), 0],
  ['exposure', 'as usual', {}, 1],
  ['exposure', 'night', { brightness: 0.03 }, 0],
  ['exposure', 'white', { brightness: 0.98 }, 0],
  ['crushed-shadows', 'most of the picture', { shadowsClipped: 0.7 }, 0],
  ['crushed-shadows', 'none', { shadowsClipped: 0 }, 1],
  ['blown-highlights', 'half of the picture', { highlightsClipped: 0.5 }, 0],
  ['blown-highlights', 'none', { highlightsClipped: 0 }, 1],
  ['contrast', 'clear', { contrast: 0.2 }, 1],
  ['contrast', 'flat', { contrast: 0.02 }, 0],
  ['colourfulness', 'averagely colourful (45)', { colourfulness: 45 }, 1],
  ['colourfulness', 'grey (0)', { colourfulness: 0 }, 0],
  ['colour-variety', 'many', picture({ colourVariety: 0.8 }), 1],
  ['colour-variety', 'one', picture({ colourVariety: 0 }), 0],
  ['oversaturation', 'natural', { saturation: 0.4 }, 1],
  ['oversaturation', 'neon', { saturation: 0.95 }, 0],
  ['sharpness', 'sharp', { sharpness: 1 }, 1],
  ['sharpness', 'a blur', { sharpness: 0 }, 0],
  ['noise', 'clean', picture({ noise: 0 }), 1],
  ['noise', 'grain', picture({ noise: 0.1 }), 0],
  ['letterbox', 'none', {}, 1],
  [
    'letterbox',
    'a wide film in an upright frame',
    picture({ letterbox: { top: 0.34, bottom: 0.34, left: 0, right: 0 } }),
    0,
  ],
  [
    'flashes',
    'three in a second (WCAG 2.3.1 allows)',
    rest({ flashes: [5, 5.3, 5.6].map((timeS) => ({ timeS, frame: 0 })) }),
    1,
  ],
  [
    'flashes',
    'eight in a second',
    rest({ flashes: Array.from({ length: 8 }, (_, i) => ({ timeS: 5 + i / 9, frame: i })) }),
    0,
  ],
  ['sound-present', 'there', {}, 1],
  ['sound-present', 'no track', { sound: false }, 0],
  ['sound-present', 'a silent track', { integratedLufs: null }, 0],
  ['loudness', '−14 LUFS', { integratedLufs: -14 }, 1],
  ['loudness', '−23 LUFS', { integratedLufs: -23 }, 'between'],
  ['loudness', '−40 LUFS', { integratedLufs: -40 }, 0],
  ['loudness', '0 LUFS', { integratedLufs: 0 }, 0],
  ['true-peak', '−1 dBTP (EBU R 128)', loudness({ truePeakDbtp: -1 }), 1],
  ['true-peak', '0 dBTP', loudness({ truePeakDbtp: 0 }), 'between'],
  ['true-peak', '4 dBTP', loudness({ truePeakDbtp: 4 }), 0],
  ['loudness-range', '6 LU', loudness({ rangeLu: 6 }), 1],
  ['loudness-range', '25 LU', loudness({ rangeLu: 25 }), 0],
  [
    'dead-air',
    'short pauses',
    rest({
      silence: [
        { startS: 8, endS: 8.6 },
        { startS: 12, endS: 12.6 },
      ],
    }),
    1,
  ],
  ['dead-air', 'half of the middle', rest({ silence: [{ startS: 5, endS: 12 }] }), 0],
  ['cut-beat-sync', 'every cut on a beat', cutsOff(0, 0, 1, 0, -1, 0, 0, 0), 1],
  ['cut-beat-sync', 'every cut off the beat', cutsOff(4, -5, 6, 7, -4, 5, 6, -3), 0],
  ['cut-beat-sync', 'half of them', cutsOff(0, -5, 0, 7, 1, 5, 0, -3), 'between'],
  ['speech-clarity', '12 LU over the music', overBed([6, 12, 12]), 1],
  ['speech-clarity', 'under the music', overBed([6, 12, -3]), 0],
  ['speech-clarity', 'clear for half of it', overBed([6, 9, 12], [9, 12, -3]), 'between'],
  ['loudness-jump', '6.02 LU at 3 s', { momentaryLufs: (timeS) => (timeS < 3 ? -18.02 : -12) }, 1],
  ['loudness-jump', '20 LU at 3 s', { momentaryLufs: (timeS) => (timeS < 3 ? -32 : -12) }, 0],
  ['loudness-jump', '10 LU at 3 s', { momentaryLufs: (timeS) => (timeS < 3 ? -22 : -12) }, 'between'],
  ['music-drop', 'a cut on it', { ...drop(10), cutsS: [6, 10, 15] }, 1],
  ['music-drop', 'no cut near it', { ...drop(10), cutsS: [6, 12, 15] }, 0],
  ['sound-faults', 'none', {}, 1],
  ['sound-faults', 'clipping throughout', fault('clipping', 0, 20), 0],
  ['sound-faults', 'clipping for 0.5 s', fault('clipping', 5, 5.5), 'between'],
  ['sound-faults', 'sides that cancel', fault('inverted-phase', 0, 20), 0],
  ['black-tail', 'none', {}, 1],
  ['black-tail', '2 s', { black: [{ startS: 18, endS: 20 }] }, 0],
  ['end-hold', 'a card of 2 s', { motion: (timeS) => (timeS < 18 ? 0.1 : 0) }, 1],
  ['end-hold', 'moving to the end', { motion: 0.1 }, 0],
  ['end-hold', 'still for 15 s', { motion: (timeS) => (timeS < 5 ? 0.1 : 0) }, 0],
  [
    'end-hold',
    'a card that is all one grey',
    { motion: (timeS) => (timeS < 18 ? 0.1 : 0), contrast: 0.01 },
    0,
  ],
  ['last-shot', '3 s', { cutsS: [17] }, 1],
  ['last-shot', 'a stub of 0.2 s', { cutsS: [19.8] }, 0],
  ['ending-readable', 'clear', {}, 1],
  ['ending-readable', 'flat', { contrast: 0.01 }, 0],
  ['ending-steady', 'steady', { cameraMotion: 0 }, 1],
  ['ending-steady', 'whipping', { cameraMotion: 0.5 }, 0],
  ['ending-sound', 'as loud', {}, 1],
  ['ending-sound', 'gone', { momentaryLufs: (timeS) => (timeS > 16 ? -60 : -14) }, 0],
  ['sound-cut-off', 'decayed', { momentaryLufs: (timeS) => (timeS > 19.5 ? -40 : -14) }, 1],
  ['sound-cut-off', 'louder to the last', { momentaryLufs: (timeS) => (timeS > 19.5 ? -6 : -14) }, 0],
  ['picture-cut-off', 'at rest', { motion: (timeS) => (timeS > 19 ? 0 : 0.1) }, 1],
  ['picture-cut-off', 'in mid-movement', { motion: 0.1 }, 0],
  ['ending-fade', 'none', {}, 1],
  ['ending-fade', '3 s', fade(17, 20), 0],
  ['run-up', 'as before', {}, 1],
  ['run-up', 'nothing moves', { motion: (timeS) => (timeS > 10 && timeS < 17 ? 0 : 0.1) }, 0],
  ['run-up', 'a long end card', { motion: (timeS) => (timeS > 14 ? 0 : 0.1) }, 1],
  ['spoken-ask', 'a whole sentence', said('save this for later', 15, 17), 1],
  ['spoken-ask', 'words that ask for nothing', said(null, 0, 20), 0],
  ['written-ask', 'shown long enough to be read', shown('Follow for more', 15, 18), 1],
  ['written-ask', 'text that asks for nothing', shown(null, 0, 20), 0],
  [
    'written-ask',
    'gone before it is read',
    shown('Follow me for many more of these recipes', 15, 16),
    'between',
  ],
  ['ask-legible', 'large, clear and long enough', legibleAsk(), 1],
  ['ask-legible', 'grey on grey', legibleAsk({ contrast: 1.1 }), 0],
  ['ask-legible', 'small print', legibleAsk({ heightShare: 0.011 }), 0],
  ['ask-legible', 'for half the time that it takes', legibleAsk({ endS: 15.4 }), 'between'],
  ['ask-placed', 'in the middle', legibleAsk({ box: [0.1, 0.4, 0.6, 0.05] }), 1],
  ['ask-placed', 'under the caption of the post', legibleAsk({ box: [0.1, 0.85, 0.6, 0.05] }), 0],
  ['ask-placed', 'with its end under the buttons', legibleAsk({ box: [0.2, 0.5, 0.8, 0.05] }), 'between'],
  ['ask-audible', 'as loud as the rest', said('save this for later', 15, 17), 1],
  [
    'ask-audible',
    'in a whisper',
    { ...said('save this', 15, 17), momentaryLufs: (timeS) => (timeS > 14 && timeS < 18 ? -40 : -14) },
    0,
  ],
  [
    'ask-audible',
    'under the music',
    rest({
      ...said('save this', 15, 17).rest,
      speechOverBed: { lu: -3, spans: [{ startS: 14, endS: 18, lu: -3 }] },
    }),
    0,
  ],
  ['end-card', 'a card of 2 s with two words', card(18), 1],
  ['end-card', 'gone at once', card(19.7), 0],
  ['end-card', 'for 13 s', card(7), 0],
  ['end-card', 'a card that says nothing', card(18, { text: '' }), 'between'],
  ['end-card', 'ten words in 1.5 s', card(18.5, { text: 'a b c d e f g h i j' }), 'between'],
  ['ask-timing', 'after the matter', said('save this for later', 15, 17), 1],
  ['ask-timing', 'as the first words', said('save this for later', 0, 2), 0],
  ['ask-timing', 'within the last frames', said('save this', 19.8, 20), 'between'],
  ['first-words', 'a number at once', spoken('Three mistakes that ruin your coffee', 0.2, 2.5), 1],
  ['first-words', 'nothing for four seconds', spoken('Three mistakes that ruin your coffee', 4.2, 6), 0],
  ['first-words', 'an introduction', spoken('Hello and welcome back to the channel', 0.2, 2.5), 'between'],
  ['title-words', 'a question of 40 characters', {}, 1, { title: 'Why does your coffee taste so bitter?' }],
  ['title-words', 'one letter', {}, 0, { title: 'A' }],
  ['title-words', 'all in capitals', {}, 'between', { title: 'WHY DOES YOUR COFFEE TASTE SO BITTER?' }],
  ['speech-pace', '150 words a minute', spoken(Array(50).fill('the').join(' '), 0, 20), 1],
  ['speech-pace', '45 words a minute', spoken(Array(15).fill('the').join(' '), 0, 20), 0],
  ['speech-pace', '360 words a minute', spoken(Array(120).fill('the').join(' '), 0, 20), 0],
  ['filler-words', 'none', spoken(Array(20).fill('the way').join(' '), 0, 20), 1],
  ['filler-words', 'every third', spoken(Array(20).fill('um the way').join(' '), 0, 20), 0],
  ['speech-captions', 'for all that is said', captioned(0, 20), 1],
  ['speech-captions', 'for nothing', captioned(0, 0), 0],
  ['hashtags', 'three', {}, 1, { caption: '#coffee #v60 #brewing' }],
  ['hashtags', 'none', {}, 0, { caption: 'Three mistakes' }],
  ['hashtags', 'twenty', {}, 0, { hashtags: Array.from({ length: 20 }, (_, i) => `tag${i}`) }],
  ['one-ask', 'one', said('save this for later', 15, 17), 1],
  ['one-ask', 'six', rest({ callsToAction: sixAsks }), 0],
  [
    'caption-ask',
    'a caption that asks',
    {},
    1,
    { caption: 'Three mistakes with coffee. Which one is yours? Tell me below' },
  ],
  ['caption-ask', 'a caption that asks for nothing', {}, 0, { caption: 'Three mistakes with coffee' }],
  ['loop', 'the same picture', looped(0.01), 1],
  ['loop', 'another world', looped(0.5), 0],
  ['loop', 'the same place, moved on', looped(0.1), 'between'],
  ['loop-sound', 'as loud, on the beat', looped(0.01, 1, 0.05), 1],
  ['loop-sound', 'out of silence', looped(0.01, 40), 0],
  ['loop-sound', 'half a beat off', looped(0.01, 0, 0.5), 0],
]

describe('grades at published and conventional thresholds', () => {
  it.each(cases)('%s: %s', (id, _what, sketch, expected, details) => {
    const given = grade(id, sketch, details)
    if (expected !== 'between') expect(given).toBeCloseTo(expected, 2)
    else {
      expect(given).toBeGreaterThan(0.05)
      expect(given).toBeLessThan(0.95)
    }
  })

  it('cover every check at its best and its worst', () => {
    for (const { id } of allChecks) {
      const expected = cases.filter((each) => each[0] === id).map((each) => each[3])
      expect(expected, id).toContain(1)
      if (id !== 'visible-picture') expect(expected, id).toContain(0)
    }
    const black = draftFacts(blackSilent())
    const check = allChecks.find(({ id }) => id === 'visible-picture')!
    expect(
      check.judge(black, check.thresholds.parse(defaultRubric.checks[check.id]!.thresholds)),
    ).toMatchObject({ grade: 0 })
  })
})

describe('fixes that an editor can carry out', () => {
  it.each<[string, Partial<DraftSketch>, string]>([
    [
      'opening-stillness',
      { motion: (timeS) => (timeS < 0.8 ? 0 : 0.1) },
      'Trim 0.8 s from the start: nothing moves until 0:00.8.',
    ],
    [
      'opening-black',
      { black: [{ startS: 0, endS: 1.2 }] },
      'Trim 1.2 s from the start: the picture is black until 0:01.2.',
    ],
    ['loudness', { integratedLufs: -17.2 }, 'Raise the whole mix by 3.2 dB to −14 LUFS.'],
    ['loudness', { integratedLufs: -9.5 }, 'Lower the whole mix by 4.5 dB to −14 LUFS.'],
    [
      'true-peak',
      loudness({ truePeakDbtp: 0.4 }),
      "Set the limiter's ceiling to −1 dBTP: peaks reach 0.4 dBTP, 1.4 dB too much.",
    ],
    [
      'black-tail',
      { black: [{ startS: 18.5, endS: 20 }] },
      'Trim 1.5 s from the end: it is black from 0:18.5.',
    ],
    [
      'first-shot',
      { cutsS: [5.5] },
      'Bring the first cut forward by 2.5 s to 0:03.0: the first shot lasts until 0:05.5.',
    ],
    ['opening-pace', { cutsS: [2] }, 'Add 3 cuts before 0:05.0: 2 shots there, 5 make a quick start.'],
    [
      'last-shot',
      { cutsS: [19] },
      'Extend the last shot (from 0:19.0) by 1.5 s: 1 s is too short to take an ask in.',
    ],
    [
      'opening-level',
      { momentaryLufs: (timeS) => (timeS < 3 ? -26 : -14) },
      'Raise the sound of the first 3 s by 9 dB: the opening is −12 LU against the rest.',
    ],
    [
      'cut-beat-sync',
      cutsOff(0, -2, 0, 3, 1, 0),
      'Move the cut at 9.1 s −3 frames, and the others as marked: 4 of 6 cuts on the beat, 18 % would be by chance.',
    ],
    [
      'cut-beat-sync',
      cutsOff(0, -2, 0, 0, 1, 0),
      'Move the cut at 6.93 s +2 frames: 5 of 6 cuts on the beat, 18 % would be by chance.',
    ],
    [
      'text-legibility',
      written({ text: 'one two three four five six seven eight nine ten eleven twelve', endS: 2.6 }),
      'Hold “one two three four five six se…” 1.4 s longer.',
    ],
    [
      'text-legibility',
      written({}, { startS: 6, endS: 9, text: 'small print', heightShare: 0.014 }),
      'Set “small print” larger: lines of 2.8 % of the height instead of 1.4 %.',
    ],
    [
      'opening-text',
      written({ startS: 2.4, endS: 6 }),
      'Bring “Stop scrolling now” forward by 1.4 s: it comes at 0:02.4.',
    ],
  ])('%s', (id, sketch, expected) => {
    expect(fix(id, sketch)).toBe(expected)
  })

  it('names the music in-point only where it gains more than the best of all shifts does by chance', () => {
    const sketch = cutsOff(5, 5, 5, 5, 5)
    const point = { offsetS: -0.1667, onBeat: 5, onDownbeat: 2, share: 1, shareNow: 0, chance: 0.18 }
    const fixWith = (bestByChance: number): string =>
      fix('cut-beat-sync', rest({ ...sketch.rest, musicInPoints: [{ ...point, bestByChance }] }))
    expect(fixWith(0.5)).toContain('Or begin the music 0.17 s earlier in the track: 100 % of the cuts')
    expect(fixWith(1)).not.toContain('music')
  })

  it('judges no faces where nobody is seen, or nobody has looked', () => {
    for (const id of ['opening-face', 'people-shown', 'face-close-up', 'face-placement']) {
      expect(judge(id, {}), id).toHaveProperty('notJudged')
      const unseen = { ...shownFaces([0, 5, 0.2]).rest, facesUnseen: 'no binary for this machine' }
      expect(judge(id, rest(unseen)), id).toHaveProperty('notJudged')
    }
  })

  it('judges no cuts against beats where there are none, or hardly any cuts', () => {
    expect(judge('cut-beat-sync', {})).toHaveProperty('notJudged')
    expect(judge('cut-beat-sync', cutsOff(0, 0, 0))).toHaveProperty('notJudged')
    expect(judge('cut-beat-sync', { ...cutsOff(0, 0, 0, 0, 0), sound: false })).toHaveProperty('notJudged')
  })

  it('carrying them out raises the grade', () => {
    expect(grade('opening-stillness', { motion: 0.1 })).toBeGreaterThan(
      grade('opening-stillness', { motion: (timeS) => (timeS < 0.8 ? 0 : 0.1) }),
    )
    expect(grade('loudness', { integratedLufs: -17.2 + 3.2 })).toBe(1)
    expect(grade('first-shot', { cutsS: [5.5 - 2.5] })).toBe(1)
    expect(grade('last-shot', { durationS: 21.5, cutsS: [19] })).toBe(1)
    expect(grade('opening-level', { momentaryLufs: (timeS) => (timeS < 3 ? -26 + 9 : -14) })).toBeCloseTo(
      1,
      6,
    )
  })
})

describe('checks of the sound that lack evidence', () => {
  it('are not judged: a draft can not be blamed for what was not heard', () => {
    expect(judge('speech-clarity', {})).toHaveProperty('notJudged')
    expect(judge('speech-clarity', overBed([6, 7, -5]))).toHaveProperty('notJudged')
    expect(judge('speech-clarity', { ...overBed([6, 12, 3]), sound: false })).toHaveProperty('notJudged')
    expect(judge('music-drop', {})).toHaveProperty('notJudged')
    const weak = rest({ drops: [{ timeS: 10, strength: 0.7 }] })
    expect(judge('music-drop', { ...weak, cutsS: [6, 12, 15] })).toHaveProperty('notJudged')
    expect(judge('music-drop', { ...drop(1), cutsS: [6, 10] })).toHaveProperty('notJudged')
    expect(judge('music-drop', { ...drop(10), cutsS: [10] })).toHaveProperty('notJudged')
    expect(judge('loudness-jump', { sound: false })).toHaveProperty('notJudged')
    expect(judge('loudness-jump', { durationS: 2 })).toHaveProperty('notJudged')
  })

  it('take sound that comes in after silence for no jump: that is another check', () => {
    const comesIn = { momentaryLufs: (timeS: number) => (timeS < 2 ? -70 : -14) }
    expect(judge('loudness-jump', comesIn)).toHaveProperty('notJudged')
    const softer = { momentaryLufs: (timeS: number) => (timeS < 3 ? -12 : -24) }
    expect(judge('loudness-jump', softer)).toHaveProperty('notJudged')
  })

  it('give many cuts no advantage at a drop', () => {
    const every = (stepS: number): number[] => Array.from({ length: 17 / stepS }, (_, i) => 1.2 + i * stepS)
    // 0.2 s beside a cut is worth little where every place is that near to one.
    expect(grade('music-drop', { ...drop(10.2), cutsS: [6, 10, 14] })).toBeGreaterThan(
      grade('music-drop', { ...drop(10.2), cutsS: every(0.4) }) + 0.2,
    )
  })
})

describe('brand and subject', () => {
  const account = { account: 'coffeelab' }

  it('are not judged where the details name none: nobody knows what to look for', () => {
    for (const id of ['brand-named', 'opening-brand', 'subject-named', 'opening-subject-named']) {
      expect(judge(id, {}), id).toHaveProperty('notJudged')
      expect(judge(id, {}, { account: ' ', keywords: ['x'] }), id).toSatisfy(
        (given: Judgement) => 'notJudged' in given || given.grade === 0,
      )
    }
  })

  it('are not missed in speech that nobody wrote down, nor in text that was not read', () => {
    const speech = rest({ audioSegments: [{ startS: 0, endS: 20, kind: 'speech' }] })
    const unread = rest({ textUnread: 'no binary for this system' })
    for (const id of ['brand-named', 'opening-brand']) {
      expect(judge(id, speech, account), id).toHaveProperty('notJudged')
      expect(judge(id, unread, account), id).toHaveProperty('notJudged')
    }
  })

  it('what is written is not compared with words that were read off the picture itself', () => {
    const captions = { source: 'on-screen' as const, name: '', encoding: null, cues: 1, skipped: [] }
    const both = superAndWords('Stop scrolling now', 0.5)
    expect(judge('supers-with-audio', rest({ ...both.rest, captions }))).toHaveProperty('notJudged')
    expect(judge('supers-with-audio', written({}))).toHaveProperty('notJudged')
  })
})

describe('text on the picture', () => {
  it.each(['opening-text', 'text-legibility', 'supers'])(
    'is not judged by %s where it was not read: no ONNX Runtime, or a quick look',
    (id) => {
      const sketch = rest({ text: [], textUnread: 'no binary for this system' })
      expect(judge(id, sketch)).toHaveProperty('notJudged')
    },
  )

  it('that could not be read is no fault of the draft', () => {
    const foreign = written({ text: '', unread: 'script', kind: 'other' })
    for (const id of ['opening-text', 'text-legibility', 'supers']) {
      expect(judge(id, foreign), id).toHaveProperty('notJudged')
    }
  })

  it('stands in the evidence with its place on the picture', () => {
    const judgement = judge('text-legibility', written({ contrast: 1.2 }))
    expect('evidence' in judgement && judgement.evidence[0]!.box).toEqual([0.1, 0.3, 0.8, 0.05])
  })
})
