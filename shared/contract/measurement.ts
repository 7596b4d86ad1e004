import { z } from 'zod'
import { callToActionSchema, captionsSchema, deliverySchema, wordSchema } from './words.ts'

/** Facts about a draft, as `hookline measure --json` prints them. Times are seconds from the first frame shown, ends
 * are exclusive, frames count from 0 in presentation order. What is not defined is null. */

const timeS = z.number()
const fraction = z.number().min(0).max(1)
const span = z.object({ startS: timeS, endS: timeS })
/** x, y, width, height as fractions of the displayed frame. */
const box = z.tuple([z.number(), z.number(), z.number(), z.number()])
/**
 * One value per step of the series' rate; null where nothing could be measured. Looked at in one loop: item by item zod
 * takes a tenth of a second for a draft of 10 min, which the page would stand still for.
 */
const series = z
  .custom<(number | null)[]>(
    (value) => Array.isArray(value) && value.every((item) => item === null || Number.isFinite(item)),
    'has to be a list of numbers, null where nothing was measured',
  )
  .meta({ type: 'array', items: { type: ['number', 'null'] } })

export const fileSchema = z.object({
  path: z.string(),
  sizeBytes: z.number().int(),
  sha256: z.string(),
})

export const videoSchema = z.object({
  codec: z.string(),
  width: z.number().int().describe('coded width, px'),
  height: z.number().int().describe('coded height, px'),
  displayWidth: z.number().int().describe('after rotation and pixel aspect, px'),
  displayHeight: z.number().int().describe('after rotation and pixel aspect, px'),
  rotation: z.number().int().describe('clockwise degrees that the player turns the picture: 0, 90, 180, 270'),
  fps: z.number().nullable().describe('mean frames per second'),
  variableFrameRate: z.boolean(),
  frames: z.number().int(),
  durationS: timeS,
  bitrateBps: z.number().nullable(),
  pixelFormat: z.string(),
  hdr: z.enum(['pq', 'hlg']).nullable(),
  startTimecode: z.string().nullable().describe('timecode of the first frame, where the file carries one'),
})

export const audioSchema = z.object({
  codec: z.string(),
  channels: z.number().int(),
  sampleRate: z.number().int(),
  durationS: timeS,
})

export const shotSchema = span.extend({ startFrame: z.number().int(), endFrame: z.number().int() })

export const transitionSchema = span.extend({
  kind: z.enum(['cut', 'dissolve', 'fade', 'wipe']),
  frame: z.number().int().describe('first frame of the new shot'),
  confidence: fraction,
})

export const loudnessSchema = z.object({
  integratedLufs: z.number().nullable().describe('BS.1770-4 gated loudness; null when all is below the gate'),
  truePeakDbtp: z.number().nullable(),
  rangeLu: z.number().nullable().describe('EBU Tech 3342 loudness range'),
  momentaryLufs: series.describe('400 ms windows, each ending at its time'),
  momentaryRateHz: z.number(),
  shortTermLufs: series.describe('3 s windows, each ending at its time, at momentaryRateHz'),
  samplePeakDbfs: z.number().nullable(),
})

export const soundFaultSchema = span.extend({
  kind: z
    .enum(['clipping', 'silent-channel', 'inverted-phase', 'dc-offset'])
    .describe(
      'silent-channel: one side of a stereo file carries nothing; inverted-phase: the sides cancel in mono',
    ),
  detail: z.string(),
})

/** Series over the picture, all at one rate; value i covers [i / rateHz, (i + 1) / rateHz). */
export const pictureSeriesSchema = z.object({
  rateHz: z.number(),
  motion: series.describe(
    'mean speed of what is seen, frame diagonals per second (camera and subject together)',
  ),
  cameraMotion: series.describe('speed of the global (camera) motion, frame diagonals per second'),
  subjectMotion: series.describe(
    'mean over the picture of the speed against the camera motion (area × speed), frame diagonals per second',
  ),
  brightness: series.describe('mean luma, 0 to 1'),
  contrast: series.describe('standard deviation of luma, 0 to 0.5'),
  shadowsClipped: series.describe('share of pixels at black'),
  highlightsClipped: series.describe('share of pixels at white'),
  saturation: series.describe('mean HSV saturation, 0 to 1'),
  colourfulness: series.describe(
    'Hasler and Süsstrunk 2003, M3: 0 grey, 33 moderate, 59 quite, 82 highly colourful',
  ),
  sharpness: series.describe('0 (nothing finer than a blur) to 1; see electron/vision/sharpness.ts'),
})

