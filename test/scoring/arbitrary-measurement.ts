import fc from 'fast-check'
import { measurementSchema, textKinds, type Measurement } from '../../shared/contract/measurement.ts'

/** Any document that the contract allows, sensible or not: what comes out of a damaged draft or a later detector. */

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ min: -2, max: 40, noNaN: true }),
  fc.constantFrom(0, 1, -1, 1e-9, 0.1, 3, 1e308, -1e308),
)
const timeS = fc.oneof(fc.double({ min: -1, max: 40, noNaN: true }), number)
const fraction = fc.double({ min: 0, max: 1, noNaN: true })
const integer = fc.integer({ min: -10, max: 10_000 })
const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null })
const list = <T>(arbitrary: fc.Arbitrary<T>, maxLength = 6): fc.Arbitrary<T[]> =>
  fc.array(arbitrary, { maxLength })
const series = list(orNull(number), 60)
const span = { startS: timeS, endS: timeS }
const box = fc.tuple(number, number, number, number)

export const arbitraryMeasurement: fc.Arbitrary<Measurement> = fc
  .record({
    file: fc.record({
      path: fc.oneof(fc.constant('/drafts/a.mp4'), fc.string()),
      sizeBytes: integer,
      sha256: fc.string(),
    }),
    video: fc.record({
      codec: fc.string(),
      width: integer,
      height: integer,
      displayWidth: integer,
      displayHeight: integer,
      rotation: fc.constantFrom(0, 90, 180, 270),
      fps: orNull(number),
      variableFrameRate: fc.boolean(),
      frames: integer,
      durationS: fc.oneof(fc.double({ min: 0, max: 60, noNaN: true }), number),
      bitrateBps: orNull(number),
      pixelFormat: fc.string(),
      hdr: fc.constantFrom('pq' as const, 'hlg' as const, null),
      startTimecode: orNull(fc.string()),
    }),
    audio: orNull(
      fc.record({ codec: fc.string(), channels: integer, sampleRate: integer, durationS: timeS }),
    ),
    shots: list(fc.record({ ...span, startFrame: integer, endFrame: integer })),
    transitions: list(
      fc.record({
        ...span,
        kind: fc.constantFrom('cut' as const, 'dissolve' as const, 'fade' as const, 'wipe' as const),
        frame: integer,
        confidence: fraction,
      }),
    ),
    flashes: list(fc.record({ timeS, frame: integer })),
    black: list(fc.record(span)),
    frozen: list(fc.record(span)),
    series: fc.record({
      rateHz: fc.oneof(fc.constantFrom(1, 5, 10), number),
      motion: series,
      cameraMotion: series,
      subjectMotion: series,
      brightness: series,
      contrast: series,
      shadowsClipped: series,
      highlightsClipped: series,
      saturation: series,
      colourfulness: series,
      sharpness: series,
    }),
    picture: fc.record({
      colourVariety: orNull(fraction),
      noise: orNull(number),
      shake: orNull(number),
      letterbox: orNull(fc.record({ top: fraction, bottom: fraction, left: fraction, right: fraction })),
    }),
    loudness: orNull(
      fc.record({
        integratedLufs: orNull(number),
        truePeakDbtp: orNull(number),
        rangeLu: orNull(number),
        momentaryLufs: series,
        momentaryRateHz: fc.oneof(fc.constantFrom(1, 10), number),
        shortTermLufs: series,
        samplePeakDbfs: orNull(number),
      }),
    ),
    silence: list(fc.record(span)),
    soundFaults: list(
      fc.record({
        ...span,
        kind: fc.constantFrom(
          'clipping' as const,
          'silent-channel' as const,
          'inverted-phase' as const,
          'dc-offset' as const,
        ),
        detail: fc.string(),
      }),
    ),
    onsets: list(fc.record({ timeS, strength: number })),
    tempo: orNull(
      fc.record({
        bpm: number,
        confidence: fraction,
        alternative: fc.record({ bpm: number, confidence: fraction }),
      }),
    ),
    beats: list(fc.record({ timeS, downbeat: fc.boolean() })),
    audioSegments: list(
      fc.record({
        ...span,
        kind: fc.constantFrom(
          'speech' as const,
          'music' as const,
          'speech+music' as const,
          'noise' as const,
          'silence' as const,
        ),
      }),
    ),
    reactability: orNull(fc.record({ score: fraction, speechS: number, musicOnlyS: number })),
    speechOverBed: orNull(fc.record({ lu: number, spans: list(fc.record({ ...span, lu: number })) })),
    mood: fc.constant(null),
    energy: orNull(fc.record({ rateHz: number, values: series })),
    drops: list(fc.record({ timeS, strength: fraction })),
    builds: list(fc.record(span)),
    key: fc.constant(null),
    sync: list(
      fc.record({
        transitionS: timeS,
        beatS: timeS,
        offsetMs: number,
        frame: integer,
        offsetFrames: integer,
        onBeat: fc.boolean(),
      }),
      12,
    ),
    syncSummary: orNull(
      fc.record({
        toleranceMs: number,
        judged: integer,
        onBeat: integer,
        share: orNull(fraction),
        chance: fraction,
        lift: orNull(number),
        pValue: orNull(fraction),
      }),
    ),
    musicInPoints: orNull(
      list(
        fc.record({
          offsetS: number,
          onBeat: integer,
          onDownbeat: integer,
          share: fraction,
          shareNow: fraction,
          chance: fraction,
          bestByChance: fraction,
        }),
      ),
    ),
    text: list(
      fc.record({
        ...span,
        text: fc.string(),
        box,
        confidence: fraction,
        kind: fc.constantFrom(...textKinds),
        unread: orNull(fc.constantFrom('script' as const, 'mirrored' as const, 'unclear' as const)),
        lines: fc.integer({ min: 1, max: 60 }),
        heightShare: fraction,
        contrast: orNull(number),
        path: list(fc.record({ timeS, box })),
      }),
    ),
    textUnread: orNull(fc.string()),
    faces: list(
      fc.record({
        ...span,
        box,
        confidence: fraction,
        height: fraction,
        closeUp: fc.boolean(),
        path: list(fc.record({ timeS, box })),
      }),
    ),
    facesUnseen: orNull(fc.string()),
    words: list(
      fc.record({
        ...span,
        text: fc.string(),
        source: fc.constantFrom('given' as const, 'embedded' as const, 'on-screen' as const),
        interpolated: fc.boolean(),
      }),
    ),
    captions: orNull(
      fc.record({
        source: fc.constantFrom('given' as const, 'beside' as const, 'on-screen' as const),
        name: fc.string(),
        encoding: orNull(fc.string()),
        cues: integer,
        skipped: fc.constant([]),
      }),
    ),
    delivery: orNull(
      fc.record({
        words: integer,
        spokenS: number,
        wordsPerMinute: orNull(number),
        firstWords: fc.string(),
        fillers: list(fc.record({ ...span, text: fc.string() })),
        language: orNull(fc.constantFrom('en', 'de', 'xx')),
        silentS: orNull(number),
      }),
    ),
    callsToAction: list(
      fc.record({
        ...span,
        kind: fc.constantFrom('follow' as const, 'buy' as const, 'comment' as const),
        by: fc.constantFrom('said' as const, 'shown' as const),
        language: fc.constantFrom('en', 'fr'),
        text: fc.string(),
        shownIn: orNull(fc.oneof(fc.nat(3), integer)),
      }),
    ),
    endCard: orNull(
      fc.record({
        ...span,
        text: fc.string(),
        unread: fc.boolean(),
        flatShare: fraction,
        room: orNull(box),
      }),
    ),
    loop: fc.record({
      picture: orNull(fc.record({ firstS: timeS, lastS: timeS, difference: fraction })),
      sound: orNull(fc.record({ stepDb: number, beatOff: orNull(fraction) })),
    }),
    composition: orNull(
      fc.record({
        looks: list(
          fc.record({
            timeS,
            subject: orNull(
              fc.record({
                kind: fc.constantFrom('face' as const, 'salience' as const),
                x: fraction,
                y: fraction,
              }),
            ),
            fromThirds: orNull(number),
            fromCentre: orNull(number),
            headroom: orNull(fraction),
            peaks: integer,
            clutter: fraction,
          }),
        ),
        crop: orNull(
          fc.record({
            x: fraction,
            width: fraction,
            keptSalience: fraction,
            keptSalienceCentred: fraction,
            keptFaces: orNull(fraction),
          }),
        ),
      }),
    ),
    warnings: list(
      fc.record({ code: fc.string(), message: fc.string(), startS: orNull(timeS), endS: orNull(timeS) }),
    ),
    timing: fc.record({ totalS: number, decodeS: number }),
  })
  .map((document) => measurementSchema.parse(document))
