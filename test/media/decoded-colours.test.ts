import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { describeWithShared, sharedMaterial } from '../shared-material.ts'
import {
  decodeFirst,
  ffmpeg,
  meanColour,
  patchColours,
  patchMeans,
  writePatches,
  type Encoding,
  type Rgb,
} from './colour-patches.ts'

const folder = mkdtempSync(join(tmpdir(), 'hookline-colours-'))
afterAll(() => rmSync(folder, { recursive: true }))

const x264 = ['-c:v', 'libx264', '-qp', '0']
const x265 = ['-c:v', 'libx265', '-x265-params', 'lossless=1:log-level=none']
const ffv1 = ['-c:v', 'ffv1']
const bt709 = ['-colorspace', 'bt709']

function expectClose(measured: readonly Rgb[], expected: readonly Rgb[], tolerance: number): void {
  measured.forEach((rgb, patch) =>
    rgb.forEach((value, channel) => {
      const difference = Math.abs(value - 255 * expected[patch]![channel]!)
      expect(difference, `patch ${patch}, channel ${channel}: ${value}`).toBeLessThanOrEqual(tolerance)
    }),
  )
}

describe('colours of a decoded draft are those that were encoded', () => {
  const encodings: [string, Encoding][] = [
    ['8 bit 4:2:0', { pixelFormat: 'yuv420p', matrix: 'bt709', range: 'tv', output: [...x264, ...bt709] }],
    ['standard definition, untagged', { pixelFormat: 'yuv420p', matrix: 'bt601', range: 'tv', output: x264 }],
    ['full range', { pixelFormat: 'yuv420p', matrix: 'bt709', range: 'pc', output: [...x264, ...bt709] }],
    ['yuvj420p', { pixelFormat: 'yuvj420p', matrix: 'bt709', range: 'pc', output: [...x264, ...bt709] }],
    ['4:2:2', { pixelFormat: 'yuv422p', matrix: 'bt709', range: 'tv', output: [...x264, ...bt709] }],
    ['4:4:4 full', { pixelFormat: 'yuv444p', matrix: 'bt709', range: 'pc', output: [...x264, ...bt709] }],
    ['10 bit', { pixelFormat: 'yuv420p10le', matrix: 'bt709', range: 'tv', output: [...x265, ...bt709] }],
    [
      '10 bit 4:2:2 full',
      { pixelFormat: 'yuv422p10le', matrix: 'bt709', range: 'pc', output: [...ffv1, ...bt709] },
    ],
    [
      'BT.2020 matrix, standard range',
      {
        pixelFormat: 'yuv420p10le',
        matrix: 'bt2020',
        range: 'tv',
        output: [...x265, '-colorspace', 'bt2020nc'],
      },
    ],
  ]
  it.each(encodings)('%s', async (name, encoding) => {
    const path = join(folder, `${name.replaceAll(/\W/g, '-')}.mkv`)
    await writePatches(path, patchColours, encoding)
    const { frame, still } = await decodeFirst(path)
    expectClose(patchMeans(frame), patchColours, 2)
    expectClose(patchMeans(still), patchColours, 2)
  })
})

// ITU-R BT.2087 (BT.709 to BT.2020 in linear light), SMPTE ST 2084, ARIB STD-B67 for a screen of 1,000 cd/m².
const bt2020FromBt709 = [
  [0.6274, 0.3293, 0.0433],
  [0.0691, 0.9195, 0.0114],
  [0.0164, 0.088, 0.8956],
] as const
function pq(nits: number): number {
  const power = (nits / 10_000) ** 0.1593017578125
  return ((0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power)) ** 78.84375
}
function hlg(nits: number): number {
  const scene = (nits / 1000) ** (1 / 1.2)
  return scene <= 1 / 12 ? Math.sqrt(3 * scene) : 0.17883277 * Math.log(12 * scene - 0.28466892) + 0.55991073
}
function inHdr(rgb: Rgb, transfer: (nits: number) => number, whiteNits: number): Rgb {
  const nits = rgb.map((code) => whiteNits * code ** 2.4)
  const [r, g, b] = bt2020FromBt709.map((row) =>
    transfer(row[0] * nits[0]! + row[1] * nits[1]! + row[2] * nits[2]!),
  )
  return [r!, g!, b!]
}

