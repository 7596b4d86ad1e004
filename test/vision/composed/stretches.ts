/**
 * Stretches of the shared material without a cut inside, found by looking at every frame around the largest frame
 * differences. All stretches of a file are in one group: what was learnt from the other groups has not seen the file.
 */
export interface Stretch {
  id: string
  file: string
  startS: number
  durationS: number
  group: number
  /** A photograph: all of its motion comes from the composer's camera. */
  photo?: true
  /** Drawn in code instead of read from `file`, which is the seed. */
  drawn?: 'screen' | 'game' | 'scene'
  /** Stays within one picture however long it runs, so two stretches of it make a jump cut. */
  jumpable?: true
}

export const groups = [0, 1, 2, 3, 4] as const
/** For training only: nothing but what is drawn in code, other scenes for every seed. */
export const drawnGroup = 5

/** Scenes, a screen and a game of their own for a seed; none is drawn for the other groups. */
export function drawnStretches(seed: number): Stretch[] {
  const make = (kind: 'scene' | 'screen' | 'game', index: number): Stretch => ({
    ...{ id: `${kind}${index}`, file: String(1000 + seed * 10 + index), startS: 0, durationS: 60 },
    ...{ group: drawnGroup, drawn: kind },
    ...(kind === 'scene' ? { jumpable: true as const } : {}),
  })
  return [...[0, 1, 2, 3, 4, 5].map((i) => make('scene', i)), make('screen', 6), make('game', 7)]
}

const groupOf = {
  'media/drafts/big_buck_bunny_0_30.webm': 0,
  'media/faces/two_people.jpg': 0,
  'screen 3': 0,
  'media/cuts/issue-195-aspect-ratio.mp4': 1,
  'media/odd/video_with_failing_audio.mp4': 1,
  'media/faces/obama.jpg': 1,
  'game 5': 1,
  'media/drafts/cat-spin.mp4': 2,
  'media/drafts/nasa_13013.mp4': 2,
  'media/faces/biden.jpg': 2,
  'screen 6': 2,
  'media/cuts/testvideo.mp4': 3,
  'media/faces/short_hamilton_clip.mp4': 3,
  'media/faces/obama_and_biden.jpg': 3,
  'screen 4': 3,
  'media/drafts/chaplin.mp4': 4,
  'media/drafts/fire2.mp4': 4,
  'media/cuts/issue-236-split-copy.mkv': 4,
  'media/drafts/smpte-2997.mp4': 4,
  'media/faces/obama_partial_face2.jpg': 4,
  'game 8': 4,
} as const
type Source = keyof typeof groupOf

const stretch = (
  id: string,
  file: Source,
  startS: number,
  endS: number,
  more: Partial<Stretch> = {},
): Stretch => ({ id, file, startS, durationS: endS - startS, group: groupOf[file], ...more })
const photo = (id: string, file: Source): Stretch => stretch(id, file, 0, 60, { photo: true })
const drawn = (id: string, kind: 'screen' | 'game', seed: 3 | 4 | 5 | 6 | 8): Stretch => ({
  ...{ id, file: String(seed), startS: 0, durationS: 60, drawn: kind },
  group: groupOf[`${kind} ${seed}` as Source],
})

const bunny = 'media/drafts/big_buck_bunny_0_30.webm'
const jars = 'media/cuts/issue-195-aspect-ratio.mp4'
const leaves = 'media/cuts/testvideo.mp4'
const stage = 'media/faces/short_hamilton_clip.mp4'
const cat = 'media/drafts/cat-spin.mp4'
const nasa = 'media/drafts/nasa_13013.mp4'
const airfield = 'media/odd/video_with_failing_audio.mp4'
const anime = 'media/cuts/issue-236-split-copy.mkv'

export const stretches: readonly Stretch[] = [
  stretch('meadow', bunny, 2.6, 11.7),
  stretch('bird', bunny, 15.75, 20.3, { jumpable: true }),
  stretch('burrow', bunny, 23.05, 24.6),
  stretch('hands', jars, 0.04, 2.7),
  stretch('jar', jars, 2.9, 6.7),
  stretch('glass', jars, 12.1, 16.7, { jumpable: true }),
  stretch('cat', cat, 0.1, 12.5, { jumpable: true }),
  stretch('singer', stage, 3.65, 7.8, { jumpable: true }),
  stretch('leaf', leaves, 1.2, 5.8),
  stretch('deer', leaves, 8.2, 10.8),
  stretch('boat', anime, 0.9, 2.1),
  stretch('bars', 'media/drafts/smpte-2997.mp4', 0.2, 4.8),
  photo('obama', 'media/faces/obama.jpg'),
  photo('biden', 'media/faces/biden.jpg'),
  photo('two', 'media/faces/two_people.jpg'),
  drawn('page', 'screen', 3),
  stretch('brook', bunny, 12.0, 15.5),
  stretch('archive', jars, 6.9, 11.9),
  stretch('table', jars, 16.95, 19.2),
  stretch('pebble', jars, 19.5, 24.9, { jumpable: true }),
  stretch('catLater', cat, 13, 24.6, { jumpable: true }),
  stretch('profile', stage, 1.55, 3.3),
  stretch('audience', stage, 7.95, 9.8, { jumpable: true }),
  stretch('crane', nasa, 0.05, 4.6),
  stretch('worker', nasa, 6.1, 7.85),
  stretch('telescope', nasa, 8.1, 12.8),
  stretch('tramp', 'media/drafts/chaplin.mp4', 0.1, 9.4, { jumpable: true }),
  stretch('fireplace', 'media/drafts/fire2.mp4', 0.3, 2.2),
  stretch('rock', leaves, 14.3, 17.4),
  stretch('feathers', leaves, 18.8, 22.0),
  drawn('feed', 'screen', 4),
  drawn('chat', 'screen', 6),
  drawn('runner', 'game', 5),
  drawn('flyer', 'game', 8),
  stretch('airfield', airfield, 0.1, 6.0),
  photo('handshake', 'media/faces/obama_and_biden.jpg'),
  photo('portrait', 'media/faces/obama_partial_face2.jpg'),
]
