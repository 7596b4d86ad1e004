import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { locateFfmpeg } from '../../../electron/media/locate.ts'
import { scoreSchema } from '../../../shared/contract/score.ts'
import { hookline, temporaryFolder } from '../../host/hookline.ts'
import { describeWithShared, sharedMaterial } from '../../shared-material.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

// A cover that is blurred, black or half of a cut is what this is there to prevent.
describeWithShared('a file of sharp, blurred, dark and black parts', () => {
  it('gets the sharp face as its first cover', { timeout: 60_000 }, async () => {
    const photo = sharedMaterial('media/faces/obama.jpg')
    const { ffmpegPath } = await locateFfmpeg()
    const path = join(folder.path, 'parts.mp4')
    const parts = [
      'gblur=sigma=22',
      'lutyuv=y=16:u=128:v=128',
      'null',
      'lutyuv=y=16+(val-16)*0.1',
      'crop=iw/2:ih/3:0:2*ih/3,scale=540:960,setsar=1',
    ]
    const filters = parts.map(
      (filter, i) =>
        `[0:v]scale=540:960:force_original_aspect_ratio=increase,crop=540:960,setsar=1,${filter},fps=25,trim=duration=3,setpts=PTS-STARTPTS[part${i}]`,
    )
    execFileSync(ffmpegPath, [
      ...['-v', 'error', '-y', '-loop', '1', '-t', '3.2', '-i', photo!],
      '-filter_complex',
      `[0:v]split=${parts.length}${parts.map((_, i) => `[in${i}]`).join('')};${filters.map((filter, i) => filter.replace('[0:v]', `[in${i}]`)).join(';')};${parts.map((_, i) => `[part${i}]`).join('')}concat=n=${parts.length}[out]`,
      ...['-map', '[out]', '-pix_fmt', 'yuv420p', path],
    ])
    const { stdout } = await hookline(['score', '--json', '--library', join(folder.path, 'library'), path])
    const { covers } = scoreSchema.parse(JSON.parse(stdout))
    expect(covers[0]!.timeS).toBeGreaterThanOrEqual(6.2)
    expect(covers[0]!.timeS).toBeLessThanOrEqual(8.8)
    expect(covers[0]!.reasons.join(', ')).toMatch(/a face of \d+ %/)
    for (const { timeS } of covers) {
      for (const cutS of [3, 6, 9, 12]) expect(Math.abs(timeS - cutS)).toBeGreaterThanOrEqual(0.2)
      expect(timeS >= 3 && timeS < 6, 'black').toBe(false)
    }
  })
})
