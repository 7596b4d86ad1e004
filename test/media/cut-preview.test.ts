import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { movedCut, renderCutPreview } from '../../electron/media/cut-preview.ts'
import { locateFfmpeg, type FfmpegPrograms } from '../../electron/media/locate.ts'
import { probeDraft } from '../../electron/media/probe.ts'
import { temporaryFolder } from '../host/hookline.ts'
import { soundOf } from '../sound/ffmpeg-peer.ts'
import { numbersOf, writeNumbered } from './numbered-frames.ts'

const fps = 30
const frames = 240
const cut = 120
const folder = temporaryFolder()
const draft = join(folder.path, 'draft.mp4')
const timesS = Float64Array.from({ length: frames }, (_, i) => i / fps)
let programs: FfmpegPrograms

beforeAll(async () => {
  programs = await locateFfmpeg()
  // A long way between key frames; it beeps for a fifth of a second from the cut on.
  const beep = "aevalsrc='0.5*gte(t,4)*lt(t,4.2)*sin(2*PI*1000*t)':s=48000:d=8"
  await writeNumbered(
    draft,
    frames / fps,
    [
      '-map',
      '1:v',
      '-map',
      '0:a',
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-g',
      '999',
      '-bf',
      '2',
      '-c:a',
      'aac',
    ],
    { input: ['-f', 'lavfi', '-i', beep] },
  )
})
afterAll(folder.remove)

async function rendered(by: number): Promise<string> {
  const outPath = join(folder.path, `moved-${by}.mp4`)
  await renderCutPreview({
    ...{ path: draft, programs, probe: await probeDraft(draft, programs), fps, outPath },
    moved: movedCut(timesS, frames / fps, [30, cut, 200], cut, by)!,
    beforeS: timesS[cut - 2 * fps - 1]!,
  })
  return outPath
}

const upTo = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)
const isRising = (shown: readonly number[]): boolean => shown.every((n, i) => i === 0 || n >= shown[i - 1]!)

/** An editor hears whether a move is worth it before it is made: picture and sound have to be exactly where they would be. */
describe('a cut that is moved', () => {
  it('is where it was when it is moved by nothing', async () => {
    expect(await numbersOf(await rendered(0))).toEqual(upTo(60, 180))
  })

  it('shows the new shot five frames later, at its own times, and slows the old one until then', async () => {
    const shown = await numbersOf(await rendered(5))
    expect(shown.slice(0, 30)).toEqual(upTo(60, 90))
    const stretched = shown.slice(30, 65)
    expect(isRising(stretched)).toBe(true)
    expect(new Set(stretched)).toEqual(new Set(upTo(90, 120)))
    expect(shown.slice(65)).toEqual(upTo(125, 180))
  })

  it('shows the new shot five frames earlier, slowed down, and the old one until then', async () => {
    const shown = await numbersOf(await rendered(-5))
    expect(shown.slice(0, 55)).toEqual(upTo(60, 115))
    const stretched = shown.slice(55, 90)
    expect(isRising(stretched)).toBe(true)
    expect(new Set(stretched)).toEqual(new Set(upTo(120, 150)))
    expect(shown.slice(90)).toEqual(upTo(150, 180))
  })

  it.each([0, 5, -5])('leaves the sound where it was (%i frames)', async (by) => {
    const { samples } = await soundOf(await rendered(by), 1)
    const first = samples.findIndex((value) => Math.abs(value) > 0.1)
    const last = samples.findLastIndex((value) => Math.abs(value) > 0.1)
    expect(Math.abs(first / 48_000 - 2)).toBeLessThan(0.01)
    expect(Math.abs(last / 48_000 - 2.2)).toBeLessThan(0.01)
  })

  it('never reaches another cut or an end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 239 }), fc.integer({ min: -60, max: 60 }), (frame, by) => {
        const cuts = [30, 120, 200]
        const moved = movedCut(timesS, 8, cuts, frame, by)
        const before = cuts.findLast((other) => other < frame) ?? 0
        const after = cuts.find((other) => other > frame) ?? frames
        expect(moved !== null).toBe(frame + by > before && frame + by < after)
        if (!moved) return
        expect(moved.startS).toBeLessThanOrEqual(moved.stretchS)
        expect(moved.startS).toBeLessThan(Math.min(moved.cutS, moved.movedS) + 1e-9)
      }),
      { seed: 5 },
    )
  })
})
