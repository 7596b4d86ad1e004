import type { Composition, TextSpan } from '../../shared/contract/measurement.ts'
import { describe, expect, it } from 'vitest'
import { checkCompliance } from '../../electron/scoring/compliance.ts'
import { platformProfileSchema } from '../../electron/scoring/platform-profile.ts'
import { platformProfiles } from '../../electron/scoring/platform-profiles.ts'
import { adjustRubric, defaultRubric } from '../../electron/scoring/rubric.ts'
import { scoreDraft } from '../../electron/scoring/score-draft.ts'
import type { Measurement } from '../../shared/contract/measurement.ts'
import {
  platformIds,
  type ComplianceResult,
  type DraftDetails,
  type PlatformId,
} from '../../shared/contract/score.ts'
import { measurementOf } from './measurements.ts'

type Facts = Partial<Measurement['video']> & { sizeBytes?: number; path?: string }

function draft({ sizeBytes, path, ...video }: Facts = {}): Measurement {
  const made = measurementOf({ durationS: 20 })
  return {
    ...made,
    file: { ...made.file, sizeBytes: sizeBytes ?? made.file.sizeBytes, path: path ?? made.file.path },
    video: { ...made.video, ...video },
  }
}

function judged(
  platform: PlatformId,
  id: string,
  facts: Facts = {},
  details: DraftDetails | null = null,
): ComplianceResult {
  const found = checkCompliance(draft(facts), platformProfiles[platform], details).find(
    (result) => result.id === id,
  )
  if (!found) throw new Error(`${platform} has no ${id}`)
  return found
}

const gigabyte = 1e9

/** The table of limits, row by row: what is just inside passes, what is just outside doesn't. */
const rows: [
  platform: PlatformId,
  id: string,
  facts: Facts,
  details: DraftDetails | null,
  status: ComplianceResult['status'],
][] = [
  ['tiktok', 'duration', { durationS: 3 }, null, 'pass'],
  ['tiktok', 'duration', { durationS: 2.9 }, null, 'fail'],
  ['tiktok', 'duration', { durationS: 600 }, null, 'pass'],
  ['tiktok', 'duration', { durationS: 601 }, null, 'fail'],
  ['tiktok', 'frame-width', { displayWidth: 360 }, null, 'pass'],
  ['tiktok', 'frame-width', { displayWidth: 358 }, null, 'fail'],
  ['tiktok', 'frame-height', { displayHeight: 4096 }, null, 'pass'],
  ['tiktok', 'frame-height', { displayHeight: 4320 }, null, 'fail'],
  ['tiktok', 'frame-rate', { fps: 23.976 }, null, 'pass'],
  ['tiktok', 'frame-rate', { fps: 15 }, null, 'fail'],
  ['tiktok', 'frame-rate', { fps: 120 }, null, 'fail'],
  ['tiktok', 'file-size', { sizeBytes: 4 * gigabyte }, null, 'pass'],
  ['tiktok', 'file-size', { sizeBytes: 4.1 * gigabyte }, null, 'fail'],
  ['tiktok', 'file-size-ads', { sizeBytes: 0.6 * gigabyte }, null, 'warn'],
  ['tiktok', 'bitrate', { bitrateBps: 515_000 }, null, 'warn'],
  ['tiktok', 'bitrate', { bitrateBps: null }, null, 'not-judged'],
  ['tiktok', 'container', { path: '/drafts/a.MOV' }, null, 'pass'],
  ['tiktok', 'container', { path: '/drafts/a.mkv' }, null, 'fail'],
  ['tiktok', 'container', { path: '/drafts/a' }, null, 'not-judged'],
  ['tiktok', 'caption', {}, { caption: 'x'.repeat(2200) }, 'pass'],
  ['tiktok', 'caption', {}, { caption: 'x'.repeat(2210) }, 'fail'],
  ['tiktok', 'caption', {}, {}, 'not-judged'],
  ['tiktok', 'caption', {}, null, 'not-judged'],
  ['tiktok', 'hashtags', {}, { hashtags: ['#a', 'b', 'c', 'd', 'e'] }, 'pass'],
  ['tiktok', 'hashtags', {}, { hashtags: ['a', 'b', 'c'], caption: 'so #C #d #e #f' }, 'warn'],
  ['tiktok', 'hashtags', {}, null, 'not-judged'],
  ['tiktok', 'safe-zone', {}, null, 'not-judged'],
  ['tiktok', 'aspect', {}, null, 'pass'],
  ['tiktok', 'aspect', { displayWidth: 1920, displayHeight: 1080 }, null, 'warn'],
  ['reels', 'duration', { durationS: 900 }, null, 'pass'],
  ['reels', 'duration', { durationS: 902 }, null, 'fail'],
  ['reels', 'duration', { durationS: 2.5 }, null, 'fail'],
  ['reels', 'frame-width', { displayWidth: 1920, displayHeight: 1080 }, null, 'pass'],
  ['reels', 'frame-width', { displayWidth: 2160, displayHeight: 3840 }, null, 'fail'],
  ['reels', 'frame-rate', { fps: 20 }, null, 'fail'],
  ['reels', 'bitrate', { bitrateBps: 25e6 }, null, 'pass'],
  ['reels', 'bitrate', { bitrateBps: 26e6 }, null, 'fail'],
  ['reels', 'file-size', { sizeBytes: 0.2 * gigabyte }, null, 'pass'],
  ['reels', 'file-size', { sizeBytes: 0.5 * gigabyte }, null, 'warn'],
  ['reels', 'file-size', { sizeBytes: 1.1 * gigabyte }, null, 'fail'],
  ['reels', 'video-codec', { codec: 'vp9' }, null, 'fail'],
  ['reels', 'caption', {}, { caption: 'x'.repeat(2210) }, 'fail'],
  ['reels', 'hashtags', {}, { hashtags: ['a', 'b', 'c', 'd', 'e', 'f'] }, 'fail'],
  ['shorts', 'duration', { durationS: 180 }, null, 'pass'],
  ['shorts', 'duration', { durationS: 181 }, null, 'fail'],
  ['shorts', 'content-id', { durationS: 60 }, null, 'pass'],
  ['shorts', 'content-id', { durationS: 61 }, null, 'warn'],
  ['shorts', 'aspect', { displayWidth: 1080, displayHeight: 1080 }, null, 'pass'],
  ['shorts', 'aspect', { displayWidth: 1920, displayHeight: 1080 }, null, 'fail'],
  ['shorts', 'bitrate-1080', { bitrateBps: 8e6 }, null, 'pass'],
  ['shorts', 'bitrate-1080', { bitrateBps: 4e6 }, null, 'warn'],
  ['shorts', 'bitrate-1080-high-rate', { bitrateBps: 9e6, fps: 60 }, null, 'warn'],
  ['shorts', 'title', {}, { title: 'x'.repeat(100) }, 'pass'],
  ['shorts', 'title', {}, { title: 'x'.repeat(101) }, 'fail'],
  ['shorts', 'hashtags', {}, { hashtags: ['a'] }, 'not-judged'],
  ['shorts', 'safe-zone', {}, null, 'not-judged'],
  ['youtube', 'title', {}, { title: 'x'.repeat(101) }, 'fail'],
  ['youtube', 'duration', { durationS: 3600 }, null, 'warn'],
]