/** One number for the whole draft where one is meant. */
export const pictureSummarySchema = z.object({
  colourVariety: fraction.nullable().describe('normalised entropy of the hue histogram of saturated pixels'),
  noise: z
    .number()
    .nullable()
    .describe(
      'standard deviation of the noise at a short side of 540 px, share of full scale (Immerkær 1996)',
    ),
  shake: z.number().nullable().describe('high-frequency camera motion, frame diagonals per second, RMS'),
  letterbox: z
    .object({ top: fraction, bottom: fraction, left: fraction, right: fraction })
    .nullable()
    .describe('constant bars as fractions of the displayed frame; null when there are none'),
})

export const warningSchema = z.object({
  code: z.string(),
  message: z.string(),
  startS: timeS.nullable(),
  endS: timeS.nullable(),
})

export const tempoSchema = z.object({
  bpm: z.number(),
  confidence: fraction,
  alternative: z
    .object({ bpm: z.number(), confidence: fraction })
    .describe('half or double the tempo, whichever a listener could more likely count'),
})

/** Null where neither speech nor music is heard. */
export const reactabilitySchema = z.object({
  score: fraction.describe('share of speech in speech and music alone; 1 is all speech'),
  speechS: z.number(),
  musicOnlyS: z.number(),
})

/** Null where no speech has music under it, or that music is never heard alone near it. */
export const speechOverBedSchema = z.object({
  lu: z.number().describe('speech above the music under it, LU'),
  spans: z.array(span.extend({ lu: z.number() })),
})

/** Null without music. */
export const moodSchema = z.object({
  label: z.enum(['energetic', 'calm', 'trending', 'professional']),
  energy: fraction,
  brightness: fraction.describe('0 dark, 1 bright'),
  confidence: fraction,
  basis: z
    .object({
      flux: fraction,
      centroid: fraction,
      beat: fraction,
      bass: fraction,
      steadiness: fraction,
      major: fraction.nullable(),
    })
    .describe('what it rests on, each from 0 to 1; see electron/sound/mood.ts'),
})

export const energySchema = z.object({
  rateHz: z.number(),
  values: series.describe('0 to 1; value i covers [i / rateHz, (i + 1) / rateHz)'),
})

/** Null without music, or where no key fits. */
export const keySchema = z.object({
  tonic: z.enum(['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B']),
  mode: z.enum(['major', 'minor']),
  confidence: fraction,
  tuningHz: z.number().describe('pitch of the A above middle C'),
})

/** A transition against the nearest beat; positive offsets: the cut comes after the beat. */
export const syncPointSchema = z.object({
  transitionS: timeS.describe('time of the first frame that the new shot owns'),
  beatS: timeS,
  offsetMs: z.number(),
  frame: z.number().int().describe('first frame of the new shot'),
  offsetFrames: z
    .number()
    .int()
    .describe('from the frame nearest to the beat; moving the cut by minus this many puts it there'),
  onBeat: z.boolean().describe('within the tolerance of the summary'),
})

export const syncSummarySchema = z.object({
  toleranceMs: z.number().describe('how far from its beat a cut counts as on it'),
  judged: z.number().int().describe('transitions within the beats'),
  onBeat: z.number().int(),
  share: fraction.nullable().describe('of the judged ones; null when none is'),
  chance: fraction.describe('share of the frames within the beats on which a cut would be on the beat'),
  lift: z.number().nullable().describe('share over chance'),
  pValue: fraction
    .nullable()
    .describe('how often as many cuts set at random, each for itself, would do as well or better (binomial)'),
})

