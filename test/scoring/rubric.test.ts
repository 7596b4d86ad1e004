import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import rubricJson from '../../resources/rubric.json' with { type: 'json' }
import { allChecks } from '../../electron/scoring/all-checks.ts'
import { contrastCurve, severeMean } from '../../electron/scoring/part-score.ts'
import { adjustRubric, defaultRubric, rubricSchema } from '../../electron/scoring/rubric.ts'

describe('the rubric', () => {
  it('has one entry and one file a check, neither more nor less', () => {
    const files = readdirSync(new URL('../../electron/scoring/checks/', import.meta.url)).map((name) =>
      name.replace(/\.ts$/, ''),
    )
    const ids = allChecks.map(({ id }) => id).sort()
    expect(ids).toEqual([...new Set(ids)])
    expect(ids).toEqual(files.sort())
    expect(ids).toEqual(Object.keys(rubricJson.checks).sort())
  })

  it('has at least 28 checks, some in every part, each with a weight', () => {
    expect(allChecks.length).toBeGreaterThanOrEqual(28)
    expect(new Set(allChecks.map(({ part }) => part))).toEqual(new Set(['hook', 'content', 'cta']))
    for (const { id } of allChecks) expect(defaultRubric.checks[id]!.weight, id).toBeGreaterThan(0)
  })

  it('says of every threshold where it comes from: a citation, or that it is a convention', () => {
    for (const [id, { thresholds }] of Object.entries(rubricJson.checks)) {
      for (const [name, { source, unit }] of Object.entries(thresholds)) {
        expect(source, `${id} ${name}`).toMatch(
          /^convention$|abcds-detector|JAES \d+ \(\d+\)|EBU|ITU|WCAG|Hasler|Ofcom|resources\/platforms/,
        )
        expect(unit, `${id} ${name}`).not.toBe('')
      }
    }
  })

  it('carries the published numbers of the ABCD list, WCAG, EBU R 128 and Hasler and Süsstrunk', () => {
    const value = (id: string, name: string): number => defaultRubric.checks[id]!.thresholds[name]!.value
    expect(value('first-shot', 'bestS')).toBe(3)
    expect([value('opening-pace', 'windowS'), value('opening-pace', 'bestShots')]).toEqual([5, 5])
    expect([value('quick-stretch', 'bestS'), value('quick-stretch', 'shots')]).toEqual([5, 5])
    expect(value('shot-length', 'bestS')).toBe(2)
    expect(value('flashes', 'bestCount')).toBe(3)
    expect(value('true-peak', 'bestDbtp')).toBe(-1)
    expect(value('colourfulness', 'best')).toBe(45)
  })

  it('refuses a check that it lacks, one that nobody knows, and a threshold without a source', () => {
    const { sharpness, ...others } = defaultRubric.checks
    expect(rubricSchema.safeParse({ ...defaultRubric, checks: others }).success).toBe(false)
    expect(
      rubricSchema.safeParse({ ...defaultRubric, checks: { ...defaultRubric.checks, glamour: sharpness } })
        .success,
    ).toBe(false)
    const unsourced = {
      ...sharpness,
      thresholds: { ...sharpness!.thresholds, best: { value: 1, unit: 'sharpness' } },
    }
    expect(
      rubricSchema.safeParse({ ...defaultRubric, checks: { ...others, sharpness: unsourced } }).success,
    ).toBe(false)
  })

  it('takes a platform’s own weight and thresholds and leaves the rest', () => {
    const bestS = { value: 6, unit: 's', source: 'convention' }
    const adjusted = adjustRubric(defaultRubric, { 'first-shot': { weight: 0, thresholds: { bestS } } })
    expect(adjusted.checks['first-shot']).toMatchObject({ weight: 0, thresholds: { bestS } })
    expect(adjusted.checks['first-shot']!.thresholds['worstS']).toEqual(
      defaultRubric.checks['first-shot']!.thresholds['worstS'],
    )
    expect(() => adjustRubric(defaultRubric, { glamour: { weight: 1 } })).toThrow(/glamour/)
  })
})

describe('from grades to a score', () => {
  const grades = (...values: number[]): { grade: number; weight: number }[] =>
    values.map((grade) => ({ grade, weight: 1 }))

  it('gives equal grades that grade, and lets one fault cost more than one merit gains', () => {
    for (const grade of [0, 0.2, 0.5, 1])
      expect(severeMean(grades(grade, grade, grade), 8)).toBeCloseTo(grade, 12)
    expect(severeMean(grades(1, 1, 1, 0), 8)).toBeLessThan(0.75)
    expect(severeMean(grades(0, 1), 8)).toBeLessThan(0.5)
  })

  it('approaches the plain mean as severity goes to 0', () => {
    expect(severeMean(grades(0, 1, 0.5), 1e-6)).toBeCloseTo(0.5, 5)
  })

  it('bends monotonously through 0, the pivot at one half, and 1', () => {
    const curve = defaultRubric.curve
    expect([contrastCurve(0, curve), contrastCurve(1, curve)]).toEqual([0, 1])
    expect(contrastCurve(curve.pivot, curve)).toBeCloseTo(0.5, 12)
    let before = 0
    for (let value = 0; value <= 1; value += 0.001) {
      const now = contrastCurve(value, curve)
      expect(now).toBeGreaterThanOrEqual(before)
      expect(now - before).toBeLessThan(0.005)
      before = now
    }
  })
})
