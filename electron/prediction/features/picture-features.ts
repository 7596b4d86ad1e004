import type { PictureSeries } from '../../../shared/contract/measurement.ts'
import { shotsIn, type DraftFacts } from '../../scoring/draft-facts.ts'
import { lengthS } from '../../scoring/spans.ts'
import { mean } from '../../scoring/timed-series.ts'
import { featureGroup, unmeasured, type FeatureDefinition } from './feature.ts'
import { medianOf } from './statistics.ts'

const given = ({ facts }: { facts: DraftFacts | null }): DraftFacts | null => facts
const nothingShown = 'nothing of it could be measured'

/** Stretches from the first picture that isn't black. */
const openings = { first1S: 1, first3S: 3, first5S: 5 } as const

const units: Record<Exclude<keyof PictureSeries, 'rateHz'>, string> = {
  motion: 'frame diagonals a second',
  cameraMotion: 'frame diagonals a second',
  subjectMotion: 'frame diagonals a second',
  brightness: '0 to 1',
  contrast: '0 to 0.5',
  shadowsClipped: 'share of pixels',
  highlightsClipped: 'share of pixels',
  saturation: '0 to 1',
  colourfulness: 'M3 (Hasler and Süsstrunk 2003)',
  sharpness: '0 to 1',
}

function meanFrom(draft: DraftFacts, name: keyof typeof units, forS: number): number | null {
  const { startS, endS } = draft.visible
  return mean(draft.series(name).steps({ startS, endS: Math.min(endS, startS + forS) }))
}

/** Means of a series over the opening, over all of it, and their difference. */
const courses: FeatureDefinition[] = Object.entries(units).flatMap(([key, unit]) => {
  const name = key as keyof typeof units
  return featureGroup(
    { name: 'picture', source: `measurement: series.${name}`, missing: unmeasured, given },
    {
      [`${name}First3S`]: {
        about: `mean ${name} of the first 3 s`,
        unit,
        missing: nothingShown,
        valueOf: (draft: DraftFacts) => meanFrom(draft, name, openings.first3S),
      },
      [name]: {
        about: `mean ${name}`,
        unit,
        missing: nothingShown,
        valueOf: (draft: DraftFacts) => meanFrom(draft, name, Infinity),
      },
    },
  )
})

const opening = featureGroup(
  { name: 'opening', source: 'measurement: series, shots', missing: unmeasured, given },
  {
    motionFirst1S: {
      about: 'mean motion of the first second',
      unit: units.motion,
      missing: nothingShown,
      valueOf: (draft) => meanFrom(draft, 'motion', openings.first1S),
    },
    motionAgainstRest: {
      about: 'mean motion of the first 3 s less that of the whole',
      unit: units.motion,
      missing: nothingShown,
      valueOf: (draft) => difference(meanFrom(draft, 'motion', 3), meanFrom(draft, 'motion', Infinity)),
    },
    blackS: { about: 'black before the first picture', unit: 's', valueOf: ({ visible }) => visible.startS },
    firstShotS: {
      about: 'length of the first shot',
      unit: 's',
      valueOf: ({ cuts, visible }) => (cuts[0] ?? visible.endS) - visible.startS,
    },
    ...Object.fromEntries(
      Object.entries(openings).map(([name, withinS]) => [
        `cuts${name[0]!.toUpperCase()}${name.slice(1)}`,
        {
          about: `cuts in the first ${withinS} s`,
          unit: 'cuts',
          valueOf: ({ cuts, visible }: DraftFacts) =>
            cuts.filter((cutS) => cutS < visible.startS + withinS).length,
        },
      ]),
    ),
  },
)

const pace = featureGroup(
  { name: 'pace', source: 'measurement: shots, transitions', missing: unmeasured, given },
  {
    cutsAMinute: {
      about: 'cuts a minute',
      unit: 'cuts a minute',
      missing: 'it shows nothing',
      valueOf: ({ cuts, visible }) => (lengthS(visible) > 0 ? (60 * cuts.length) / lengthS(visible) : null),
    },
    shotMedianS: {
      about: 'median length of a shot',
      unit: 's',
      missing: 'it shows nothing',
      valueOf: (draft) => medianOf(shotsIn(draft, draft.visible).map(lengthS)),
    },
    shotLongestS: {
      about: 'longest shot',
      unit: 's',
      missing: 'it shows nothing',
      valueOf: (draft) => {
        const lengths = shotsIn(draft, draft.visible).map(lengthS)
        return lengths.length === 0 ? null : Math.max(...lengths)
      },
    },
    softTransitions: {
      about: 'dissolves, fades and wipes',
      unit: 'transitions',
      valueOf: ({ measurement }) => measurement.transitions.filter(({ kind }) => kind !== 'cut').length,
    },
    frozenShare: {
      about: 'share of the time in which the picture stands still',
      unit: 'share',
      valueOf: ({ measurement, durationS }) => share(measurement.frozen, durationS),
    },
    blackShare: {
      about: 'share of the time that is black',
      unit: 'share',
      valueOf: ({ black, durationS }) => share(black, durationS),
    },
    flashes: { about: 'flashes', unit: 'flashes', valueOf: ({ measurement }) => measurement.flashes.length },
  },
)

const whole = featureGroup(
  { name: 'picture', source: 'measurement: picture, video', missing: unmeasured, given },
  {
    colourVariety: {
      about: 'how many hues there are',
      unit: '0 to 1',
      missing: 'it has no colours',
      valueOf: ({ picture }) => picture.colourVariety,
    },
    noise: {
      about: 'noise',
      unit: 'share of full scale',
      missing: nothingShown,
      valueOf: ({ picture }) => picture.noise,
    },
    shake: {
      about: 'shake of the camera',
      unit: 'frame diagonals a second, RMS',
      missing: nothingShown,
      valueOf: ({ picture }) => picture.shake,
    },
    barsShare: {
      about: 'share of the picture that bars take',
      unit: 'share',
      valueOf: ({ measurement: { picture } }) => {
        const bars = picture.letterbox
        return bars === null ? 0 : 1 - (1 - bars.top - bars.bottom) * (1 - bars.left - bars.right)
      },
    },
    aspect: {
      about: 'width over height',
      unit: 'ratio',
      valueOf: ({ measurement: { video } }) => video.displayWidth / video.displayHeight,
    },
    shortSidePx: {
      about: 'shorter side',
      unit: 'px',
      valueOf: ({ measurement: { video } }) => Math.min(video.displayWidth, video.displayHeight),
    },
    fps: {
      about: 'pictures a second',
      unit: 'Hz',
      missing: 'it has one picture',
      valueOf: ({ measurement: { video } }) => video.fps,
    },
  },
)

function share(spans: readonly { startS: number; endS: number }[], ofS: number): number | null {
  return ofS > 0 ? Math.min(1, spans.reduce((sum, span) => sum + lengthS(span), 0) / ofS) : null
}

function difference(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b
}

/** What the picture is like. */
export const pictureFeatures: readonly FeatureDefinition[] = [...opening, ...pace, ...courses, ...whole]