describe('limits', () => {
  it.each(rows)('%s %s %j %j: %5$s', (platform, id, facts, details, status) => {
    const result = judged(platform, id, facts, details)
    expect(result.status).toBe(status)
    if (status === 'pass' || status === 'not-judged') expect(result.fix).toBeNull()
    else expect(result.fix).toMatch(/^[A-Z].+\.$/)
  })

  it('say what to do in numbers', () => {
    expect(judged('shorts', 'duration', { durationS: 192.3 }).fix).toBe(
      'Shorten the draft by 12.3 s to 3 min.',
    )
    expect(judged('tiktok', 'hashtags', {}, { hashtags: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] }).fix).toBe(
      'Take 2 hashtags out: 5 hashtags is the limit.',
    )
    expect(judged('tiktok', 'caption', {}, { caption: 'x'.repeat(2300) }).fix).toBe(
      'Cut 100 of 2300 characters: 2200 characters is the limit.',
    )
    const quiet = checkCompliance(
      measurementOf({ durationS: 20, integratedLufs: -20 }),
      platformProfiles.reels,
      null,
    )
    expect(quiet.find(({ id }) => id === 'loudness')!.fix).toBe('Raise the whole mix by 6 dB to −14 LUFS.')
  })

  // Without the figure nobody knows whether a wide draft can be made upright at all.
  it('say of a wide draft where to crop it, and what that keeps; not where wide is right', () => {
    const crop: Composition['crop'] = {
      ...{ x: 0.46, width: 0.32, keptSalience: 0.71, keptSalienceCentred: 0.6 },
      keptFaces: 1,
    }
    const measurement = measurementOf({ durationS: 20, rest: { composition: { looks: [], crop } } })
    Object.assign(measurement.video, { displayWidth: 1920, displayHeight: 1080 })
    const fixOn = (platform: PlatformId, kept: number | null = 1): string | null => {
      crop.keptFaces = kept
      const results = checkCompliance(measurement, platformProfiles[platform], null)
      return results.find(({ id }) => id === 'aspect')!.fix
    }
    for (const platform of ['tiktok', 'reels', 'shorts'] as const) {
      expect(fixOn(platform)).toMatch(
        /^Reframe .+\. Cropped to 9:16 around 62 % of the width it keeps 71 % of what draws the eye and all faces\.$/,
      )
    }
    expect(fixOn('tiktok', null)).toMatch(/draws the eye\.$/)
    expect(fixOn('tiktok', 0.5)).toMatch(/draws the eye and 50 % of the faces\.$/)
    expect(fixOn('youtube')).toBeNull()
  })

  it('name the text under the buttons of the platform, and let what is clear of them pass', () => {
    const verdictOn = (box: TextSpan['box'], kind: TextSpan['kind'] = 'caption') => {
      const text: TextSpan = {
        ...{ startS: 1.5, endS: 4, text: 'link in bio', box, confidence: 1, kind, unread: null },
        ...{ lines: 1, heightShare: 0.05, contrast: 9, path: [] },
      }
      const measurement = measurementOf({ durationS: 20, rest: { text: [text] } })
      Object.assign(measurement.video, { displayWidth: 1080, displayHeight: 1920 })
      const results = checkCompliance(measurement, platformProfiles.tiktok, null)
      return results.find(({ id }) => id === 'safe-zone')!
    }
    expect(verdictOn([0.1, 0.5, 0.7, 0.05]).status).toBe('pass')
    const covered = verdictOn([0.1, 0.85, 0.7, 0.05])
    expect(covered.status).toBe('warn')
    expect(covered.measured).toBe('“link in bio” at 0:01.5 under it')
    expect(verdictOn([0.8, 0.5, 0.2, 0.05]).status).toBe('warn')
    expect(verdictOn([0.02, 0.95, 0.2, 0.02], 'watermark').status).toBe('not-judged')
  })

  it('call −14 LUFS a convention, and name secondary sources as such', () => {
    for (const platform of platformIds) expect(judged(platform, 'loudness').source).toMatch(/\(convention\)$/)
    expect(judged('tiktok', 'hashtags').source).toMatch(/\(secondary\)$/)
    expect(judged('tiktok', 'safe-zone').source).toMatch(/\(secondary\)$/)
  })

  it('do not judge the level of a draft without sound', () => {
    const silent = checkCompliance(
      measurementOf({ durationS: 20, sound: false }),
      platformProfiles.reels,
      null,
    )
    for (const id of ['loudness', 'true-peak', 'audio-codec', 'audio-channels']) {
      expect(silent.find((result) => result.id === id)!.status, id).toBe('not-judged')
    }
  })

  it('apply only where they are meant: bitrates by size and frame rate', () => {
    const ids = (facts: Facts): string[] =>
      checkCompliance(draft(facts), platformProfiles.shorts, null)
        .map(({ id }) => id)
        .filter((id) => id.startsWith('bitrate'))
    expect(ids({})).toEqual(['bitrate-1080'])
    expect(ids({ fps: 59.94 })).toEqual(['bitrate-1080-high-rate'])
    expect(ids({ displayWidth: 720, displayHeight: 1280 })).toEqual(['bitrate-720'])
    expect(ids({ displayWidth: 360, displayHeight: 640 })).toEqual([])
  })
})

