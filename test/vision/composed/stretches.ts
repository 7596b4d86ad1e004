/**
 * Stretches of the shared material without a cut inside, found by looking at every frame around the largest frame
 * differences. `heldOut` ones are never used for tuning: thresholds and weights are chosen on the others.
 */
export interface Stretch {
  id: string
  file: string
  startS: number
  durationS: number
  heldOut: boolean
  /** A photograph: all of its motion comes from the composer's camera. */
  photo?: true
  /** Drawn in code instead of read from `file`. */
  drawn?: 'screen'
  /** Stays within one picture however long it runs, so two stretches of it make a jump cut. */
  jumpable?: true
}

const stretch = (
  id: string,
  file: string,
  startS: number,
  endS: number,
  heldOut: boolean,
  more: Partial<Stretch> = {},
): Stretch => ({ id, file, startS, durationS: endS - startS, heldOut, ...more })
const photo = (id: string, file: string, heldOut: boolean): Stretch =>
  stretch(id, file, 0, 60, heldOut, { photo: true })

const bunny = 'media/drafts/big_buck_bunny_0_30.webm'
const jars = 'media/cuts/issue-195-aspect-ratio.mp4'
const leaves = 'media/cuts/testvideo.mp4'
const stage = 'media/faces/short_hamilton_clip.mp4'
const cat = 'media/drafts/cat-spin.mp4'
const nasa = 'media/drafts/nasa_13013.mp4'
const anime = 'media/cuts/issue-236-split-copy.mkv'

export const stretches: readonly Stretch[] = [
  stretch('meadow', bunny, 2.6, 11.7, false),
  stretch('bird', bunny, 15.75, 20.3, false, { jumpable: true }),
  stretch('burrow', bunny, 23.05, 24.6, false),
  stretch('hands', jars, 0.04, 2.7, false),
  stretch('jar', jars, 2.9, 6.7, false),
  stretch('glass', jars, 12.1, 16.7, false, { jumpable: true }),
  stretch('cat', cat, 0.1, 12.5, false, { jumpable: true }),
  stretch('singer', stage, 3.65, 7.8, false, { jumpable: true }),
  stretch('leaf', leaves, 1.2, 5.8, false),
  stretch('deer', leaves, 8.2, 10.8, false),
  stretch('boat', anime, 0.9, 2.1, false),
  stretch('bars', 'media/drafts/smpte-2997.mp4', 0.2, 4.8, false),
  photo('obama', 'media/faces/obama.jpg', false),
  photo('biden', 'media/faces/biden.jpg', false),
  photo('two', 'media/faces/two_people.jpg', false),
  stretch('page', '3', 0, 60, false, { drawn: 'screen' }),
  stretch('brook', bunny, 12.0, 15.5, true),
  stretch('archive', jars, 6.9, 11.9, true),
  stretch('table', jars, 16.95, 19.2, true),
  stretch('pebble', jars, 19.5, 24.9, true, { jumpable: true }),
  stretch('catLater', cat, 13, 24.6, true, { jumpable: true }),
  stretch('profile', stage, 1.55, 3.3, true),
  stretch('audience', stage, 7.95, 9.8, true, { jumpable: true }),
  stretch('crane', nasa, 0.05, 4.6, true),
  stretch('worker', nasa, 6.1, 7.85, true),
  stretch('telescope', nasa, 8.1, 12.8, true),
  stretch('tramp', 'media/drafts/chaplin.mp4', 0.1, 9.4, true, { jumpable: true }),
  stretch('fireplace', 'media/drafts/fire2.mp4', 0.3, 2.2, true),
  stretch('rock', leaves, 14.3, 17.4, true),
  stretch('feathers', leaves, 18.8, 22.0, true),
  stretch('feed', '4', 0, 60, true, { drawn: 'screen' }),
  photo('handshake', 'media/faces/obama_and_biden.jpg', true),
  photo('portrait', 'media/faces/obama_partial_face2.jpg', true),
]
