import { describe, expect, it } from 'vitest'
import { detailsOf, followed, textOf } from '../../../renderer/draft/details/details-text.ts'
import { exportsOf } from '../../../renderer/draft/export/exports.ts'
import { orderedChecks } from '../../../renderer/draft/scores/order-checks.ts'
import { markerFormats } from '../../../shared/contract/markers.ts'
import { parseResourceAddress, resourceAddress } from '../../../shared/contract/resources.ts'
import { detailsSchema, type CheckResult, type Score } from '../../../shared/contract/score.ts'

const check = (id: string, grade: number, weight: number): CheckResult => ({
  id,
  label: id,
  grade,
  weight,
  evidence: [],
  fix: null,
})

describe('the order of the checks', () => {
  const score = {
    hook: { score: 1, checks: [check('a', 0.5, 2), check('b', 0, 4)] },
    content: { score: 1, checks: [check('c', 1, 9), check('d', 0.9, 1)] },
    cta: { score: null, checks: [check('e', 0.25, 2)] },
  } as unknown as Score

  it('puts first what would gain most: what is missing times the weight', () => {
    expect(orderedChecks(score, 'all').map(({ id }) => id)).toEqual(['b', 'e', 'a', 'd', 'c'])
  })

  it('shows the checks of one part alone', () => {
    expect(orderedChecks(score, 'content').map(({ id }) => id)).toEqual(['d', 'c'])
  })
})

describe('the details of a draft', () => {
  it('come back as they were after having been text in a form', () => {
    const details = {
      account: 'Kettle',
      title: 'Beans',
      caption: 'Two\nlines',
      hashtags: ['coffee', 'grind'],
      keywords: ['hand grinder', 'beans'],
      plannedAt: '2026-12-01T18:00',
    }
    expect(detailsSchema.parse(detailsOf(textOf(details)))).toEqual(details)
  })

  it('read tags however they are parted, and are none when nothing is said', () => {
    expect(detailsOf({ ...textOf(null), hashtags: '#one #two, three#four  #one' })).toEqual({
      hashtags: ['one', 'two', 'three', 'four'],
    })
    expect(detailsOf({ ...textOf(null), title: '  ' })).toBeNull()
  })

  it('follow an undo without losing what is being typed in another field', () => {
    const before = textOf({ title: 'New', caption: 'Old' })
    const now = textOf({ title: 'Before', caption: 'Old' })
    expect(followed({ ...before, caption: 'Old and more' }, before, now)).toMatchObject({
      title: 'Before',
      caption: 'Old and more',
    })
  })
})

describe('the export menu', () => {
  it('leads to addresses that the hosts know, with all five marker formats, with every beat and without', () => {
    const files = exportsOf('7f5a9c0e-3d57-4a3e-9a55-0d4c2b7f1e11', 'reels').flatMap(
      (section) => section.files,
    )
    for (const { resource } of files)
      expect(parseResourceAddress(resourceAddress(resource))).toEqual(resource)
    const formats = (withBeats: boolean): string[] =>
      files.flatMap(({ resource }) =>
        resource.kind === 'markers' && (resource.also === 'beats') === withBeats ? [resource.format] : [],
      )
    for (const withBeats of [false, true])
      expect(formats(withBeats).toSorted()).toEqual(markerFormats.toSorted())
  })
})
