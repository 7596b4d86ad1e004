import type { Colours } from './colours.ts'
import type { TimelineData } from './timeline-data.ts'
import type { TimelineView } from './view.ts'

export const laneIds = [
  'evidence',
  'picture',
  'waveform',
  'beats',
  'shots',
  'motion',
  'brightness',
  'loudness',
  'speech',
  'text',
  'faces',
  'transcript',
  'silence',
  'faults',
] as const
export type LaneId = (typeof laneIds)[number]

/** Where and with what a lane draws: its top left is the origin, and what leaves it is cut off. */
export interface LaneSurface {
  ctx: CanvasRenderingContext2D
  view: TimelineView
  heightPx: number
  colours: Colours
  /** Something that comes later (a picture, for example) asks to draw all again. */
  drawAgain: () => void
}

/** What lies under the pointer. */
export interface LaneNote {
  /** What it is, in a few words: the kind, the check. */
  title: string
  detail: string
  startS: number
  endS: number
  /** It has a beginning of its own, to which a click goes; a value of a curve has none. */
  isMark: boolean
  /** Where on the picture: x, y, width, height as shares of it. */
  box?: readonly [number, number, number, number]
  /** The check that it is evidence of. */
  checkId?: string
}

/**
 * One row of the timeline. A new kind of fact (text, faces) is a new file in lanes/ with
 * such an object, its id above and its place in all-lanes.ts; view, zoom, keys, hiding and the list of marks follow.
 */
export interface Lane {
  id: LaneId
  label: string
  /** What is drawn, with its scale and unit; under the pointer on the label. */
  legend: (data: TimelineData) => string
  /** Short facts beside the label, such as a level. */
  figure?: (data: TimelineData) => string | null
  /** Names of rows within the lane, in place of figures. */
  rows?: (data: TimelineData, heightPx: number) => { label: string; middlePx: number }[]
  heightPx: number
  leastHeightPx: number
  /** Why there is nothing to draw, such as a draft without sound; null: there is. */
  missing: (data: TimelineData) => string | null
  /** Draws what the view shows and nothing else: it runs at every frame of a zoom. */
  draw: (surface: LaneSurface, data: TimelineData) => void
  /** What is at a place; `withinS` is how far beside it one may point. */
  noteAt: (place: LanePlace, data: TimelineData) => LaneNote | null
  /** Everything of it that has a name and a time, for the list of marks; none for curves. */
  marks: (data: TimelineData) => LaneNote[]
}

export interface LanePlace {
  timeS: number
  yPx: number
  heightPx: number
  withinS: number
}