describe('HDR is shown as on a standard screen', () => {
  it.each([
    ['smpte2084', pq],
    ['arib-std-b67', hlg],
  ] as const)(
    '%s: colours below the highlights are kept, white is neither grey nor clipped',
    async (transfer, toCode) => {
      const path = join(folder, `${transfer}.mkv`)
      const colours = patchColours.map((rgb) => inHdr(rgb, toCode, 203))
      await writePatches(path, colours, {
        pixelFormat: 'yuv420p10le',
        matrix: 'bt2020',
        range: 'tv',
        output: [...x265, '-colorspace', 'bt2020nc', '-color_primaries', 'bt2020', '-color_trc', transfer],
      })
      const { frame, still } = await decodeFirst(path)
      for (const picture of [frame, still]) {
        const means = patchMeans(picture)
        // A dark channel beside a bright one lies below what 10 bits of a wide gamut can tell: 7/255.
        expectClose(means.slice(0, 7), patchColours.slice(0, 7), 7)
        expectClose(
          [means[0]!, means[4]!, means[6]!],
          [patchColours[0]!, patchColours[4]!, patchColours[6]!],
          3,
        )
        const white = means[7]![0]
        expect(white).toBeGreaterThan(0.85 * 255)
        expect(white).toBeLessThan(0.95 * 255)
      }
    },
  )

  it('light of 1,000 cd/m² is white and 400 lies between it and reference white', async () => {
    const path = join(folder, 'highlights.mkv')
    const grey = (nits: number): Rgb => [pq(nits), pq(nits), pq(nits)]
    await writePatches(path, [203, 400, 1000, 4000, 1, 10, 50, 100].map(grey), {
      pixelFormat: 'yuv420p10le',
      matrix: 'bt2020',
      range: 'tv',
      output: [...x265, '-colorspace', 'bt2020nc', '-color_trc', 'smpte2084'],
    })
    const [at203, at400, at1000, at4000] = patchMeans((await decodeFirst(path)).frame).map((rgb) => rgb[1])
    expect(at400).toBeGreaterThan(at203! + 5)
    expect(at1000).toBeGreaterThan(at400! + 2)
    expect(at1000).toBeGreaterThanOrEqual(253)
    expect(at4000).toBeGreaterThanOrEqual(253)
  })
})

describe('transparency lies over black', () => {
  const [width, height] = [320, 180]
  // Left: orange at half cover; right: white that nobody sees.
  const pixels = Buffer.alloc(width * height * 4)
  for (let i = 0; i < width * height; i++) {
    const left = i % width < width / 2
    pixels.set(left ? [240, 120, 40, 128] : [255, 255, 255, 0], 4 * i)
  }
  it.each([
    ['qtrle', 'argb', 'mov'],
    ['png', 'rgba', 'mov'],
    ['prores_ks', 'yuva444p10le', 'mov'],
    ['ffv1', 'yuva420p', 'mkv'],
    ['ffv1', 'gbrap', 'mkv'],
  ])('%s %s', async (codec, pixelFormat, container) => {
    const raw = join(folder, 'alpha.rgba')
    const path = join(folder, `${codec}-${pixelFormat}.${container}`)
    writeFileSync(raw, Buffer.concat([pixels, pixels]))
    await ffmpeg([
      ...['-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', `${width}x${height}`, '-r', '25', '-i', raw],
      ...['-c:v', codec, '-pix_fmt', pixelFormat, path],
    ])
    const { frame, still } = await decodeFirst(path)
    for (const picture of [frame, still]) {
      const expected: Rgb = [(240 * 128) / 255 / 255, (120 * 128) / 255 / 255, (40 * 128) / 255 / 255]
      expectClose([meanColour(picture, [0, 0, 0.5, 1])], [expected], 3)
      expectClose([meanColour(picture, [0.5, 0, 0.5, 1])], [[0, 0, 0]], 1)
    }
  })
})

describeWithShared('real drafts', () => {
  it('a full-range clip has the colours that ffmpeg converts it to', async () => {
    const path = sharedMaterial('media/drafts/bt709_full_range.mp4')!
    const { still } = await decodeFirst(path)
    const converted = join(folder, 'peer.rgb')
    await ffmpeg([
      '-i',
      path,
      '-frames:v',
      '1',
      '-vf',
      'scale=960:540:out_range=pc',
      '-pix_fmt',
      'rgb24',
      '-f',
      'rawvideo',
      converted,
    ])
    const peer = { width: 960, height: 540, rgb: new Uint8Array(readFileSync(converted)) }
    for (let i = 0; i < 16; i++) {
      const place = [(i % 4) / 4, Math.floor(i / 4) / 4, 1 / 4, 1 / 4]
      expectClose(
        [meanColour(still, place)],
        [meanColour(peer, place).map((v) => v / 255) as unknown as Rgb],
        3,
      )
    }
  })
})
