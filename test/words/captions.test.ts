import fc from 'fast-check'
import { parseText } from 'media-captions'
import { describe, expect, it } from 'vitest'
import { captionText } from '../../electron/words/caption-text.ts'
import { parseCaptions } from '../../electron/words/captions.ts'

const srt = (timeMs: number, sign: string): string => {
  const part = (value: number, digits: number): string => String(Math.floor(value)).padStart(digits, '0')
  return `${part(timeMs / 3.6e6, 2)}:${part((timeMs / 6e4) % 60, 2)}:${part((timeMs / 1000) % 60, 2)}${sign}${part(timeMs % 1000, 3)}`
}
const line = fc.stringMatching(/^[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ .,!?']{0,30}$/).map((text) => text.trim())
const cues = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 7_000_000 }),
      fc.integer({ min: 1, max: 9_000 }),
      fc.array(line, { minLength: 1, maxLength: 3 }),
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((list) => list.map(([startMs, lengthMs, lines]) => ({ startMs, endMs: startMs + lengthMs, lines })))

describe('a captions file', () => {
  // The peer's reading (media-captions) is the truth: what a player shows is what is judged.
  it.each(['srt', 'vtt'] as const)('is read as a player reads it: %s', async (type) => {
    await fc.assert(
      fc.asyncProperty(cues, async (list) => {
        const sign = type === 'srt' ? ',' : '.'
        const text = list
          .map(
            ({ startMs, endMs, lines }, i) =>
              `${i + 1}\n${srt(startMs, sign)} --> ${srt(endMs, sign)}\n${lines.join('\n')}\n`,
          )
          .join('\n')
        const file = type === 'vtt' ? `WEBVTT\n\nNOTE made for a test\n\n${text}` : text
        const peer = await parseText(file, { type })
        const ours = parseCaptions(file)
        const inOrder = peer.cues.toSorted((a, b) => a.startTime - b.startTime || a.endTime - b.endTime)
        expect(ours.skipped).toEqual([])
        expect(ours.cues.map(({ startS, endS }) => [startS, endS])).toEqual(
          inOrder.map(({ startTime, endTime }) => [
            expect.closeTo(startTime, 3) as number,
            expect.closeTo(endTime, 3) as number,
          ]),
        )
        const texts = (list: readonly { text: string }[]): string[] =>
          list.map((cue) => cue.text.replace(/\s+/g, ' ').trim()).sort()
        expect(texts(ours.cues)).toEqual(texts(inOrder))
      }),
      { numRuns: 60 },
    )
  })

  // Whatever a program wrote or a disk broke: the draft is scored, and what was left out is told.
  it('never fails, and keeps times in order', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        '\n',
        '\r\n',
        '-->',
        '00:00:01,000 --> 00:00:02,000\n',
        '99:99:99 --> 1',
        '<i',
        '&#99999999;',
        '&#55296;',
        '{\\an8',
        'NOTE',
        'WEBVTT\n\n',
        '1\n',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const { cues: read, skipped } = parseCaptions(pieces.join(''))
        for (const cue of read) {
          expect(cue.endS).toBeGreaterThan(cue.startS)
          expect(cue.text).not.toBe('')
        }
        expect(read.map(({ startS }) => startS)).toEqual(
          read.map(({ startS }) => startS).toSorted((a, b) => a - b),
        )
        expect(skipped.length).toBeLessThanOrEqual(50)
      }),
    )
  })

  it.each([
    ['hours left out, a dot for the comma', '01:02.500 --> 01:03\nHello', [[62.5, 63, 'Hello']]],
    [
      'no blank line between captions',
      '1\n00:00:01,000 --> 00:00:02,000\nA\n2\n00:00:03,000 --> 00:00:04,000\nB',
      [
        [1, 2, 'A'],
        [3, 4, 'B'],
      ],
    ],
    ['no blank around the arrow', '00:00:01,000-->00:00:02,000\nA', [[1, 2, 'A']]],
    [
      'tags, voices, positions, entities',
      '00:01.000 --> 00:02.000 align:start\n<v Ann><b>A &amp; B</b>\n{\\an8}C',
      [[1, 2, 'A & B\nC']],
    ],
    ['positions after the times', '00:00:01,000 --> 00:00:02,000 X1:10 X2:20\nA', [[1, 2, 'A']]],
    [
      'notes and styles',
      'WEBVTT\n\nSTYLE\n::cue { color: red }\n\nNOTE\nnot said\n\n00:01.000 --> 00:02.000\nA',
      [[1, 2, 'A']],
    ],
    [
      'captions that overlap and are out of order',
      '00:05.000 --> 00:09.000\nB\n\n00:01.000 --> 00:06.000\nA',
      [
        [1, 6, 'A'],
        [5, 9, 'B'],
      ],
    ],
    [
      'a word that ends in a sign of less',
      '00:01.000 --> 00:02.000\n3 < 4 and 5 > 4',
      [[1, 2, '3 < 4 and 5 > 4']],
    ],
  ])('is read with %s', (_, text, expected) => {
    const { cues: read, skipped } = parseCaptions(text)
    expect(read.map(({ startS, endS, text: said }) => [startS, endS, said])).toEqual(expected)
    expect(skipped).toEqual([])
  })

  it.each([
    ['00:00:05,000 --> 00:00:02,000\nA', 'it ends before it begins'],
    ['soon --> later\nA', 'its times can’t be read'],
    ['00:00:01,000 --> 00:61:99,000\nA', 'its times can’t be read'],
    ['00:00:01,000 --> 01:00:00,000\nA', 'it lasts longer than 10 min'],
  ])('tells what it left out: %s', (text, reason) => {
    expect(parseCaptions(text)).toEqual({ cues: [], skipped: [{ line: 1, reason }] })
  })
})

describe('the text of a captions file', () => {
  const text = '1\n00:00:01,000 --> 00:00:02,000\nÇa va, señor? “Größe”\n'
  const utf16 = (bytes: Buffer): Buffer => bytes.swap16()
  // Editing programs on Windows write all of these; garbled words would be judged as if they were said.
  it.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\ufeff${text}`)],
    ['utf-16le', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['utf-16le', Buffer.from(text, 'utf16le')],
    ['utf-16be', utf16(Buffer.from(`\ufeff${text}`, 'utf16le'))],
    ['utf-16be', utf16(Buffer.from(text, 'utf16le'))],
    ['windows-1252', Buffer.from(text.replace('“', '\x93').replace('”', '\x94'), 'latin1')],
  ])('is found out: %s', (encoding, bytes) => {
    expect(captionText(bytes)).toEqual({ text, encoding })
  })
})
