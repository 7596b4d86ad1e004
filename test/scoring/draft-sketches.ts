import type { EndCard, TextSpan } from '../../shared/contract/measurement.ts'
import type { CallToAction } from '../../shared/contract/words.ts'
import { deliveryOf } from '../../electron/words/delivery.ts'
import { timedWords } from '../../electron/words/timed-words.ts'
import { measurementOf, title, type DraftSketch } from './measurements.ts'

// Drafts of 20 s with one thing about them, for the tests of single checks.

export const rest = (part: NonNullable<DraftSketch['rest']>): Partial<DraftSketch> => ({ rest: part })
export const picture = (facts: Partial<NonNullable<DraftSketch['rest']>['picture']>): Partial<DraftSketch> =>
  rest({ picture: { colourVariety: 0.7, noise: 0.005, shake: 0.005, letterbox: null, ...facts } })
export const loudness = (facts: { truePeakDbtp?: number; rangeLu?: number }): Partial<DraftSketch> =>
  rest({ loudness: { ...measurementOf({ durationS: 20 }).loudness!, ...facts } })
export const fade = (startS: number, endS: number): Partial<DraftSketch> =>
  rest({ transitions: [{ kind: 'fade', startS, endS, frame: 0, confidence: 1 }] })
export const fault = (
  kind: 'clipping' | 'inverted-phase',
  startS: number,
  endS: number,
): Partial<DraftSketch> => rest({ soundFaults: [{ kind, startS, endS, detail: 'as made' }] })
export const shownFaces = (
  ...faces: [startS: number, endS: number, height: number][]
): Partial<DraftSketch> =>
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
export const look = { timeS: 0, fromThirds: 0.1, fromCentre: 0.1, clutter: 0.1 }
/** A face on the first still, its middle at a share of the width, so much of the height above it. */
export const placedFace = (x: number, headroom: number, peaks = 1): Partial<DraftSketch> =>
  rest({
    composition: { looks: [{ ...look, subject: { kind: 'face', x, y: 0.4 }, headroom, peaks }], crop: null },
  })
export const competing = (peaks: number): Partial<DraftSketch> =>
  rest({
    composition: {
      looks: [{ ...look, subject: { kind: 'salience', x: 0.5, y: 0.5 }, headroom: null, peaks }],
      crop: null,
    },
  })
export const every = (stepS: number, fromS = 0, toS = 20): number[] =>
  Array.from({ length: Math.floor((toS - fromS) / stepS) + 1 }, (_, i) => fromS + i * stepS).filter(
    (timeS) => timeS > 0 && timeS < 20,
  )

/** Ten cuts at 30 frames a second, each so many frames after its beat, at a tempo at which chance gives 0.18. */
export const cutsOff = (...offsetFrames: number[]): Partial<DraftSketch> => {
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
export function overBed(...stretches: [number, number, number][]): Partial<DraftSketch> {
  const spans = stretches.map(([startS, endS, lu]) => ({ startS, endS, lu }))
  return rest({
    audioSegments: spans.map(({ startS, endS }) => ({ startS, endS, kind: 'speech+music' })),
    speechOverBed: { lu: 0, spans },
  })
}

/** Words of which some ask for something; null: none does. */
export function said(text: string | null, startS: number, endS: number): Partial<DraftSketch> {
  const word = { startS, endS, text: 'words', source: 'given' as const, interpolated: true }
  return rest({ words: [word], callsToAction: text === null ? [] : [ask('said', text, startS, endS)] })
}

/** Words by a captions file. */
export function spoken(text: string, startS: number, endS: number): Partial<DraftSketch> {
  const words = timedWords([{ startS, endS, text }], 'given', 20)
  return rest({ words, delivery: deliveryOf(words) })
}

/** Speech for 20 s, with words for a stretch of it. */
export function captioned(startS: number, endS: number): Partial<DraftSketch> {
  return rest({
    audioSegments: [{ startS: 0, endS: 20, kind: 'speech' }],
    words: timedWords([{ startS, endS, text: 'all that is said' }], 'given', 20),
  })
}

/** A written ask with how it stands there. */
export function legibleAsk(given: Partial<TextSpan> = {}): Partial<DraftSketch> {
  const text = { ...title(15, 18), text: 'Save this for later', ...given }
  const { startS, endS } = text
  return rest({
    text: [title(0, 4), text],
    callsToAction: [{ ...ask('shown', text.text, startS, endS), shownIn: 1 }],
  })
}

/** The end card of the last seconds, as it is but for what is given. */
export function card(startS: number, given: Partial<EndCard> = {}): Partial<DraftSketch> {
  const endCard = { startS, endS: 20, text: 'Save this', unread: false, flatShare: 0.8, room: null, ...given }
  return rest({ endCard })
}

export const looped = (difference: number, stepDb = 0, beatOff: number | null = null): Partial<DraftSketch> =>
  rest({ loop: { picture: { firstS: 0, lastS: 19.97, difference }, sound: { stepDb, beatOff } } })

/** Text on the picture that asks for something; null: that doesn't. */
export function shown(text: string | null, startS: number, endS: number): Partial<DraftSketch> {
  return rest({
    callsToAction: text === null ? [] : [ask('shown', text, startS, endS)],
  })
}

export function ask(
  by: 'said' | 'shown',
  text: string,
  startS: number,
  endS: number,
  kind: CallToAction['kind'] = 'save',
): CallToAction {
  return { kind, by, language: 'en', text, startS, endS, shownIn: null }
}
export const sixAsks = (['save', 'like', 'follow', 'share', 'comment', 'link'] as const).map((kind) =>
  ask('said', kind, 15, 16, kind),
)

export function drop(timeS: number): Partial<DraftSketch> {
  return rest({ drops: [{ timeS, strength: 1 }] })
}

/** Titles that nothing is wrong with, but for what is given. */
export function written(...texts: Partial<TextSpan>[]): Partial<DraftSketch> {
  return rest({ text: texts.map((text) => ({ ...title(0, 4), ...text })) })
}

/** A name on the picture. */
export function mark(text: string, startS: number, endS: number): Partial<DraftSketch> {
  return written({ text, startS, endS, kind: 'watermark' })
}

/** The title “Stop scrolling now” for 4 s, and words from a captions file that begin at a time. */
export function superAndWords(text: string, startS: number): Partial<DraftSketch> {
  return rest({ ...spoken(text, startS, startS + 1.5).rest, ...written({}).rest })
}