export const musicInPointSchema = z.object({
  offsetS: z
    .number()
    .describe(
      'where the music would begin, against now: positive is further into the track, so beats come earlier',
    ),
  onBeat: z.number().int().describe('cuts that would be on the beat'),
  onDownbeat: z.number().int().describe('those of them on a downbeat'),
  share: fraction,
  shareNow: fraction,
  chance: fraction.describe('mean share over all shifts within two bars'),
  bestByChance: fraction.describe('about the share that the best shift would reach with cuts set at random'),
})

export const textKinds = ['title', 'caption', 'watermark', 'other'] as const

/** A text on the picture: lines that are shown together. */
export const textSpanSchema = span.extend({
  text: z.string().describe('lines parted by line feeds; empty where it could not be read'),
  box: box.describe('about its middle time'),
  confidence: fraction,
  kind: z
    .enum(textKinds)
    .describe('caption: takes turns with others in one place; watermark: small, for all of the draft'),
  unread: z
    .enum(['script', 'mirrored', 'unclear'])
    .nullable()
    .describe(
      'why it could not be read: another script, mirrored, or not to be made out (a script that is not known, or not clear enough); null: it was read',
    ),
  lines: z.number().int(),
  heightShare: fraction.describe('height of one line as a share of the frame’s'),
  contrast: z
    .number()
    .nullable()
    .describe('WCAG contrast ratio, 1 to 21, of the letters against what surrounds them'),
  path: z
    .array(z.object({ timeS, box }))
    .describe('where it stands from these times on; one entry unless it moves'),
})

export const faceSchema = span.extend({
  box: box.describe('where it is at the look in the middle of its looks by size'),
  confidence: fraction,
  height: fraction.describe('share of the height of the frame, at its largest'),
  closeUp: z.boolean().describe('at its largest it takes up a third of the height or more'),
  path: z.array(z.object({ timeS, box })).describe('where it was each time it was looked at'),
})

/** Null where the stills were not looked at. */
export const compositionSchema = z.object({
  looks: z
    .array(
      z.object({
        timeS,
        subject: z
          .object({ kind: z.enum(['face', 'salience']), x: fraction, y: fraction })
          .nullable()
          .describe('the largest face, else the place that stands out most'),
        fromThirds: z
          .number()
          .nullable()
          .describe('from the nearest crossing of the thirds, in widths and heights of the frame'),
        fromCentre: z.number().nullable(),
        headroom: fraction.nullable().describe('above the largest face, share of the height'),
        peaks: z.number().int().describe('places that compete for the eye (spectral residual)'),
        clutter: fraction.describe('share of the picture in which levels change sharply'),
      }),
    )
    .describe('one for each still'),
  crop: z
    .object({
      x: fraction.describe('its left edge, share of the width'),
      width: fraction,
      keptSalience: fraction.describe('share of what stands out that it keeps'),
      keptSalienceCentred: fraction.describe('the same of a crop in the middle'),
      keptFaces: fraction.nullable().describe('share of the faces that it keeps; null without faces'),
    })
    .nullable()
    .describe('the best 9:16 crop of a wider draft; null for one that is not wider'),
})

/** Null where the draft ends on footage, or is one still picture throughout. */
export const endCardSchema = span.extend({
  text: z.string().describe('each text on a line; empty where nothing is written or could be read'),
  unread: z.boolean().describe('something is written on it that could not be read'),
  flatShare: fraction.describe('share of the picture that is one even ground'),
  room: box.nullable().describe('the largest place of 16:9 on that ground with nothing on it'),
})

/** How the end meets the beginning when the draft is played again. */
export const loopSchema = z.object({
  picture: z
    .object({
      firstS: timeS,
      lastS: timeS,
      difference: fraction.describe('mean difference of brightness and colour, place by place'),
    })
    .nullable()
    .describe('the last picture that is not black against the first one; null where there are no two'),
  sound: z
    .object({
      stepDb: z.number().describe('level of the first half second against the last'),
      beatOff: fraction
        .nullable()
        .describe(
          'parts of a beat by which it is off where it begins again; null: no beat reaches both ends',
        ),
    })
    .nullable(),
})

