import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { decode } from '../../electron/media/decode.ts'
import { exactFrame } from '../../electron/media/exact-frame.ts'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { probeDraft } from '../../electron/media/probe.ts'
import { numberOn, writeNumbered } from './numbered-frames.ts'

const folder = mkdtempSync(join(tmpdir(), 'hookline-frames-'))
afterAll(() => rmSync(folder, { recursive: true }))

const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '20']
const longGop = [...h264, '-g', '9999', '-keyint_min', '9999', '-bf', '3', '-b_strategy', '0']
const beep = ['-f', 'lavfi', '-i', 'sine=d=6']
/** Passes frames in uneven steps. */
const uneven = "select='lt(mod(n,10),3)+eq(mod(n,7),0)'"
const isUneven = (n: number): boolean => n % 10 < 3 || n % 7 === 0
const all = Array.from({ length: 180 }, (_, n) => n)

interface Material {
  name: string
  output: readonly string[]
  options?: { fps?: string; input?: readonly string[]; filter?: string }
  numbers?: number[]
}
const material: Material[] = [
  { name: 'long-gop.mp4', output: longGop },
  { name: 'ntsc.mov', output: longGop, options: { fps: '30000/1001' } },
  {
    name: 'variable.mp4',
    output: [...longGop, '-fps_mode', 'vfr'],
    options: { filter: uneven },
    numbers: all.filter(isUneven),
  },
  {
    name: 'variable.mkv',
    output: [...longGop, '-fps_mode', 'vfr'],
    options: { filter: uneven },
    numbers: all.filter(isUneven),
  },
  // The picture begins 1.5 s after the sound.
  {
    name: 'late.mp4',
    output: [...longGop, '-fps_mode', 'passthrough', '-c:a', 'aac', '-map', '1:v', '-map', '0:a'],
    options: { input: [...beep, '-itsoffset', '1.5'] },
  },
  { name: 'open-gop.ts', output: [...h264, '-g', '60', '-bf', '3', '-x264-params', 'open-gop=1'] },
  { name: 'b-frames.avi', output: ['-c:v', 'mpeg4', '-bf', '2', '-g', '90', '-q:v', '2'] },
  {
    name: 'alt-ref.webm',
    output: ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-g', '90'],
  },
]

describe('a frame asked for by number is that frame', () => {
  it.each(material)('in $name', async ({ name, output, options, numbers = all }) => {
    const path = join(folder, name)
    await writeNumbered(path, 6, output, options)
    const programs = await locateFfmpeg()
    const probe = await probeDraft(path, programs)
    const ignore = (): void => undefined
    const { frameTimesS, clock } = await decode(
      { path, probe, programs, streams: new Set(['frames']) },
      { frame: ignore, still: ignore, thumbnail: ignore, sound: ignore },
    )
    expect(frameTimesS).toHaveLength(numbers.length)
    const last = numbers.length - 1
    for (const frame of [0, 1, 2, 17, Math.floor(last / 2), last - 1, last]) {
      const fileTime = (n: number): number => clock.originS + frameTimesS[n]!
      const jpeg = await exactFrame({
        shortSidePx: 540,
        path,
        probe,
        programs,
        fileTimeS: fileTime(frame),
        beforeS: frame === 0 ? null : fileTime(frame - 1),
      })
      expect(await numberOn(jpeg), `frame ${frame}`).toBe(numbers[frame])
    }
  })
})
