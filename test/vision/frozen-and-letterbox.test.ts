import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { frozen } from '../../electron/vision/frozen.ts'
import { letterbox, type LetterboxFacts } from '../../electron/vision/letterbox.ts'
import { motion } from '../../electron/vision/motion.ts'
import { thumbnails } from '../../electron/vision/thumbnails.ts'
import { ffmpeg } from '../media/colour-patches.ts'
import { describeWithShared, sharedMaterial } from '../shared-material.ts'
import { measuredFile } from './measured-file.ts'
import { film, mean, measured, surface } from './painted-frames.ts'

const folder = mkdtempSync(join(tmpdir(), 'hookline-picture-'))
afterAll(() => rmSync(folder, { recursive: true }))

const ground = surface(1)
const x264 = (crf: number): string[] => [
  '-c:v',
  'libx264',
  '-preset',
  'veryfast',
  '-crf',
  String(crf),
  '-pix_fmt',
  'yuv420p',
]

async function made(
  name: string,
  source: string,
  filters: string,
  output: readonly string[],
): Promise<string> {
  const path = join(folder, name)
  await ffmpeg(['-f', 'lavfi', '-i', source, '-vf', filters, ...output, path])
  return path
}

describe('frozen spans', () => {
  it('are where movement stops, to the frame', () => {
    const position = (t: number): number => 30 * (t < 1 ? t : t < 2.2 ? 1 : t - 1.2)
    const facts = measured(
      frozen,
      film((x, y, t) => ground(x - position(t), y), { durationS: 3 }),
      3,
    )
    expect(facts.frozen).toHaveLength(1)
    expect(facts.frozen[0]!.startS).toBeCloseTo(1, 3)
    // The last frame of the pause is shown until the first that differs: 2.2 s, where it moves on at the next.
    expect(facts.frozen[0]!.endS).toBeGreaterThanOrEqual(2.2 - 1e-6)
    expect(facts.frozen[0]!.endS).toBeLessThan(2.2 + 2.5 / 30)
  })

  it('a frame that is shown for a second is frozen, pauses under half a second are not', () => {
    const timesS = [0, 0.1, 0.2, 1.2, 1.3, 1.75, 1.8]
    const facts = measured(
      frozen,
      film((x, y, t) => ground(x - 40 * t, y), { timesS }),
      1.9,
    )
    expect(facts.frozen).toEqual([{ startS: 0.2, endS: 1.2 }])
  })

  it('the repeated frames of 24 shown as 30, or 8 as 24, are not', () => {
    for (const [shown, fps] of [
      [24, 30],
      [8, 24],
    ] as const) {
      const frames = film((x, y, t) => ground(x - (60 * Math.floor(t * shown + 1e-6)) / shown, y), {
        fps,
        durationS: 2,
      })
      expect(measured(frozen, frames, 2).frozen).toEqual([])
    }
  })

  it('a small thing that moves, or a slow drift, keeps the picture from being frozen', () => {
    const blinking = film((x, y, t) =>
      Math.abs(x) < 2 && Math.abs(y) < 3 && Math.floor(t * 4) % 2 === 0 ? 220 : ground(x, y),
    )
    expect(measured(frozen, blinking, 1).frozen).toEqual([])
    const drifting = film((x, y, t) => ground(x - 6 * t, y), { durationS: 2 })
    expect(measured(frozen, drifting, 2).frozen).toEqual([])
  })

  it.each([20, 30, 38])(
    'a title card coded at crf %i is frozen from end to end, and doesn’t move',
    async (crf) => {
      const path = await made(
        `card${crf}.mp4`,
        'testsrc2=s=540x960:r=30:d=0.04',
        'loop=loop=89:size=1,noise=alls=2:allf=t',
        [...x264(crf), '-g', '30', '-t', '3'],
      )
      const facts = await measuredFile(path, frozen)
      expect(facts.frozen).toHaveLength(1)
      expect(facts.frozen[0]!.startS).toBe(0)
      expect(facts.frozen[0]!.endS).toBeCloseTo(3, 1)
      const { motion: speeds } = await measuredFile(path, motion)
      expect(Math.max(...speeds)).toBeLessThan(0.005)
    },
  )
})

