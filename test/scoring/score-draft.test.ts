import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allChecks } from '../../electron/scoring/all-checks.ts'
import { defaultRubric } from '../../electron/scoring/rubric.ts'
import { scoreDraft } from '../../electron/scoring/score-draft.ts'
import type { Measurement } from '../../shared/contract/measurement.ts'
import { platformIds, scorePartIds, scoreSchema, type Score } from '../../shared/contract/score.ts'
import { arbitraryMeasurement } from './arbitrary-measurement.ts'
import { blackSilent, goodDraft, measurementOf, withBlackLead, type DraftSketch } from './measurements.ts'

const score = (measurement: Measurement, intentional: string[] = []): Score =>
  scoreDraft(measurement, { platform: 'tiktok', intentional })
const sketched = (sketch: Partial<DraftSketch> = {}): Score =>
  score(measurementOf({ ...goodDraft(), ...sketch }))
const checksOf = (result: Score): Score['hook']['checks'] =>
  scorePartIds.flatMap((part) => result[part].checks)

/** An ordinary draft: neither good nor bad, so that every part has room to rise and to fall. */
const ordinary: DraftSketch = {
  durationS: 24,
  cutsS: [2.2, 5, 9, 12.5, 17, 21],
  motion: (timeS) => (timeS > 23.4 ? 0.004 : 0.008 + 0.006 * Math.sin(timeS * 3)),
  contrast: 0.1,
  brightness: 0.35,
  colourfulness: 30,
  sharpness: 0.5,
  integratedLufs: -18,
  momentaryLufs: (timeS) => (timeS > 23.5 ? -30 : -18 + 3 * Math.sin(timeS * 5)),
  rest: { picture: { colourVariety: 0.4, noise: 0.015, shake: 0.03, letterbox: null } },
}

describe('the scale', () => {
  it('reaches 1 and 100 on constructed extremes, in every part', () => {
    const best = score(measurementOf(goodDraft()))
    expect([best.overall, best.hook.score, best.content.score, best.cta.score]).toEqual([100, 100, 100, 100])
    const worst = score(blackSilent())
    expect([worst.overall, worst.hook.score, worst.content.score, worst.cta.score]).toEqual([1, 1, 1, 1])
  })

  it('puts a black silent clip of any length under 10', () => {
    for (const durationS of [0.5, 1, 2, 3, 5, 15, 60, 600]) {
      expect(score(blackSilent(durationS)).overall, `${durationS} s`).toBeLessThan(10)
    }
  })

  it('lets no part of a clip of a second reach the top: too little of it can be judged', () => {
    const result = score(measurementOf({ ...goodDraft(1), cutsS: [], motion: 0.12 }))
    expect(result.cta.score).toBeLessThan(90)
    expect(result.cta.score).toBeGreaterThan(50)
  })

  it('leaves an ordinary draft room both ways', () => {
    const result = score(measurementOf(ordinary))
    expect(result.overall).toBeGreaterThan(25)
    expect(result.overall).toBeLessThan(85)
  })
})

