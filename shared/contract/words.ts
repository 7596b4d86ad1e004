import { z } from 'zod'

/** What is said and read in a draft. Times are seconds from the first frame shown, ends are exclusive. */

const span = z.object({ startS: z.number(), endS: z.number() })

/** given: entered or `--captions`; beside: a file next to the draft; embedded: a stream of it; speech: recognised in the
 * sound; on-screen: burned in. */
export const captionSources = ['given', 'beside', 'embedded', 'speech', 'on-screen'] as const
export const captionSourceSchema = z.enum(captionSources)

export const wordSchema = span.extend({
  text: z.string(),
  source: captionSourceSchema,
  interpolated: z
    .boolean()
    .describe('its times are a share of its caption’s by its length: a caption has times for all of it only'),
})

export const skippedCaptionSchema = z.object({
  line: z.number().int().describe('counted from 1'),
  reason: z.string(),
})

/** Where the words come from; null: there are none. */
export const captionsSchema = z.object({
  source: captionSourceSchema,
  name: z.string().describe('of the file, or of the stream'),
  encoding: z.string().nullable(),
  cues: z.number().int().describe('captions; of recognised speech its words'),
  skipped: z.array(skippedCaptionSchema).describe('what could not be used'),
})

/** What a viewer may be asked to do. */
export const askKinds = [
  'follow',
  'like',
  'comment',
  'share',
  'save',
  'link',
  'buy',
  'part-two',
  'sign-up',
  'message',
] as const
export type AskKind = (typeof askKinds)[number]

export const callToActionSchema = span.extend({
  kind: z.enum(askKinds),
  by: z.enum(['said', 'shown']),
  language: z.string().describe('ISO 639-1: whose patterns found it'),
  text: z.string(),
  shownIn: z
    .number()
    .int()
    .nullable()
    .describe('which text on the picture it is written in, counted from 0; null: it is said'),
})

/** How is spoken, by the words; null without any. */
export const deliverySchema = z.object({
  words: z.number().int(),
  spokenS: z.number().describe('seconds in which words are said'),
  wordsPerMinute: z.number().nullable().describe('within that time; null where it is under 2 s'),
  firstWords: z.string().describe('those that begin in the first 5 s'),
  fillers: z
    .array(span.extend({ text: z.string() }))
    .describe('such as “um”, in the language most words are of'),
  language: z.string().nullable().describe('ISO 639-1, of those that Hookline knows; null: none fits'),
  silentS: z.number().nullable().describe('the longest time between the first and the last word without any'),
})

/** A caption file as it was entered or found beside a draft. */
export const captionFileSchema = z.object({ name: z.string().min(1), text: z.string(), encoding: z.string() })

export type Word = z.infer<typeof wordSchema>
export type CaptionSource = z.infer<typeof captionSourceSchema>
export type SkippedCaption = z.infer<typeof skippedCaptionSchema>
export type CaptionsFacts = z.infer<typeof captionsSchema>
export type CallToAction = z.infer<typeof callToActionSchema>
export type Delivery = z.infer<typeof deliverySchema>
export type CaptionFile = z.infer<typeof captionFileSchema>
