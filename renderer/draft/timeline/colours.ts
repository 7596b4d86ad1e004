import { canvasColours } from '../../ui/canvas-colours.ts'

/** What the timeline draws with, under the names of tokens.css. */
const tokens = {
  surface: '--surface-1',
  surfaceRaised: '--surface-2',
  surfaceBack: '--surface-0',
  line: '--line',
  lineStrong: '--line-strong',
  text: '--text',
  textQuiet: '--text-quiet',
  accent: '--accent',
  selection: '--selection',
  good: '--good',
  fair: '--fair',
  poor: '--poor',
  unjudged: '--unjudged',
  picture: '--lane-picture',
  motion: '--lane-motion',
  brightness: '--lane-brightness',
  sound: '--lane-sound',
  loudness: '--lane-loudness',
  silence: '--lane-silence',
  speech: '--lane-speech',
  music: '--lane-music',
  written: '--lane-text',
  face: '--lane-face',
  playhead: '--playhead',
} as const

export type Colours = Readonly<Record<keyof typeof tokens | 'font', string>>

/** The colours that stand now, and the font of an element. */
export function readColours(beside: HTMLElement): Colours {
  return { ...canvasColours(tokens), font: getComputedStyle(beside).fontFamily }
}