describe('what an edit does to the parts', () => {
  const before = score(measurementOf(ordinary))
  const apart = (after: Score, part: 'hook' | 'content' | 'cta'): number =>
    after[part].score! - before[part].score!
  const edited = (sketch: Partial<DraftSketch>): Score => score(measurementOf({ ...ordinary, ...sketch }))

  it('2 s of black before it lower the hook alone', () => {
    const after = score(withBlackLead(measurementOf(ordinary), 2))
    expect(apart(after, 'hook')).toBeLessThan(-20)
    expect(Math.abs(apart(after, 'content'))).toBeLessThanOrEqual(3)
    expect(Math.abs(apart(after, 'cta'))).toBeLessThanOrEqual(3)
  })

  it('15 dB less volume lower the content alone', () => {
    const after = edited({
      integratedLufs: -33,
      momentaryLufs: (timeS) => (timeS > 23.5 ? -45 : -33 + 3 * Math.sin(timeS * 5)),
    })
    expect(apart(after, 'content')).toBeLessThan(-3)
    expect(apart(after, 'hook')).toBe(0)
    expect(apart(after, 'cta')).toBe(0)
  })

  it('muting lowers the content alone: elsewhere the checks of the sound are left out', () => {
    for (const mute of [{ sound: false }, { integratedLufs: null, momentaryLufs: null }]) {
      const after = edited(mute)
      expect(apart(after, 'content')).toBeLessThan(-10)
      expect(Math.abs(apart(after, 'hook'))).toBeLessThanOrEqual(3)
      expect(Math.abs(apart(after, 'cta'))).toBeLessThanOrEqual(3)
    }
  })

  it('blurring lowers the content alone', () => {
    const after = edited({ sharpness: 0.05 })
    expect(apart(after, 'content')).toBeLessThan(-3)
    expect(apart(after, 'hook')).toBe(0)
    expect(apart(after, 'cta')).toBe(0)
  })

  it('a cut-off ending lowers the call to action alone', () => {
    const held = {
      ...ordinary,
      cutsS: [2.2, 5, 9, 12.5, 17, 21.6],
      motion: (timeS: number) => (timeS > 22 ? 0 : 0.06),
    }
    const whole = score(measurementOf(held))
    const cut = score(
      measurementOf({ ...held, durationS: 21.4, cutsS: [2.2, 5, 9, 12.5, 17], momentaryLufs: -18 }),
    )
    expect(cut.cta.score! - whole.cta.score!).toBeLessThan(-10)
    expect(Math.abs(cut.hook.score! - whole.hook.score!)).toBeLessThanOrEqual(3)
    expect(Math.abs(cut.content.score! - whole.content.score!)).toBeLessThanOrEqual(3)
  })

  it('a slowed opening lowers the hook alone', () => {
    const after = edited({
      durationS: 27,
      cutsS: [4.4, 8, 12, 15.5, 20, 24],
      motion: (timeS) =>
        timeS > 26.4 ? 0.004 : (0.008 + 0.006 * Math.sin((timeS - 3) * 3)) * (timeS < 6 ? 0.5 : 1),
      momentaryLufs: (timeS) => (timeS > 26.5 ? -30 : -18 + 3 * Math.sin((timeS - 3) * 5)),
    })
    expect(apart(after, 'hook')).toBeLessThan(-3)
    expect(Math.abs(apart(after, 'content'))).toBeLessThanOrEqual(3)
    expect(Math.abs(apart(after, 'cta'))).toBeLessThanOrEqual(3)
  })

  it('measurements that move by as much as a new encode moves them move overall by 2 at most', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 }),
        (by) => {
          const after = edited({
            cutsS: ordinary.cutsS!.map((cutS) => cutS + by[0]! * 0.04),
            motion: (timeS) => (ordinary.motion as (timeS: number) => number)(timeS) * (1 + 0.05 * by[1]!),
            contrast: 0.1 + 0.003 * by[2]!,
            brightness: 0.35 + 0.006 * by[3]!,
            colourfulness: 30 + by[4]!,
            sharpness: 0.5 + 0.03 * by[5]!,
            integratedLufs: -18 + 0.1 * by[6]!,
            rest: {
              picture: {
                colourVariety: 0.4 + 0.02 * by[7]!,
                noise: 0.015 + 0.001 * by[8]!,
                shake: 0.03 + 0.002 * by[9]!,
                letterbox: null,
              },
            },
          })
          expect(Math.abs(after.overall - before.overall)).toBeLessThanOrEqual(2)
        },
      ),
      { numRuns: 200, seed: 1 },
    )
  })
})

describe('any document that the contract allows', () => {
  it('gets a score that the contract allows, with evidence inside the draft and a fix wherever a grade is low', () => {
    fc.assert(
      fc.property(arbitraryMeasurement, fc.constantFrom(...platformIds), (measurement, platform) => {
        const result = scoreDraft(measurement, { platform })
        expect(scoreSchema.safeParse(result).error?.message).toBeUndefined()
        const durationS = Math.max(0, measurement.video.durationS)
        for (const check of checksOf(result)) {
          expect(check.evidence.length, check.id).toBeGreaterThan(0)
          for (const { startS, endS, note } of check.evidence) {
            expect(startS, check.id).toBeGreaterThanOrEqual(0)
            expect(endS, check.id).toBeGreaterThanOrEqual(startS)
            expect(endS, check.id).toBeLessThanOrEqual(durationS)
            expect(note, check.id).not.toMatch(/NaN|undefined|Infinity/)
          }
          if (check.grade < 0.5) expect(check.fix, check.id).toMatch(/^[A-Z].+\.$/s)
          if (check.grade >= defaultRubric.fixBelow) expect(check.fix, check.id).toBeNull()
          expect(check.fix ?? '', check.id).not.toMatch(/NaN|undefined|Infinity/)
        }
        const named = [...checksOf(result), ...result.omitted].map(({ id }) => id)
        expect(new Set(named).size).toBe(named.length)
        for (const { id } of allChecks) expect(named).toContain(id)
      }),
      { numRuns: 400, seed: 7 },
    )
  })

  it('gets the same score every time', () => {
    fc.assert(
      fc.property(arbitraryMeasurement, (measurement) => {
        expect(JSON.stringify(score(structuredClone(measurement)))).toBe(JSON.stringify(score(measurement)))
      }),
      { numRuns: 100, seed: 8 },
    )
  })
})