describe('platform files', () => {
  it.each(platformIds)('%s carries a source and the day it was checked for every limit', (platform) => {
    for (const result of scoreDraft(draft(), { platform }).compliance) {
      expect(result.source, result.id).not.toBe('')
      expect(result.checkedOn, result.id).toMatch(/^2026-\d\d-\d\d$/)
      expect(result.limit, result.id).not.toBe('')
    }
    expect(platformProfiles[platform].id).toBe(platform)
    expect(() => adjustRubric(defaultRubric, platformProfiles[platform].scoring)).not.toThrow()
  })

  it('a new platform is a file: its limits and expectations work without code', () => {
    const profile = platformProfileSchema.parse({
      id: 'snapchat',
      label: 'Snapchat Spotlight',
      limits: [
        {
          id: 'duration',
          label: 'Duration',
          kind: 'range',
          fact: 'durationS',
          min: 5,
          max: 60,
          source: 'made up',
          sourceKind: 'convention',
          checkedOn: '2026-11-20',
        },
      ],
      scoring: { 'end-hold': { weight: 0 } },
    })
    const result = scoreDraft(measurementOf({ durationS: 70 }), { platform: 'tiktok', profile })
    expect(result.compliance).toMatchObject([
      { id: 'duration', status: 'fail', limit: '5 s to 60 s', measured: '70 s' },
    ])
    expect(result.cta.checks.find(({ id }) => id === 'end-hold')).toMatchObject({ weight: 0 })
  })

  it('refuse a limit without a source, a fact that nobody measures, and two limits of one name', () => {
    const limit = {
      id: 'a',
      label: 'A',
      kind: 'range',
      fact: 'durationS',
      max: 1,
      source: 's',
      sourceKind: 'official',
      checkedOn: '2026-11-20',
    }
    const file = (limits: unknown[]): unknown => ({ id: 'x', label: 'X', limits })
    expect(platformProfileSchema.safeParse(file([limit])).success).toBe(true)
    expect(platformProfileSchema.safeParse(file([{ ...limit, source: '' }])).success).toBe(false)
    expect(platformProfileSchema.safeParse(file([{ ...limit, fact: 'charm' }])).success).toBe(false)
    expect(platformProfileSchema.safeParse(file([limit, limit])).success).toBe(false)
  })
})
