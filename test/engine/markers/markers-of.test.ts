import { describe, expect, it } from 'vitest'
import { markersOf } from '../../../electron/engine/markers/markers-of.ts'
import { markerSchema } from '../../../shared/contract/markers.ts'
import type { Measurement } from '../../../shared/contract/measurement.ts'
import type { CheckResult, Score } from '../../../shared/contract/score.ts'
import { nothingFound, scoreOfChecks } from '../../scoring/nothing-found.ts'

/** 20 s at 25 fps: a fade in, a cut at 4 s and a dissolve around 10 s. */
function measurement(more: Partial<Measurement> = {}): Measurement {
  const shot = (startS: number, endS: number) => ({
    startS,
    endS,
    startFrame: startS * 25,
    endFrame: endS * 25,
  })
  const none: (number | null)[] = []
  return {
    file: { path: '/media/a.mp4', sizeBytes: 1, sha256: '' },
    video: {
      codec: 'h264',
      width: 1080,
      height: 1920,
      displayWidth: 1080,
      displayHeight: 1920,
      rotation: 0,
      fps: 25,
      variableFrameRate: false,
      frames: 500,
      durationS: 20,
      bitrateBps: null,
      pixelFormat: 'yuv420p',
      startTimecode: null,
      hdr: null,
    },
    audio: null,
    shots: [shot(0, 4), shot(4, 10), shot(10, 20)],
    transitions: [
      { kind: 'fade', startS: 0, endS: 0.8, frame: 0, confidence: 0.9 },
      { kind: 'cut', startS: 4, endS: 4, frame: 100, confidence: 0.987 },
      { kind: 'dissolve', startS: 9.6, endS: 10.4, frame: 250, confidence: 0.8 },
    ],
    ...nothingFound,
    series: {
      rateHz: 10,
      motion: none,
      cameraMotion: none,
      subjectMotion: none,
      brightness: none,
      contrast: none,
      shadowsClipped: none,
      highlightsClipped: none,
      saturation: none,
      colourfulness: none,
      sharpness: none,
    },
    picture: { colourVariety: null, noise: null, shake: null, letterbox: null },
    loudness: null,
    loop: { picture: null, sound: null },
    timing: { totalS: 0, decodeS: 0 },
    ...more,
  }
}

function check(label: string, grade: number, more: Partial<CheckResult> = {}): CheckResult {
  return { id: label, label, grade, weight: 1, evidence: [], fix: null, ...more }
}

function score(hook: CheckResult[], content: CheckResult[] = [], cta: CheckResult[] = []): Score {
  return scoreOfChecks({ hook, content, cta })
}

