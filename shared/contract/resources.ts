import { z } from 'zod'
import { draftIdSchema } from './drafts.ts'
import { markerFormatSchema } from './markers.ts'
import { platformSchema } from './score.ts'

/** Files that belong to a draft, by address: `/media/DRAFT/KIND?…` on the web host, `media:` in the app. */
const of = { draftId: draftIdSchema }
const platform = platformSchema.optional().describe('default: that of the settings')

export const reportFormats = ['html', 'pdf'] as const
export const reportFormatSchema = z.enum(reportFormats)
export type ReportFormat = z.infer<typeof reportFormatSchema>

export const resourceSchema = z.discriminatedUnion('kind', [
  z.object({ ...of, kind: z.literal('source') }).describe('the file itself'),
  z.object({ ...of, kind: z.literal('proxy') }).describe('made by the call playback; H.264, key frames only'),
  z.object({ ...of, kind: z.literal('poster') }).describe('JPEG'),
  z
    .object({ ...of, kind: z.literal('thumbnails') })
    .describe('one entry a thumbnail: float64 time in s, uint32 length, JPEG; little endian, back to back'),
  z
    .object({ ...of, kind: z.literal('frame'), frame: z.coerce.number().int().nonnegative() })
    .describe('JPEG of one frame, short side 540 px at most'),
  z
    .object({ ...of, kind: z.literal('cover'), frame: z.coerce.number().int().nonnegative() })
    .describe('JPEG of one frame to keep, short side 1080 px at most'),
  z
    .object({ ...of, kind: z.literal('frame-times') })
    .describe('float64, little endian: presentation time of each frame in s from the first one'),
  z
    .object({ ...of, kind: z.literal('waveform') })
    .describe(
      'int8 pairs, least and greatest sample of all channels × 127, waveformRateHz pairs a second from the first frame shown; empty without sound',
    ),
  z
    .object({ ...of, kind: z.literal('curves') })
    .describe(
      'little endian: of each curve in turn (shared/contract/curves.ts) float32 steps a second and uint32 number of values, then float32 values of all, NaN where nothing was measured',
    ),
  z
    .object({
      ...of,
      kind: z.literal('cut'),
      frame: z.coerce.number().int().positive(),
      by: z.coerce.number().int().min(-60).max(60),
    })
    .describe(
      'MP4: the cut at a frame moved by so many frames (later is positive) against the untouched sound, 2 s before to 2 s after it',
    ),
  z
    .object({
      ...of,
      kind: z.literal('track'),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      startS: z.coerce.number().min(0),
    })
    .describe('AAC: 30 s of a track that was ranked for the draft'),
  z.object({ ...of, kind: z.literal('report'), format: reportFormatSchema, platform }),
  z.object({
    ...of,
    kind: z.literal('markers'),
    format: markerFormatSchema,
    platform,
    also: z.enum(['beats']).optional().describe('a marker on every beat as well'),
  }),
  z
    .object({ ...of, kind: z.literal('table'), platform })
    .describe('CSV: checks with grade, weight, evidence and fix'),
  z.object({ ...of, kind: z.literal('measurement') }).describe('JSON, as `hookline measure --json`'),
  z.object({ ...of, kind: z.literal('score'), platform }).describe('JSON, as `hookline score --json`'),
])
export type Resource = z.infer<typeof resourceSchema>
export type ResourceKind = Resource['kind']

/** Pairs a second in the resource `waveform`. */
export const waveformRateHz = 200

/** The address of a resource, without the host. */
export function resourceAddress(resource: Resource): string {
  const { draftId, kind, ...rest } = resource
  const query = new URLSearchParams(
    Object.entries(rest).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, String(value)] as [string, string]],
    ),
  )
  return `/media/${draftId}/${kind}${query.size > 0 ? `?${query.toString()}` : ''}`
}

/** The resource at an address, or null when it is none. */
export function parseResourceAddress(address: string): Resource | null {
  const url = new URL(address, 'http://resource.invalid')
  const [, media, draftId, kind, ...more] = url.pathname.split('/')
  if (media !== 'media' || more.length > 0) return null
  return resourceSchema.safeParse({ ...Object.fromEntries(url.searchParams), draftId, kind }).data ?? null
}
