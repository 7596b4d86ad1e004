import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeWithShared, sharedMaterial } from '../shared-material.ts'
import { decodeFirst, ffmpeg, meanColour, patchColours, patchMeans, writePatches } from './colour-patches.ts'

const folder = mkdtempSync(join(tmpdir(), 'hookline-orientation-'))
afterAll(() => rmSync(folder, { recursive: true }))

const x264 = ['-c:v', 'libx264', '-qp', '0', '-colorspace', 'bt709']

/** Writes another display matrix (a, b, c, d of ISO 14496-12) into the picture track of an MP4 file. */
function withMatrix(source: string, target: string, [a, b, c, d]: readonly number[]): void {
  const bytes = readFileSync(source)
  const matrix = bytes.indexOf('tkhd') + 4 + 40
  const write = (cell: number, value: number): unknown =>
    bytes.writeInt32BE(value * 65_536, matrix + 4 * cell)
  write(0, a!)
  write(1, b!)
  write(3, c!)
  write(4, d!)
  writeFileSync(target, bytes)
}

describe('the eight orientations of a display matrix', () => {
  const upright = join(folder, 'upright.mp4')
  beforeAll(() =>
    writePatches(upright, patchColours, {
      pixelFormat: 'yuv420p',
      matrix: 'bt709',
      range: 'tv',
      output: x264,
    }),
  )
  it.each([
    [1, 0, 0, 1],
    [0, 1, -1, 0],
    [-1, 0, 0, -1],
    [0, -1, 1, 0],
    [-1, 0, 0, 1],
    [1, 0, 0, -1],
    [0, 1, 1, 0],
    [0, -1, -1, 0],
  ])('(%i %i / %i %i) puts each patch where the matrix sends it', async (a, b, c, d) => {
    const path = join(folder, 'turned.mp4')
    withMatrix(upright, path, [a, b, c, d])
    const { frame } = await decodeFirst(path)
    expect(frame.width > frame.height).toBe(a !== 0)
    patchColours.forEach((rgb, patch) => {
      // Centre of the patch from the middle of the picture, and its size, sent through the matrix.
      const [x, y] = [((patch % 4) + 0.5) / 4 - 0.5, (Math.floor(patch / 4) + 0.5) / 2 - 0.5]
      const [w, h] = [Math.abs(a / 4 + c / 2), Math.abs(b / 4 + d / 2)]
      const place = [a * x + c * y + 0.5 - w / 2, b * x + d * y + 0.5 - h / 2, w, h]
      meanColour(frame, place).forEach((value, channel) =>
        expect(Math.abs(value - 255 * rgb[channel]!)).toBeLessThan(3),
      )
    })
  })
})

describe('which picture is shown', () => {
  const film = join(folder, 'film.mp4')
  const cover = join(folder, 'cover.png')
  beforeAll(async () => {
    await writePatches(film, patchColours, {
      pixelFormat: 'yuv420p',
      matrix: 'bt709',
      range: 'tv',
      output: x264,
    })
    await ffmpeg(['-f', 'lavfi', '-i', 'color=green:s=1000x1000', '-frames:v', '1', cover])
  })
  const isFilm = (picture: Parameters<typeof patchMeans>[0]): void =>
    patchMeans(picture).forEach((rgb, patch) =>
      rgb.forEach((value, channel) =>
        expect(Math.abs(value - 255 * patchColours[patch]![channel]!)).toBeLessThan(3),
      ),
    )

  it('the film, not its cover art, even where the cover comes first', async () => {
    for (const order of [
      ['0:v', '1:v'],
      ['1:v', '0:v'],
    ]) {
      const path = join(folder, 'cover.mp4')
      const coverStream = order.indexOf('1:v')
      await ffmpeg([
        ...['-i', film, '-i', cover, ...order.flatMap((o) => ['-map', o]), '-c', 'copy'],
        ...[`-disposition:v:${coverStream}`, 'attached_pic', path],
      ])
      isFilm((await decodeFirst(path)).frame)
    }
  })

  it('the stream marked default of two', async () => {
    const other = join(folder, 'other.mp4')
    const path = join(folder, 'two.mkv')
    await ffmpeg(['-f', 'lavfi', '-i', 'color=green:s=320x240:d=0.2', other])
    await ffmpeg([
      ...['-i', other, '-i', film, '-map', '0:v', '-map', '1:v', '-c', 'copy'],
      ...['-disposition:v:0', '0', '-disposition:v:1', 'default', path],
    ])
    isFilm((await decodeFirst(path)).frame)
  })

  it('pixels that are not square are stretched to the shape shown', async () => {
    const path = join(folder, 'anamorphic.mp4')
    await ffmpeg(['-i', film, '-vf', 'setsar=2/3', ...x264, path])
    const { frame, still } = await decodeFirst(path)
    for (const picture of [frame, still]) {
      expect(picture.width / picture.height).toBeCloseTo((640 * 2) / 3 / 360, 1)
      isFilm(picture)
    }
  })
})

describeWithShared('real drafts', () => {
  it.each([0, 90, 180, 270])('video_%i.mov is as upright as ffmpeg shows it', async (degrees) => {
    const path = sharedMaterial(`media/drafts/video_${degrees}.mov`)!
    const { still } = await decodeFirst(path)
    expect(still.width > still.height).toBe(degrees % 180 === 0)
    const raw = join(folder, 'peer.rgb')
    const size = `${still.width}:${still.height}:in_color_matrix=bt709`
    await ffmpeg([
      '-i',
      path,
      '-frames:v',
      '1',
      '-vf',
      `scale=${size}`,
      '-pix_fmt',
      'rgb24',
      '-f',
      'rawvideo',
      raw,
    ])
    const peer = { ...still, rgb: new Uint8Array(readFileSync(raw)) }
    for (let i = 0; i < 16; i++) {
      const place = [(i % 4) / 4, Math.floor(i / 4) / 4, 1 / 4, 1 / 4]
      const expected = meanColour(peer, place)
      meanColour(still, place).forEach((value, c) => expect(Math.abs(value - expected[c]!)).toBeLessThan(3))
    }
  })

  it('SAR-2by3.mp4 is shown at 427 × 360', async () => {
    const { still } = await decodeFirst(sharedMaterial('media/drafts/SAR-2by3.mp4')!)
    expect(still.width / still.height).toBeCloseTo(427 / 360, 2)
  })

  it('h264-png.mp4 shows its film, not the 240 × 169 cover', async () => {
    const { still, frameTimesS } = await decodeFirst(sharedMaterial('media/drafts/h264-png.mp4')!)
    expect(still.width / still.height).toBeCloseTo(640 / 360, 2)
    expect(frameTimesS.length).toBe(60)
  })
})