describe('the markers of a draft', () => {
  // An editor who checks titles in the editing program has to find them there; what is in the picture itself nobody set.
  it('name texts, asks, faces and the end card with what they say', () => {
    const box: [number, number, number, number] = [0.1, 0.1, 0.5, 0.05]
    const text = { box, confidence: 1, lines: 2, heightShare: 0.05, contrast: 9, path: [] }
    const found = markersOf(
      measurement({
        transitions: [],
        text: [
          { ...text, startS: 1, endS: 3, text: 'Stop\nscrolling', kind: 'title', unread: null },
          { ...text, startS: 4, endS: 6, text: '', kind: 'caption', unread: 'script' },
          { ...text, startS: 5, endS: 6, text: 'EXIT', kind: 'other', unread: null },
        ],
        faces: [{ startS: 7, endS: 9, box, confidence: 0.9, height: 0.4, closeUp: true, path: [] }],
        callsToAction: [
          {
            kind: 'follow',
            by: 'said',
            language: 'en',
            text: 'follow me',
            startS: 10,
            endS: 11,
            shownIn: null,
          },
        ],
        endCard: {
          startS: 17,
          endS: 20,
          text: 'Thanks\nfor watching',
          unread: false,
          flatShare: 0.8,
          room: null,
        },
      }),
      null,
    )
    expect(found.map(({ startS, endS, kind, name, note }) => [startS, endS, kind, name, note])).toEqual([
      [1, 3, 'text', 'Title', 'Stop scrolling'],
      [4, 6, 'text', 'Caption', 'In a script that is not read'],
      [7, 9, 'face', 'Face', '40 % of the height, a close-up'],
      [10, 11, 'ask', 'Ask', 'Says “follow me”: asks to follow'],
      [17, 20, 'end-card', 'End card', 'Thanks for watching'],
    ])
  })

  it('are its transitions when nothing else was found', () => {
    expect(markersOf(measurement(), null)).toEqual([
      {
        startS: 0,
        endS: 0.8,
        name: 'Fade',
        note: 'Shot 1 of 3 begins; 90 % sure',
        kind: 'transition',
        colour: 'blue',
      },
      {
        startS: 4,
        endS: 4,
        name: 'Cut',
        note: 'Shot 2 of 3 begins; 99 % sure',
        kind: 'transition',
        colour: 'blue',
      },
      {
        startS: 9.6,
        endS: 10.4,
        name: 'Dissolve',
        note: 'Shot 3 of 3 begins; 80 % sure',
        kind: 'transition',
        colour: 'blue',
      },
    ])
  })

  it('put every cut against its beat, with the move that an editor makes, and beats only when asked for', () => {
    const point = (frame: number, beatFrame: number): Measurement['sync'][number] => ({
      transitionS: frame / 25,
      beatS: beatFrame / 25,
      offsetMs: (frame - beatFrame) * 40,
      frame,
      offsetFrames: frame - beatFrame,
      onBeat: Math.abs(frame - beatFrame) <= 1,
    })
    const summary = { toleranceMs: 45, judged: 3, onBeat: 1, share: 0.333, chance: 0.2 }
    const heard = measurement({
      transitions: [],
      beats: Array.from({ length: 40 }, (_, i) => ({ timeS: i / 2, downbeat: i % 4 === 0 })),
      sync: [point(51, 50), point(98, 100), point(255, 250)],
      syncSummary: { ...summary, lift: 1.67, pValue: 0.49 },
    })
    expect(markersOf(heard, null)).toEqual([
      {
        startS: 2.04,
        endS: 2.04,
        name: 'On the beat',
        note: '40 ms (1 frame) after the beat',
        kind: 'sync',
        colour: 'green',
      },
      {
        startS: 3.92,
        endS: 3.92,
        name: 'Off the beat',
        note: '80 ms (2 frames) before the beat\nFix: Move this cut +2 frames.',
        kind: 'sync',
        colour: 'yellow',
      },
      {
        startS: 10.2,
        endS: 10.2,
        name: 'Off the beat',
        note: '200 ms (5 frames) after the beat\nFix: Move this cut −5 frames.',
        kind: 'sync',
        colour: 'red',
      },
    ])
    const beats = markersOf(heard, null, { beats: true }).filter(({ kind }) => kind === 'beat')
    expect(beats).toHaveLength(40)
    expect(beats.filter(({ name }) => name === 'Downbeat').map(({ startS }) => startS)).toEqual([
      0, 2, 4, 6, 8, 10, 12, 14, 16, 18,
    ])
  })

  it('include all that was measured with a time, each of its kind', () => {
    const markers = markersOf(
      measurement({
        transitions: [],
        flashes: [{ timeS: 7, frame: 175 }],
        black: [{ startS: 19, endS: 20 }],
        frozen: [{ startS: 2, endS: 3.5 }],
        silence: [{ startS: 1, endS: 6 }],
        soundFaults: [{ startS: 5, endS: 5.2, kind: 'clipping', detail: '12 samples at full scale' }],
      }),
      null,
    )
    expect(markers.map(({ kind, startS, endS, name, note }) => [kind, startS, endS, name, note])).toEqual([
      ['silence', 1, 6, 'Silence', '5.00 s'],
      ['frozen', 2, 3.5, 'Frozen picture', '1.50 s'],
      ['sound-fault', 5, 5.2, 'Clipping', '12 samples at full scale'],
      ['flash', 7, 7, 'Flash', ''],
      ['black', 19, 20, 'Black', '1.00 s'],
    ])
  })

  it('colour checks by grade and carry their fix', () => {
    const at = (startS: number) => [{ startS, endS: startS + 1, note: 'seen' }]
    const checks = [0, 0.399, 0.4, 0.699, 0.7, 1].map((grade, n) =>
      check(`check ${n}`, grade, { evidence: at(n + 11), fix: grade < 0.7 ? 'do this' : null }),
    )
    const markers = markersOf(measurement({ transitions: [] }), score([], checks))
    expect(markers.map(({ colour }) => colour)).toEqual(['red', 'red', 'yellow', 'yellow', 'green', 'green'])
    expect(markers[0]).toEqual({
      startS: 11,
      endS: 12,
      name: 'Content: check 0',
      note: 'seen (0 of 100)\nFix: do this',
      kind: 'check',
      colour: 'red',
    })
    expect(markers[5]?.note).toBe('seen (100 of 100)')
  })

  it('put the lowest grade first where several begin together, before what was measured', () => {
    const evidence = [{ startS: 0, endS: 3, note: '' }]
    const markers = markersOf(
      measurement(),
      score(
        [check('good', 0.9, { evidence }), check('bad', 0.1, { evidence })],
        [check('fair', 0.5, { evidence })],
      ),
    )
    expect(markers.map(({ name }) => name)).toEqual([
      'Hook: bad',
      'Content: fair',
      'Hook: good',
      'Fade',
      'Cut',
      'Dissolve',
    ])
  })

  it('keep a check that wants work but names no moment, and leave out one that does not', () => {
    const markers = markersOf(
      measurement({ transitions: [] }),
      score(
        [],
        [],
        [
          check('missing', 0.1, { fix: 'Ask for something.' }),
          check('fine', 0.9, { fix: 'Polish.' }),
          check('mute', 0.1),
        ],
      ),
    )
    expect(markers).toEqual([
      {
        startS: 0,
        endS: 0,
        name: 'CTA: missing',
        note: 'The whole draft. (10 of 100)\nFix: Ask for something.',
        kind: 'check',
        colour: 'red',
      },
    ])
  })

  it('stay inside the draft and fit the contract', () => {
    const evidence = [{ startS: -1, endS: 99, note: 'all' }]
    const markers = markersOf(measurement(), score([check('wide', 0.5, { evidence })]))
    expect(markers[0]).toMatchObject({ startS: 0, endS: 20 })
    for (const one of markers) expect(markerSchema.parse(one)).toEqual(one)
  })
})
