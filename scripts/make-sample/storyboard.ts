import type { Lettering } from './lettering.ts'
import { palette } from './palette.ts'
import { drawBeans } from './shots/beans.ts'
import { drawBoiling } from './shots/boiling.ts'
import { drawFollow, drawTappingHand } from './shots/follow.ts'
import { drawGrinder } from './shots/grinder.ts'
import { drawMistakes } from './shots/mistakes.ts'
import { drawRecap } from './shots/recap.ts'
import { drawScale } from './shots/scale.ts'
import { drawThermometer } from './shots/thermometer.ts'
import { openingStillFrames } from './still-opening.ts'

/**
 * A shot of the draft. It is seen from `startFrame` to `endFrame` (exclusive); where the next shot starts before this
 * one ends, the two dissolve over the frames they share, else there is a hard cut.
 */
export interface StoryboardShot {
  name: string
  startFrame: number
  endFrame: number
  /** Both count from the shot's first frame. `drawOver` lies above the lettering. */
  draw: (frame: number, frames: number) => string
  drawOver?: (frame: number) => string
  lettering: readonly Lettering[]
  isCallToAction?: boolean
}

const cream = palette.cream
const dark = palette.espresso

/** 16 s, eight bars. Cuts lie on beats (every 15 frames), but for the one into the beans, which comes 3 frames late. */
export const storyboard: readonly StoryboardShot[] = [
  {
    name: 'hook: three coffee mistakes',
    startFrame: 0,
    endFrame: 60,
    draw: drawMistakes,
    lettering: [
      {
        text: '3 COFFEE',
        weight: 900,
        sizePx: 158,
        colour: cream,
        x: 76,
        baselineY: 376,
        fromFrame: openingStillFrames,
      },
      { text: 'MISTAKES', weight: 900, sizePx: 158, colour: cream, x: 76, baselineY: 532, fromFrame: 16 },
      sticker('you make every morning', 54, 106, 668, 24, palette.mustard, dark),
    ],
  },
  {
    name: 'tip 1: boiling water',
    startFrame: 60,
    endFrame: 120,
    draw: drawBoiling,
    lettering: [
      badge('1', dark),
      { text: 'BOILING', weight: 900, sizePx: 136, colour: cream, x: 284, baselineY: 332, fromFrame: 1 },
      { text: 'WATER', weight: 900, sizePx: 136, colour: cream, x: 284, baselineY: 466, fromFrame: 3 },
      sticker('burns the taste', 62, 110, 600, 15, palette.mustard, dark),
    ],
  },
  {
    name: 'tip 1, close: 93 degrees',
    startFrame: 120,
    endFrame: 165,
    draw: drawThermometer,
    lettering: [
      {
        text: '100°C',
        weight: 900,
        sizePx: 138,
        colour: dark,
        x: 76,
        baselineY: 726,
        fromFrame: 0,
        untilFrame: 15,
      },
      { text: '93°C', weight: 900, sizePx: 176, colour: palette.teal, x: 76, baselineY: 732, fromFrame: 15 },
      { text: 'Wait', weight: 900, sizePx: 110, colour: dark, x: 80, baselineY: 980, fromFrame: 18 },
      { text: '30 sec.', weight: 900, sizePx: 110, colour: dark, x: 80, baselineY: 1094, fromFrame: 20 },
    ],
  },
  {
    name: 'tip 2: old grounds',
    startFrame: 165,
    endFrame: 228,
    draw: drawGrinder,
    lettering: [
      badge('2', cream),
      { text: 'OLD', weight: 900, sizePx: 136, colour: dark, x: 284, baselineY: 332, fromFrame: 1 },
      { text: 'GROUNDS', weight: 900, sizePx: 122, colour: dark, x: 284, baselineY: 460, fromFrame: 3 },
      sticker('go flat within a day', 62, 110, 600, 15, dark, cream),
    ],
  },
  {
    name: 'tip 2, close: grind it fresh',
    startFrame: 228,
    endFrame: 294,
    draw: drawBeans,
    lettering: [
      {
        text: 'GRIND IT',
        weight: 900,
        sizePx: 168,
        colour: dark,
        x: 495,
        baselineY: 820,
        centred: true,
        fromFrame: 2,
        sticker: palette.mustard,
      },
      {
        text: 'FRESH',
        weight: 900,
        sizePx: 168,
        colour: cream,
        x: 495,
        baselineY: 1130,
        centred: true,
        fromFrame: 10,
        sticker: palette.terracotta,
      },
    ],
  },
  {
    name: 'tip 3: guessing',
    startFrame: 276,
    endFrame: 345,
    draw: drawScale,
    lettering: [
      badge('3', cream),
      { text: 'GUESSING', weight: 900, sizePx: 118, colour: dark, x: 284, baselineY: 326, fromFrame: 20 },
      sticker('1 g coffee : 16 g water', 56, 110, 470, 26, dark, cream),
      {
        text: '15 g',
        weight: 900,
        sizePx: 70,
        colour: palette.pine,
        x: 495,
        baselineY: 1400,
        centred: true,
        fromFrame: 12,
        untilFrame: 39,
      },
      {
        text: '240 g',
        weight: 900,
        sizePx: 70,
        colour: palette.pine,
        x: 495,
        baselineY: 1400,
        centred: true,
        fromFrame: 39,
      },
    ],
  },
  {
    name: 'recap',
    startFrame: 345,
    endFrame: 405,
    draw: drawRecap,
    lettering: [
      { text: '93 °C', weight: 900, sizePx: 120, colour: cream, x: 350, baselineY: 434, fromFrame: 4 },
      { text: 'Fresh', weight: 900, sizePx: 120, colour: cream, x: 350, baselineY: 874, fromFrame: 19 },
      { text: 'Weighed', weight: 900, sizePx: 92, colour: cream, x: 350, baselineY: 1308, fromFrame: 34 },
    ],
  },
  {
    name: 'call to action',
    startFrame: 405,
    endFrame: 480,
    draw: drawFollow,
    drawOver: drawTappingHand,
    isCallToAction: true,
    lettering: [
      {
        text: 'Follow for',
        weight: 900,
        sizePx: 132,
        colour: dark,
        x: 495,
        baselineY: 470,
        centred: true,
        fromFrame: 0,
      },
      {
        text: 'PART TWO',
        weight: 900,
        sizePx: 156,
        colour: palette.ember,
        x: 495,
        baselineY: 640,
        centred: true,
        fromFrame: 3,
      },
      {
        text: '+ Follow',
        weight: 900,
        sizePx: 92,
        colour: cream,
        x: 495,
        baselineY: 1258,
        centred: true,
        fromFrame: 1,
      },
    ],
  },
]

function badge(text: string, colour: string): Lettering {
  return { text, weight: 900, sizePx: 104, colour, x: 162, baselineY: 321, centred: true, fromFrame: 0 }
}

function sticker(
  text: string,
  sizePx: number,
  x: number,
  baselineY: number,
  fromFrame: number,
  colour: string,
  ink: string,
): Lettering {
  return { text, weight: 700, sizePx, colour: ink, x, baselineY, fromFrame, sticker: colour }
}