describe('more of a fault never helps', () => {
  const lengths = fc.double({ min: 0, max: 3, noNaN: true }).map((value) => Math.round(value * 10) / 10)
  const draft = fc
    .record({
      motion: fc.double({ min: 0, max: 0.2, noNaN: true }),
      contrast: fc.double({ min: 0, max: 0.3, noNaN: true }),
      brightness: fc.double({ min: 0.05, max: 0.9, noNaN: true }),
      cutsS: fc
        .uniqueArray(fc.integer({ min: 5, max: 190 }), { maxLength: 12 })
        .map((tenths) => tenths.sort((a, b) => a - b).map((tenth) => tenth / 10)),
      integratedLufs: fc.double({ min: -40, max: -5, noNaN: true }),
    })
    .map((sketch) => measurementOf({ ...sketch, durationS: 20, momentaryLufs: sketch.integratedLufs }))

  it('more black at the start never raises the hook', () => {
    fc.assert(
      fc.property(draft, lengths, lengths, (measurement, a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a]
        const hook = (leadS: number): number =>
          score(leadS > 0 ? withBlackLead(measurement, leadS) : measurement).hook.score!
        expect(hook(more)).toBeLessThanOrEqual(hook(less))
      }),
      { numRuns: 300, seed: 3 },
    )
  })

  it('a worse picture or sound never raises its check', () => {
    const grade = (id: string, measurement: Measurement): number =>
      checksOf(score(measurement)).find((check) => check.id === id)!.grade
    const worse: [string, (amount: number) => Partial<DraftSketch>][] = [
      ['sharpness', (amount) => ({ sharpness: 1 - amount })],
      ['contrast', (amount) => ({ contrast: 0.3 * (1 - amount) })],
      ['colourfulness', (amount) => ({ colourfulness: 90 * (1 - amount) })],
      ['exposure', (amount) => ({ brightness: 0.5 * (1 - amount) })],
      ['exposure', (amount) => ({ brightness: 0.5 * (1 + amount) })],
      ['crushed-shadows', (amount) => ({ shadowsClipped: amount })],
      ['blown-highlights', (amount) => ({ highlightsClipped: amount })],
      ['oversaturation', (amount) => ({ saturation: amount })],
      ['motion', (amount) => ({ motion: 0.2 * (1 - amount) })],
      ['still-stretches', (amount) => ({ motion: (timeS) => (timeS < 20 * amount ? 0 : 0.1) })],
      ['opening-motion', (amount) => ({ motion: 0.2 * (1 - amount) })],
      ['opening-stillness', (amount) => ({ cutsS: [], motion: (timeS) => (timeS < 3 * amount ? 0 : 0.1) })],
      ['loudness', (amount) => ({ integratedLufs: -14 - 40 * amount })],
      ['loudness', (amount) => ({ integratedLufs: -14 + 20 * amount })],
      ['opening-sound', (amount) => ({ momentaryLufs: (timeS) => (timeS < 4 * amount ? -70 : -14) })],
      ['opening-level', (amount) => ({ momentaryLufs: (timeS) => (timeS < 3 ? -14 - 30 * amount : -14) })],
      ['ending-sound', (amount) => ({ momentaryLufs: (timeS) => (timeS > 17 ? -14 - 30 * amount : -14) })],
      ['first-shot', (amount) => ({ cutsS: [1 + 17 * amount] })],
      ['last-shot', (amount) => ({ cutsS: [17 + 2.9 * amount] })],
      ['ending-steady', (amount) => ({ cameraMotion: amount })],
      ['ending-readable', (amount) => ({ contrast: 0.3 * (1 - amount) })],
      ['black-tail', (amount) => ({ black: amount > 0.01 ? [{ startS: 20 - 3 * amount, endS: 20 }] : [] })],
      ['black-gaps', (amount) => ({ black: amount > 0.01 ? [{ startS: 8, endS: 8 + 3 * amount }] : [] })],
      ['frozen-picture', (amount) => ({ rest: { frozen: [{ startS: 5, endS: 5 + 10 * amount }] } })],
      ['dead-air', (amount) => ({ rest: { silence: [{ startS: 5, endS: 5 + 10 * amount }] } })],
      [
        'flashes',
        (amount) => ({
          rest: {
            flashes: Array.from({ length: Math.round(10 * amount) }, (_, i) => ({
              timeS: 5 + i * 0.09,
              frame: i,
            })),
          },
        }),
      ],
    ]
    for (const [id, sketch] of worse) {
      fc.assert(
        fc.property(
          fc.double({ min: 0, max: 1, noNaN: true }),
          fc.double({ min: 0, max: 1, noNaN: true }),
          (a, b) => {
            const at = (amount: number): number =>
              grade(id, measurementOf({ durationS: 20, ...sketch(amount) }))
            expect(at(Math.max(a, b)), id).toBeLessThanOrEqual(at(Math.min(a, b)))
          },
        ),
        { numRuns: 30, seed: 4 },
      )
      expect(grade(id, measurementOf({ durationS: 20, ...sketch(0) })), `${id} at its best`).toBeGreaterThan(
        grade(id, measurementOf({ durationS: 20, ...sketch(1) })),
      )
    }
  })
})

