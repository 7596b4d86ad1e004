import { z } from 'zod'

/** What `hookline markers --format` takes; the page offers the same. */
export const markerFormats = ['edl', 'fcpxml', 'premiere-xml', 'resolve-csv', 'json'] as const
export const markerFormatSchema = z.enum(markerFormats)

export const markerKinds = [
  'check',
  'transition',
  'flash',
  'black',
  'frozen',
  'silence',
  'sound-fault',
  'text',
  'ask',
  'face',
  'end-card',
  'sync',
  'beat',
] as const

/** Colours that every editing program has under some name, most urgent first. */
export const markerColours = ['red', 'yellow', 'magenta', 'cyan', 'white', 'blue', 'green'] as const

export const markerSchema = z.object({
  startS: z.number().describe('seconds from the first frame shown'),
  endS: z.number().describe('exclusive; the same as startS for a moment without length'),
  name: z.string(),
  note: z.string().describe('empty when there is nothing to add'),
  kind: z.enum(markerKinds),
  colour: z.enum(markerColours),
})

/** `markers --format json`: the markers in seconds, and on the frames on which the other formats put them. */
export const markerFileSchema = z.object({
  schemaVersion: z.literal(1),
  file: z.object({ name: z.string(), path: z.string() }),
  video: z.object({
    fps: z.number().nullable(),
    variableFrameRate: z.boolean(),
    frames: z.number().int(),
    durationS: z.number(),
    displayWidth: z.number().int(),
    displayHeight: z.number().int(),
  }),
  timebase: z.object({
    framesPerSecond: z.string().describe('exact, for example 30000/1001'),
    dropFrame: z.boolean(),
    frames: z.number().int().describe('length of the draft at this rate'),
    startTimecode: z.string().describe('of the first frame'),
    notes: z.array(z.string()).describe('what the editor should know about this rate or timecode'),
  }),
  markers: z.array(
    markerSchema.extend({
      startFrame: z.number().int().nonnegative(),
      endFrame: z.number().int().positive().describe('exclusive, at least one frame after startFrame'),
      timecode: z.string().describe('of startFrame: HH:MM:SS:FF, or HH:MM:SS;FF for drop-frame'),
    }),
  ),
})

export type MarkerFormat = (typeof markerFormats)[number]
export type MarkerKind = (typeof markerKinds)[number]
export type MarkerColour = (typeof markerColours)[number]
export type Marker = z.infer<typeof markerSchema>
export type MarkerFile = z.infer<typeof markerFileSchema>
