import { describe, expect, it } from 'vitest'
import { scoreDraft } from '../../electron/scoring/score-draft.ts'
import { platformProfiles } from '../../electron/scoring/platform-profiles.ts'
import { defaultRubric } from '../../electron/scoring/rubric.ts'
import { withWeights } from '../../electron/scoring/weights.ts'
import { platformIds } from '../../shared/contract/score.ts'
import { goodDraft, measurementOf } from './measurements.ts'

describe('the weights that a person chose', () => {
  const none = { partWeights: {}, checkWeights: {} }

  it.each(platformIds)('leave the rubric of %s alone where none are chosen', (platform) => {
    expect(withWeights(platform, none)).toEqual({
      rubric: defaultRubric,
      profile: platformProfiles[platform],
    })
  })

  it('decide alone: a part that counts alone gives the overall score', () => {
    const measurement = measurementOf(goodDraft())
    for (const part of ['hook', 'content', 'cta'] as const) {
      const partWeights = { hook: 0, content: 0, cta: 0, [part]: 3 }
      const score = scoreDraft(measurement, {
        platform: 'tiktok',
        ...withWeights('tiktok', { partWeights, checkWeights: {} }),
      })
      expect(score.overall).toBe(score[part].score)
    }
  })

  it('stand above those of the platform, whose thresholds stay', () => {
    const chosen = Object.entries(platformProfiles.youtube.scoring)[0]!
    const [id, { thresholds }] = chosen
    const { rubric, profile } = withWeights('youtube', { partWeights: {}, checkWeights: { [id]: 7 } })
    const score = scoreDraft(measurementOf(goodDraft()), { platform: 'youtube', rubric, profile })
    const found = [score.hook, score.content, score.cta]
      .flatMap(({ checks }) => checks)
      .find((c) => c.id === id)
    expect(found?.weight).toBe(7)
    expect(profile.scoring[id]?.thresholds).toEqual(thresholds)
  })

  it('are named in the version, so that scores by different weights are not taken for the same', () => {
    const { rubric } = withWeights('tiktok', { partWeights: { hook: 1 }, checkWeights: {} })
    expect(rubric.version).not.toBe(defaultRubric.version)
  })

  it('of a check that is not there are refused', () => {
    expect(() => withWeights('tiktok', { partWeights: {}, checkWeights: { horoscope: 1 } })).toThrow(
      /horoscope/,
    )
  })
})
