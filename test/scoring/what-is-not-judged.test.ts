import { describe, expect, it } from 'vitest'
import type { Judgement } from '../../electron/scoring/check.ts'
import { drop, overBed, rest, superAndWords, written } from './draft-sketches.ts'
import { judge, grade } from './one-check.ts'

describe('checks of the sound that lack evidence', () => {
  it('are not judged: a draft can not be blamed for what was not heard', () => {
    expect(judge('speech-clarity', {})).toHaveProperty('notJudged')
    expect(judge('speech-clarity', overBed([6, 7, -5]))).toHaveProperty('notJudged')
    expect(judge('speech-clarity', { ...overBed([6, 12, 3]), sound: false })).toHaveProperty('notJudged')
    expect(judge('music-drop', {})).toHaveProperty('notJudged')
    const weak = rest({ drops: [{ timeS: 10, strength: 0.7 }] })
    expect(judge('music-drop', { ...weak, cutsS: [6, 12, 15] })).toHaveProperty('notJudged')
    expect(judge('music-drop', { ...drop(1), cutsS: [6, 10] })).toHaveProperty('notJudged')
    expect(judge('music-drop', { ...drop(10), cutsS: [10] })).toHaveProperty('notJudged')
    expect(judge('loudness-jump', { sound: false })).toHaveProperty('notJudged')
    expect(judge('loudness-jump', { durationS: 2 })).toHaveProperty('notJudged')
  })

  it('take sound that comes in after silence for no jump: that is another check', () => {
    const comesIn = { momentaryLufs: (timeS: number) => (timeS < 2 ? -70 : -14) }
    expect(judge('loudness-jump', comesIn)).toHaveProperty('notJudged')
    const softer = { momentaryLufs: (timeS: number) => (timeS < 3 ? -12 : -24) }
    expect(judge('loudness-jump', softer)).toHaveProperty('notJudged')
  })

  it('give many cuts no advantage at a drop', () => {
    const every = (stepS: number): number[] => Array.from({ length: 17 / stepS }, (_, i) => 1.2 + i * stepS)
    // 0.2 s beside a cut is worth little where every place is that near to one.
    expect(grade('music-drop', { ...drop(10.2), cutsS: [6, 10, 14] })).toBeGreaterThan(
      grade('music-drop', { ...drop(10.2), cutsS: every(0.4) }) + 0.2,
    )
  })
})

describe('brand and subject', () => {
  const account = { account: 'coffeelab' }

  it('are not judged where the details name none: nobody knows what to look for', () => {
    for (const id of ['brand-named', 'opening-brand', 'subject-named', 'opening-subject-named']) {
      expect(judge(id, {}), id).toHaveProperty('notJudged')
      expect(judge(id, {}, { account: ' ', keywords: ['x'] }), id).toSatisfy(
        (given: Judgement) => 'notJudged' in given || given.grade === 0,
      )
    }
  })

  it('are not missed in speech that nobody wrote down, nor in text that was not read', () => {
    const speech = rest({ audioSegments: [{ startS: 0, endS: 20, kind: 'speech' }] })
    const unread = rest({ textUnread: 'no binary for this system' })
    for (const id of ['brand-named', 'opening-brand']) {
      expect(judge(id, speech, account), id).toHaveProperty('notJudged')
      expect(judge(id, unread, account), id).toHaveProperty('notJudged')
    }
  })

  it('what is written is not compared with words that were read off the picture itself', () => {
    const captions = { source: 'on-screen' as const, name: '', encoding: null, cues: 1, skipped: [] }
    const both = superAndWords('Stop scrolling now', 0.5)
    expect(judge('supers-with-audio', rest({ ...both.rest, captions }))).toHaveProperty('notJudged')
    expect(judge('supers-with-audio', written({}))).toHaveProperty('notJudged')
  })
})

describe('text on the picture', () => {
  it.each(['opening-text', 'text-legibility', 'supers'])(
    'is not judged by %s where it was not read: no ONNX Runtime, or a quick look',
    (id) => {
      const sketch = rest({ text: [], textUnread: 'no binary for this system' })
      expect(judge(id, sketch)).toHaveProperty('notJudged')
    },
  )

  it('that could not be read is no fault of the draft', () => {
    const foreign = written({ text: '', unread: 'script', kind: 'other' })
    for (const id of ['opening-text', 'text-legibility', 'supers']) {
      expect(judge(id, foreign), id).toHaveProperty('notJudged')
    }
  })

  it('stands in the evidence with its place on the picture', () => {
    const judgement = judge('text-legibility', written({ contrast: 1.2 }))
    expect('evidence' in judgement && judgement.evidence[0]!.box).toEqual([0.1, 0.3, 0.8, 0.05])
  })
})