export const measurementSchema = z.object({
  file: fileSchema,
  video: videoSchema,
  audio: audioSchema.nullable(),
  shots: z.array(shotSchema),
  transitions: z.array(transitionSchema),
  flashes: z.array(z.object({ timeS, frame: z.number().int() })),
  black: z.array(span),
  frozen: z.array(span),
  series: pictureSeriesSchema,
  picture: pictureSummarySchema,
  loudness: loudnessSchema.nullable(),
  silence: z.array(span),
  soundFaults: z.array(soundFaultSchema),
  onsets: z
    .array(z.object({ timeS, strength: z.number() }))
    .describe('where notes, drums and other sounds begin; strength 0 to 1'),
  tempo: tempoSchema.nullable().describe('median over the beats; null for material without a beat'),
  beats: z
    .array(z.object({ timeS, downbeat: z.boolean() }))
    .describe('from the first that sounds to the last; a downbeat begins a bar'),
  audioSegments: z.array(
    span.extend({ kind: z.enum(['speech', 'music', 'speech+music', 'noise', 'silence']) }),
  ),
  reactability: reactabilitySchema.nullable(),
  speechOverBed: speechOverBedSchema.nullable(),
  mood: moodSchema.nullable(),
  energy: energySchema.nullable(),
  drops: z.array(z.object({ timeS, strength: fraction })),
  builds: z.array(span),
  key: keySchema.nullable(),
  sync: z.array(syncPointSchema).describe('transitions outside the beats are left out'),
  syncSummary: syncSummarySchema.nullable().describe('null without beats'),
  musicInPoints: z
    .array(musicInPointSchema)
    .nullable()
    .describe('best first; null without beats or with fewer than three cuts within them'),
  text: z.array(textSpanSchema).describe('what stands written on the picture, in order of time'),
  textUnread: z.string().nullable().describe('why no text was looked for; null: it was'),
  faces: z.array(faceSchema).describe('each for as long as it is shown without a break'),
  composition: compositionSchema.nullable(),
  facesUnseen: z.string().nullable().describe('why no faces were looked for; null: they were'),
  words: z.array(wordSchema).describe('in order of time; of captions, see `captions`'),
  captions: captionsSchema.nullable(),
  delivery: deliverySchema.nullable(),
  callsToAction: z.array(callToActionSchema).describe('what viewers are asked to do, said and shown'),
  endCard: endCardSchema.nullable(),
  loop: loopSchema,
  warnings: z.array(warningSchema),
  timing: z.object({ totalS: z.number(), decodeS: z.number() }),
})

/** The facts without what is measured step by step or not shown: what a screen draws at once. */
export const measurementOutlineSchema = measurementSchema
  .omit({ series: true, onsets: true, energy: true })
  .extend({ loudness: loudnessSchema.omit({ momentaryLufs: true, shortTermLufs: true }).nullable() })

export type Span = z.infer<typeof span>
export type Shot = z.infer<typeof shotSchema>
export type Transition = z.infer<typeof transitionSchema>
export type VideoFacts = z.infer<typeof videoSchema>
export type AudioFacts = z.infer<typeof audioSchema>
export type LoudnessFacts = z.infer<typeof loudnessSchema>
export type SoundFault = z.infer<typeof soundFaultSchema>
export type PictureSeries = z.infer<typeof pictureSeriesSchema>
export type PictureSummary = z.infer<typeof pictureSummarySchema>
export type TextSpan = z.infer<typeof textSpanSchema>
export type Composition = z.infer<typeof compositionSchema>
export type EndCard = z.infer<typeof endCardSchema>
export type Loop = z.infer<typeof loopSchema>
export type Face = z.infer<typeof faceSchema>
export type Box = z.infer<typeof box>
export type Warning = z.infer<typeof warningSchema>
export type TempoFacts = z.infer<typeof tempoSchema>
export type SyncPoint = z.infer<typeof syncPointSchema>
export type SyncSummary = z.infer<typeof syncSummarySchema>
export type MusicInPoint = z.infer<typeof musicInPointSchema>
export type Measurement = z.infer<typeof measurementSchema>
export type MeasurementOutline = z.infer<typeof measurementOutlineSchema>
