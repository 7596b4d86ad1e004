import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { describeWithShared, sharedMaterial } from '../shared-material.ts'
import { decodeFirst, ffmpeg } from './colour-patches.ts'

const folder = mkdtempSync(join(tmpdir(), 'hookline-times-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Times of the frames of a stream as ffprobe prints them, from the first. */
async function probedTimes(path: string, stream: string): Promise<number[]> {
  const { ffprobePath } = await locateFfmpeg()
  const entries = ['-select_streams', stream, '-show_entries', 'frame=best_effort_timestamp_time']
  const lines = execFileSync(ffprobePath, ['-v', 'error', ...entries, '-of', 'csv=p=0', path], {
    encoding: 'utf8',
  })
  const times = lines
    .split('\n')
    .map((line) => line.split(',')[0]!)
    .filter(Boolean)
    .map(Number)
  return times.map((timeS) => timeS - times[0]!)
}

async function expectProbedTimes(path: string, stream = 'v:0'): Promise<void> {
  const expected = await probedTimes(path, stream)
  const { frameTimesS, stillTimesS } = await decodeFirst(path)
  expect(frameTimesS.length).toBe(expected.length)
  expected.forEach((timeS, i) => expect(Math.abs(frameTimesS[i]! - timeS), `frame ${i}`).toBeLessThan(1e-3))
  for (const timeS of stillTimesS) {
    expect(Math.min(...expected.map((t) => Math.abs(t - timeS)))).toBeLessThan(1e-3)
  }
}

describe('frames have their presentation times', () => {
  it('of a variable frame rate with gaps', async () => {
    const path = join(folder, 'variable.mp4')
    await ffmpeg([
      ...[
        '-f',
        'lavfi',
        '-i',
        'testsrc2=s=160x90:r=30:d=4',
        '-vf',
        "select='lt(mod(n,10),3)+eq(mod(n,7),0)'",
      ],
      ...['-fps_mode', 'vfr', '-c:v', 'libx264', '-bf', '2', path],
    ])
    await expectProbedTimes(path)
  })

  it('of a draft whose sound begins before its picture', async () => {
    const path = join(folder, 'late.mkv')
    await ffmpeg([
      ...[
        '-f',
        'lavfi',
        '-i',
        'sine=d=3',
        '-itsoffset',
        '1.25',
        '-f',
        'lavfi',
        '-i',
        'testsrc2=s=160x90:r=25:d=1',
      ],
      ...['-map', '0:a', '-map', '1:v', '-c:v', 'libx264', path],
    ])
    await expectProbedTimes(path)
  })

  it('of a draft whose picture changes its size on the way', async () => {
    const parts = ['160x90', '320x240'].map((size) => {
      const part = join(folder, `${size}.ts`)
      return { size, part }
    })
    for (const { size, part } of parts) {
      await ffmpeg([
        '-f',
        'lavfi',
        '-i',
        `testsrc2=s=${size}:r=25:d=1.2`,
        '-c:v',
        'libx264',
        '-bf',
        '0',
        part,
      ])
    }
    const path = join(folder, 'resized.mkv')
    await ffmpeg(['-i', `concat:${parts.map(({ part }) => part).join('|')}`, '-c', 'copy', path])
    await expectProbedTimes(path)
  })
})

describeWithShared('real drafts have their presentation times', () => {
  it.each([
    ['media/drafts/fire2.mp4', 'v:0'],
    ['media/drafts/nasa_13013.mp4', 'v:0'],
    ['media/cuts/delayed_start.mp4', 'v:0'],
    ['media/drafts/big_buck_bunny_0_30.webm', 'v:0'],
  ])('%s', async (name, stream) => {
    await expectProbedTimes(sharedMaterial(name)!, stream)
  })
})
