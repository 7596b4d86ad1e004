import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { probeDraft } from '../../electron/media/probe.ts'
import { decode } from '../../electron/media/decode.ts'

export type Rgb = readonly [number, number, number]

/** Eight colours, R'G'B' in 0…1, laid out as 4 × 2 patches. */
export const patchColours: readonly Rgb[] = [
  [0.75, 0.75, 0.75],
  [0.75, 0.1, 0.1],
  [0.1, 0.6, 0.15],
  [0.15, 0.2, 0.7],
  [0.05, 0.05, 0.05],
  [0.8, 0.7, 0.1],
  [0.3, 0.3, 0.3],
  [1, 1, 1],
]
const width = 640
const height = 360

export interface Encoding {
  /** ffmpeg's planar YUV name, for instance yuv420p10le. */
  pixelFormat: string
  matrix: 'bt601' | 'bt709' | 'bt2020'
  range: 'tv' | 'pc'
  /** Further output options: codec, tags. */
  output: readonly string[]
  frames?: number
}

const lumaWeights = { bt601: [0.299, 0.114], bt709: [0.2126, 0.0722], bt2020: [0.2627, 0.0593] } as const

/** One colour as Y′CbCr codes (ITU-R BT.601, BT.709, BT.2020, section "digital representation"). */
function codes(rgb: Rgb, { matrix, range }: Encoding, bits: number): [number, number, number] {
  const [kr, kb] = lumaWeights[matrix]
  const [r, g, b] = rgb
  const y = kr * r + (1 - kr - kb) * g + kb * b
  const cb = (b - y) / (2 * (1 - kb))
  const cr = (r - y) / (2 * (1 - kr))
  const unit = 2 ** (bits - 8)
  const top = 2 ** bits - 1
  const chroma = (c: number): number =>
    Math.min(top, Math.round(range === 'tv' ? (224 * c + 128) * unit : top * c + 128 * unit))
  return [Math.round(range === 'tv' ? (219 * y + 16) * unit : top * y), chroma(cb), chroma(cr)]
}

/** Writes a clip of the patches whose every sample is computed here, so that no converter stands between. */
export async function writePatches(path: string, colours: readonly Rgb[], encoding: Encoding): Promise<void> {
  const bits = Number(/p(\d+)le$/.exec(encoding.pixelFormat)?.[1] ?? 8)
  const [stepX, stepY] = encoding.pixelFormat.includes('420')
    ? [2, 2]
    : encoding.pixelFormat.includes('422')
      ? [2, 1]
      : [1, 1]
  const patches = colours.map((colour) => codes(colour, encoding, bits))
  const bytes = bits > 8 ? 2 : 1
  const planes = [0, 1, 2].map((plane) => {
    const planeWidth = plane === 0 ? width : width / stepX
    const planeHeight = plane === 0 ? height : height / stepY
    const samples = Buffer.alloc(planeWidth * planeHeight * bytes)
    for (let y = 0; y < planeHeight; y++) {
      for (let x = 0; x < planeWidth; x++) {
        const patch = Math.floor((2 * y) / planeHeight) * 4 + Math.floor((4 * x) / planeWidth)
        const at = (y * planeWidth + x) * bytes
        if (bytes === 2) samples.writeUInt16LE(patches[patch]![plane]!, at)
        else samples.writeUInt8(patches[patch]![plane]!, at)
      }
    }
    return samples
  })
  const frame = Buffer.concat(planes)
  const raw = `${path}.yuv`
  writeFileSync(raw, Buffer.concat(Array<Buffer>(encoding.frames ?? 3).fill(frame)))
  await ffmpeg([
    ...[
      '-f',
      'rawvideo',
      '-pix_fmt',
      encoding.pixelFormat,
      '-s',
      `${width}x${height}`,
      '-r',
      '25',
      '-i',
      raw,
    ],
    ...['-color_range', encoding.range, ...encoding.output, path],
  ])
}

export async function ffmpeg(args: readonly string[]): Promise<void> {
  const { ffmpegPath } = await locateFfmpeg()
  const { status, stderr } = spawnSync(ffmpegPath, ['-v', 'error', '-y', ...args], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`ffmpeg could not make the clip: ${stderr}`)
}

export interface DecodedPicture {
  width: number
  height: number
  rgb: Uint8Array
}

/** The first frame and the first still of a draft as Hookline decodes them, with every frame's time. */
export async function decodeFirst(path: string): Promise<{
  frame: DecodedPicture
  still: DecodedPicture
  frameTimesS: Float64Array
  stillTimesS: number[]
}> {
  const programs = await locateFfmpeg()
  const probe = await probeDraft(path, programs)
  let frame: DecodedPicture | null = null
  let still: DecodedPicture | null = null
  const stillTimesS: number[] = []
  const { frameTimesS } = await decode(
    { path, probe, programs, streams: new Set(['frames', 'stills', 'thumbnails'] as const) },
    {
      frame: (f) => {
        frame ??= { width: f.width, height: f.height, rgb: Uint8Array.from(f.rgb) }
      },
      still: (s) => {
        stillTimesS.push(s.timeS)
        still ??= { width: s.width, height: s.height, rgb: Uint8Array.from(s.rgb) }
      },
      thumbnail: () => undefined,
      sound: () => undefined,
    },
  )
  return { frame: frame!, still: still!, frameTimesS, stillTimesS }
}

/** Mean R, G, B (0…255) of the inner half of a rectangle given in fractions of the picture. */
export function meanColour(picture: DecodedPicture, [x, y, w, h]: readonly number[]): Rgb {
  const sums = [0, 0, 0]
  let count = 0
  const left = Math.round((x! + w! / 4) * picture.width)
  const right = Math.round((x! + (3 * w!) / 4) * picture.width)
  const top = Math.round((y! + h! / 4) * picture.height)
  const bottom = Math.round((y! + (3 * h!) / 4) * picture.height)
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      for (let c = 0; c < 3; c++) sums[c]! += picture.rgb[(row * picture.width + column) * 3 + c]!
      count++
    }
  }
  return [sums[0]! / count, sums[1]! / count, sums[2]! / count]
}

/** Means of the eight patches. */
export function patchMeans(picture: DecodedPicture): Rgb[] {
  return patchColours.map((_, i) => meanColour(picture, [(i % 4) / 4, Math.floor(i / 4) / 2, 1 / 4, 1 / 2]))
}
