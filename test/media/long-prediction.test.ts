import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { decode } from '../../electron/media/decode.ts'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { probeDraft } from '../../electron/media/probe.ts'
import { ffmpeg } from './colour-patches.ts'

const folder = mkdtempSync(join(tmpdir(), 'hookline-prediction-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('frames far from a key frame stay within two levels of the full decode, though it leaves the deblocking filter out', async () => {
  const path = join(folder, 'long.mp4')
  const source = 'mandelbrot=s=640x360:r=30:maxiter=300'
  const coder = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '32', '-g', '300', '-pix_fmt', 'yuv420p']
  await ffmpeg(['-f', 'lavfi', '-i', source, '-frames:v', '90', ...coder, path])

  const programs = await locateFfmpeg()
  const probe = await probeDraft(path, programs)
  const frames: Uint8Array[] = []
  await decode(
    { path, probe, programs, streams: new Set(['frames'] as const) },
    {
      frame: ({ rgb }) => frames.push(Uint8Array.from(rgb)),
      still: () => undefined,
      thumbnail: () => undefined,
      sound: () => undefined,
    },
  )
  const raw = join(folder, 'peer.rgb')
  const flags = 'flags=area+accurate_rnd+full_chroma_int'
  await ffmpeg(['-i', path, '-vf', `scale=160:90:${flags},format=rgb24`, '-f', 'rawvideo', raw])
  const peer = readFileSync(raw)
  const size = 160 * 90 * 3
  expect(peer.length).toBe(frames.length * size)
  for (const index of [0, 45, 89]) {
    const difference = frames[index]!.reduce((sum, v, i) => sum + Math.abs(v - peer[index * size + i]!), 0)
    expect(difference / size, `frame ${index}`).toBeLessThan(2)
  }
})