describe('checks that are left out', () => {
  it('are named with a reason, and their weight counts no more', () => {
    const judged = score(measurementOf(ordinary))
    for (const { id, part } of allChecks) {
      const without = score(measurementOf(ordinary), [id])
      expect(without.omitted).toContainEqual({ id, reason: 'marked intentional' })
      expect(without[part].checks.map((check) => check.id)).not.toContain(id)
      const grade = judged[part].checks.find((check) => check.id === id)?.grade
      if (grade === 0) expect(without[part].score!, id).toBeGreaterThanOrEqual(judged[part].score!)
      if (grade === 1) expect(without[part].score!, id).toBeLessThanOrEqual(judged[part].score!)
      for (const other of scorePartIds) {
        if (other !== part) expect(without[other].score, id).toBe(judged[other].score)
      }
    }
  })

  it('an intentional fault costs nothing: black and white, on purpose', () => {
    const grey = measurementOf({ ...goodDraft(), colourfulness: 0, saturation: 0 })
    expect(score(grey).content.score).toBeLessThan(100)
    expect(score(grey, ['colourfulness']).content.score).toBe(100)
  })

  it('without a sound track one check says so and the level checks are not judged', () => {
    const result = sketched({ sound: false })
    expect(result.content.checks.find(({ id }) => id === 'sound-present')).toMatchObject({ grade: 0 })
    const omitted = result.omitted.map(({ id }) => id)
    for (const id of [
      'opening-sound',
      'loudness',
      'true-peak',
      'loudness-range',
      'dead-air',
      'ending-sound',
      'sound-cut-off',
      'opening-level',
    ]) {
      expect(omitted).toContain(id)
    }
  })

  it('what was not measured lowers nothing: null series leave a good draft good', () => {
    const result = sketched({ sharpness: null, colourfulness: null, motion: null, cameraMotion: null })
    expect(result.overall).toBeGreaterThanOrEqual(95)
    expect(result.omitted.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['sharpness', 'colourfulness', 'motion']),
    )
  })

  it('the call to action says why the ask itself is not judged without words', () => {
    const { omitted } = sketched({ rest: { textUnread: 'no model here' } })
    expect(omitted).toContainEqual({ id: 'written-ask', reason: 'no model here' })
    expect(omitted).toContainEqual({
      id: 'spoken-ask',
      reason: 'no captions and no speech reader: add a captions file',
    })
  })

  it('when everything is left out the score says that it says nothing', () => {
    const result = score(
      measurementOf(ordinary),
      allChecks.map(({ id }) => id),
    )
    expect(result.hook.score).toBeNull()
    expect(result.warnings.map(({ code }) => code)).toContain('nothing_judged')
  })
})

describe('overall', () => {
  it('is the parts’ scores by the weights that a person can read in the rubric', () => {
    const result = score(measurementOf(ordinary))
    const { hook, content, cta } = defaultRubric.parts
    const by =
      (hook.weight * result.hook.score! +
        content.weight * result.content.score! +
        cta.weight * result.cta.score!) /
      (hook.weight + content.weight + cta.weight)
    expect(result.overall).toBe(Math.round(by))
  })
})
