import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readableFormats } from '../../electron/media/confinement.ts'
import { locateFfmpeg, type FfmpegPrograms } from '../../electron/media/locate.ts'
import { argumentsOf, render, renderCommand } from '../../electron/media/render.ts'

const folder = mkdtempSync(join(tmpdir(), 'hookline-render-'))
const inside = join(folder, 'inside.mp4')
let programs: FfmpegPrograms
beforeAll(async () => {
  programs = await locateFfmpeg()
  const picture = ['-f', 'lavfi', '-i', 'testsrc=s=64x64:r=10:d=1']
  execFileSync(programs.ffmpegPath, ['-v', 'error', ...picture, '-pix_fmt', 'yuv420p', inside])
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('what is rendered from a draft', () => {
  it('is read in confinement: the options stand before the input, which is an address of a local file', () => {
    const names = [
      '/d/a b.mp4',
      '/d/-i pipe:0',
      '/d/x" -f lavfi.mp4',
      '/d/http://host/x.mp4',
      "/d/it's; rm.mp4",
    ]
    for (const path of names) {
      const given = argumentsOf(renderCommand(path, `${path}.out`, 1.5))
      const input = given.indexOf('-i')
      expect(given[input + 1]).toBe(`file:${path}`)
      expect(given.lastIndexOf('-i')).toBe(input)
      const before = given.slice(0, input)
      for (const [option, value] of [
        ['-protocol_whitelist', 'file,pipe'],
        ['-format_whitelist', readableFormats.join(',')],
        ['-ss', '1.500000'],
      ] as const)
        expect(before[before.indexOf(option) + 1], option).toBe(value)
      expect(Number(before[before.indexOf('-max_pixels') + 1])).toBeGreaterThan(0)
      expect(given.at(-1)).toBe(`file:${path}.out`)
    }
  })

  it('opens no other file that the draft names: a list of files in a draft’s clothes is refused', async () => {
    const list = join(folder, 'list.mp4')
    writeFileSync(list, `ffconcat version 1.0\nfile '${inside}'\n`)
    // Without confinement ffmpeg does open it; otherwise this test would show nothing.
    const opened = join(folder, 'opened.mp4')
    execFileSync(programs.ffmpegPath, ['-v', 'error', '-safe', '0', '-f', 'concat', '-i', list, opened])
    expect(statSync(opened).size).toBeGreaterThan(500)
    const out = join(folder, 'list.out.mp4')
    await expect(render(renderCommand(list, out), { programs, timeS: 20 })).rejects.toMatchObject({
      code: 'corrupt',
    })
    expect(existsSync(out)).toBe(false)
  })

  it('is ended when nobody wants it any more or its time is over', async () => {
    const out = join(folder, 'ended.mp4')
    const aborted = { programs, timeS: 20, signal: AbortSignal.abort() }
    await expect(render(renderCommand(inside, out), aborted)).rejects.toMatchObject({ code: 'cancelled' })
    // A picture a second at real-time pace: ten of them outlast the limit.
    const slow = renderCommand(inside, out).inputOptions('-stream_loop', '20', '-re')
    await expect(render(slow, { programs, timeS: 1 })).rejects.toMatchObject({ code: 'timed_out' })
  })

  it('is whole in a folder and under names with blanks and quotes, and tells how far it is', async () => {
    const out = join(folder, `it's "new" -f avi.mp4`)
    let writtenS = 0
    await render(renderCommand(inside, out), { programs, timeS: 20, onWritten: (s) => (writtenS = s) })
    const told = execFileSync(programs.ffprobePath, [
      ...['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', `file:${out}`],
    ])
    expect(Number(told.toString())).toBeCloseTo(1, 1)
    expect(writtenS).toBeGreaterThan(0.5)
  })
})
