import { execFile } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { scoreDraft } from '../../../electron/scoring/score-draft.ts'
import { scorePartIds, type Score, type ScorePartId } from '../../../shared/contract/score.ts'
import { describeWithShared, sharedMaterial } from '../../shared-material.ts'
import { cacheFolder, editedFile, programs, trimmedFile } from './edited-drafts.ts'
import { copies, harms, type CopyName, type HarmName } from './edits.ts'
import { measuredDraft } from './measured-drafts.ts'

// What a score means, on real drafts: an edit that harms one part lowers that part and leaves the others, and a copy of
// the same draft scores the same. Five drafts, short or cut to 15 s, so that a first run takes about two minutes;
// table.ts prints the same for nine drafts at full length.

/** The part that an edit harms. */
const harmed: Record<HarmName, ScorePartId> = {
  blur: 'content',
  mute: 'content',
  quiet: 'content',
  blackLead: 'hook',
  cutOff: 'cta',
  slowOpening: 'hook',
}

const realFall = 3
const othersMove = 3
const copyMoves = 2
/** A part this low has no room to fall. */
const noRoom = 10

interface RealDraft {
  name: string
  path: string
  /** Only its first seconds are used. */
  firstS?: number
  /** Where an edit finds nothing to harm, and why; there the part may not rise by more than the others may move. */
  nothingToHarm?: Partial<Record<HarmName, string>>
  /** Where an edit of a short draft honestly reaches a second part: how far, and why. */
  reaches?: Partial<Record<HarmName, { part: ScorePartId; by: number; why: string }>>
}

const drafts: RealDraft[] = [
  {
    name: 'chaplin',
    path: 'media/drafts/chaplin.mp4',
    nothingToHarm: {
      cutOff: 'an excerpt of one shot under steady music: what is left ends like the whole',
    },
  },
  { name: 'cat-spin', path: 'media/drafts/cat-spin.mp4' },
  {
    name: 'nasa',
    path: 'media/drafts/nasa_13013.mp4',
    nothingToHarm: { cutOff: 'its ending is a fade into the dark, a fault that goes with it' },
    reaches: {
      slowOpening: {
        part: 'content',
        by: 4,
        why: 'its first shot, 5.6 s of a nearly still title, becomes 8.6 s of 16',
      },
    },
  },
  { name: 'station', path: 'media/cuts/issue-195-aspect-ratio.mp4', firstS: 15 },
  { name: 'stage', path: 'media/faces/short_hamilton_clip.mp4' },
]

const scored = async (path: string): Promise<Score> =>
  scoreDraft(await measuredDraft(path), { platform: 'tiktok' })

describeWithShared('an edit of a real draft', () => {
  describe.each(drafts)('$name', ({ path, firstS, nothingToHarm, reaches }) => {
    let before: Score
    const after = new Map<string, Score>()

    beforeAll(async () => {
      const whole = sharedMaterial(path)!
      const draft = firstS === undefined ? whole : await trimmedFile(whole, firstS)
      before = await scored(draft)
      for (const edit of [...Object.values(harms), ...Object.values(copies)]) {
        const edited = await editedFile(draft, edit)
        if (edited) after.set(edit.name, await scored(edited))
      }
    }, 300_000)

    const move = (edit: string, part: ScorePartId): number =>
      after.get(edit)![part].score! - before[part].score!

    it.each(Object.entries(harmed) as [HarmName, ScorePartId][])('%s lowers %s alone', (edit, part) => {
      if (before[part].score! > noRoom) {
        expect(move(edit, part), part).toBeLessThanOrEqual(nothingToHarm?.[edit] ? othersMove : -realFall)
      } else expect(move(edit, part), part).toBeLessThanOrEqual(0)
      for (const other of scorePartIds) {
        if (other === part) continue
        const reached = reaches?.[edit]
        const most = reached?.part === other ? reached.by : othersMove
        expect(Math.abs(move(edit, other)), other).toBeLessThanOrEqual(most)
      }
    })

    it.each(Object.keys(copies) as CopyName[])('%s leaves overall where it was', (copy) => {
      expect(Math.abs(after.get(copy)!.overall - before.overall)).toBeLessThanOrEqual(copyMoves)
    })
  })
})

describeWithShared('the scale on real drafts', () => {
  it('spreads those of 5 s and more over at least 40 points', async () => {
    const overall: number[] = []
    for (const name of [
      'drafts/chaplin.mp4',
      'drafts/cat-spin.mp4',
      'drafts/example.mp4',
      'drafts/nasa_13013.mp4',
      'drafts/av1_video.mkv',
      'cuts/issue-195-aspect-ratio.mp4',
      'cuts/fades.mp4',
    ]) {
      overall.push((await scored(sharedMaterial(`media/${name}`)!)).overall)
    }
    expect(Math.max(...overall) - Math.min(...overall)).toBeGreaterThanOrEqual(40)
  }, 120_000)
})

describe('a black silent clip', () => {
  it.each([2, 10])('of %i s is under 10', async (lengthS) => {
    const path = `${cacheFolder}black-${lengthS}.mp4`
    if (!existsSync(path)) {
      mkdirSync(cacheFolder, { recursive: true })
      const { ffmpegPath } = await programs()
      await promisify(execFile)(ffmpegPath, [
        ...['-v', 'error', '-y'],
        ...['-f', 'lavfi', '-i', 'color=black:s=360x640:r=30', '-f', 'lavfi', '-i', 'anullsrc'],
        ...['-t', String(lengthS), '-pix_fmt', 'yuv420p', path],
      ])
    }
    expect((await scored(path)).overall).toBeLessThan(10)
  })
})