describe('letterbox', () => {
  const size = 's=540x960:r=10:d=3'
  /** A moving picture of `inner` laid on `background`, bars of that colour left free. */
  const boxed = (inner: string, x: number, y: number, background: string): Promise<LetterboxFacts> =>
    made(
      'boxed.mp4',
      `color=${background}:${size}[back];testsrc2=s=${inner}:r=10:d=3[front];[back][front]overlay=${x}:${y}`,
      'null',
      x264(26),
    ).then((path) => measuredFile(path, letterbox))
  const expectBars = (
    facts: LetterboxFacts,
    top: number,
    bottom: number,
    left: number,
    right: number,
  ): void => {
    expect(facts).not.toBeNull()
    const found = [facts!.top, facts!.bottom, facts!.left, facts!.right]
    ;[top, bottom, left, right].forEach((bar, i) => expect(Math.abs(found[i]! - bar)).toBeLessThan(0.005))
  }

  it('bars above and below', async () => {
    expectBars(await boxed('540x304', 0, 328, 'black'), 328 / 960, 328 / 960, 0, 0)
  })
  it('bars at the sides, of dark blue', async () => {
    expectBars(await boxed('400x960', 70, 0, '0x0a1430'), 0, 0, 70 / 540, 70 / 540)
  })
  it('all around, unequal', async () => {
    expectBars(await boxed('360x640', 90, 200, 'black'), 200 / 960, 120 / 960, 90 / 540, 90 / 540)
  })
  it('none where the picture fills the frame', async () => {
    expect(
      await measuredFile(await made('full.mp4', `testsrc2=${size}`, 'null', x264(26)), letterbox),
    ).toBeNull()
  })
  it('none where a blurred copy fills the sides', async () => {
    const filters =
      'split[a][b];[a]scale=960:960,boxblur=40,crop=540:960,eq=brightness=-0.3[back];[b]scale=540:304[front];[back][front]overlay=0:328'
    expect(
      await measuredFile(
        await made('blurred.mp4', `testsrc2=s=960x540:r=10:d=3`, filters, x264(26)),
        letterbox,
      ),
    ).toBeNull()
  })
  it('none where text stands on black, or all is dark', async () => {
    const text = `color=black:${size}[back];testsrc2=s=120x60:r=10:d=3[front];[back][front]overlay=200:450`
    expect(await measuredFile(await made('text.mp4', text, 'null', x264(26)), letterbox)).toBeNull()
    expect(
      await measuredFile(await made('dark.mp4', `color=0x060606:${size}`, 'null', x264(26)), letterbox),
    ).toBeNull()
  })
  it('none where only a part of the draft has bars', async () => {
    const source = `testsrc2=${size},drawbox=y=0:h=200:c=black:t=fill:enable='lt(t,1.5)'`
    expect(await measuredFile(await made('part.mp4', source, 'null', x264(26)), letterbox)).toBeNull()
  })
})

describe('through the real decode', () => {
  it('a pan at 1080 × 1920 has the speed with which it was cropped', async () => {
    // 4 px a frame of 1080 × 1920 at 30 a second: 120 px a second, a diagonal being 2,203 px.
    const path = await made(
      'pan.mp4',
      'mandelbrot=s=1080x960:r=30:maxiter=300:start_scale=2:end_scale=2:end_pts=1',
      "trim=end_frame=1,scale=2160:1920,loop=loop=59:size=1,setpts=N/30/TB,crop=1080:1920:'4*n':0",
      [...x264(23), '-frames:v', '60'],
    )
    const facts = await measuredFile(path, motion)
    const expected = 120 / Math.hypot(1080, 1920)
    expect(Math.abs(mean(facts.cameraMotion) / expected - 1)).toBeLessThan(0.1)
    expect(mean(facts.cameraRight)).toBeLessThan(0)
  })

  it('thumbnails are upright JPEGs every second', async () => {
    const path = await made('thumbs.mp4', 'testsrc2=s=540x960:r=25:d=2', 'null', x264(26))
    const facts = await measuredFile(path, thumbnails)
    expect(facts.map(({ timeS }) => timeS)).toEqual([0, 1])
    for (const { jpeg } of facts) {
      expect([jpeg[0], jpeg[1]]).toEqual([0xff, 0xd8])
      expect(jpeg.length).toBeGreaterThan(500)
    }
  })
})

describeWithShared('real drafts', () => {
  it('chaplin.mp4 has pillars of 72 px left and right of 640', async () => {
    const facts = await measuredFile(sharedMaterial('media/drafts/chaplin.mp4')!, letterbox)
    expect([facts!.top, facts!.bottom]).toEqual([0, 0])
    // Mean luma by column: 0 up to 71, 36 at 72, 114 at 73; 102 at 567, 2 from 568.
    expect(Math.abs(facts!.left - 72 / 640)).toBeLessThan(0.003)
    expect(Math.abs(facts!.right - 72 / 640)).toBeLessThan(0.003)
  })

  it('smpte-2997.mp4 is 4:3 in 16:9', async () => {
    const facts = await measuredFile(sharedMaterial('media/drafts/smpte-2997.mp4')!, letterbox)
    expect(facts!.left).toBeCloseTo(0.125, 2)
    expect(facts!.right).toBeCloseTo(0.125, 2)
  })

  it('bars in full view are not taken from dark pictures', async () => {
    for (const name of [
      'cuts/issue-195-aspect-ratio.mp4',
      'drafts/nasa_13013.mp4',
      'drafts/big_buck_bunny_0_30.webm',
    ]) {
      expect(await measuredFile(sharedMaterial(`media/${name}`)!, letterbox), name).toBeNull()
    }
  })
})
