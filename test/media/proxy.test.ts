import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserPlayback } from '../../electron/media/browser-playback.ts'
import { decode } from '../../electron/media/decode.ts'
import { locateFfmpeg, type FfmpegPrograms } from '../../electron/media/locate.ts'
import { probeDraft } from '../../electron/media/probe.ts'
import { renderProxy } from '../../electron/media/proxy.ts'
import type { HooklineError } from '../../shared/contract/errors.ts'
import { browserPlayer, hasChromium, type BrowserPlayer } from './browser-player.ts'
import { numbersOf, writeNumbered } from './numbered-frames.ts'

const folder = mkdtempSync(join(tmpdir(), 'hookline-proxy-'))
let programs: FfmpegPrograms
let player: BrowserPlayer | null = null
beforeAll(async () => {
  programs = await locateFfmpeg()
  if (hasChromium) player = await browserPlayer()
  else console.warn('Left out: seeking in a browser. There is no Chromium; set CHROMIUM_PATH.')
})
afterAll(async () => {
  await player?.close()
  rmSync(folder, { recursive: true })
})

const longGop = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '9999', '-bf', '3', '-b_strategy', '0']
const shortGop = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '30', '-bf', '2']
const vp9 = ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8']
/** Half a second of sound that begins 2 s into the sound stream. */
const beep = ['-f', 'lavfi', '-i', "aevalsrc='0.5*gte(t,2)*lt(t,2.5)*sin(2*PI*1000*t)':s=48000:d=6"]
const withSound = ['-fps_mode', 'passthrough', '-map', '1:v', '-map', '0:a']
const uneven = "select='lt(mod(n,10),3)+eq(mod(n,7),0)'"

interface Material {
  name: string
  output: readonly string[]
  input?: readonly string[]
  filter?: string
  /** Begins the sentence that tells why it is not played as it is; null when it is. */
  reason: string | null
  mediaType?: string
}
const material: Material[] = [
  { name: 'plain.mp4', output: shortGop, reason: null, mediaType: 'video/mp4' },
  { name: 'plain.mov', output: shortGop, reason: null, mediaType: 'video/quicktime' },
  {
    name: 'late.mp4',
    output: [...shortGop, ...withSound, '-c:a', 'aac'],
    input: [...beep, '-itsoffset', '1.5'],
    reason: null,
    mediaType: 'video/mp4',
  },
  {
    name: 'all-late.webm',
    output: [...vp9, '-g', '30', '-output_ts_offset', '2'],
    reason: null,
    mediaType: 'video/webm',
  },
  { name: 'uneven.mp4', output: [...longGop, '-fps_mode', 'vfr'], filter: uneven, reason: 'Its key frames' },
  {
    name: 'late-long.mkv',
    output: [...longGop, ...withSound, '-c:a', 'flac'],
    input: [...beep, '-itsoffset', '1.5'],
    reason: "FLAC sound can't be played",
  },
  {
    name: 'hevc.mp4',
    output: ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none'],
    reason: 'HEVC',
  },
  { name: 'prores.mov', output: ['-c:v', 'prores_ks', '-profile:v', '0'], reason: 'ProRes' },
  { name: '422.mp4', output: [...shortGop, '-pix_fmt', 'yuv422p'], reason: '4:2:2 H.264' },
  { name: '10-bit.mp4', output: [...shortGop, '-pix_fmt', 'yuv420p10le'], reason: '10-bit H.264' },
  { name: 'plain.mkv', output: shortGop, reason: "MKV can't be played" },
  {
    name: 'fragments.mp4',
    output: [...shortGop, '-movflags', 'frag_keyframe+empty_moov'],
    reason: 'It is stored in fragments',
  },
  {
    name: 'pcm.mov',
    output: [...shortGop, ...withSound, '-c:a', 'pcm_s16le'],
    input: beep,
    reason: 'Uncompressed sound',
  },
]

async function measured(path: string) {
  const probe = await probeDraft(path, programs)
  const ignore = (): void => undefined
  const outcome = await decode(
    { path, probe, programs, streams: new Set(['frames']) },
    { frame: ignore, still: ignore, thumbnail: ignore, sound: ignore },
  )
  return { probe, ...outcome, ...outcome.clock }
}

function probed(path: string, args: readonly string[]): string[][] {
  const output = execFileSync(programs.ffprobePath, ['-v', 'error', ...args, '-of', 'csv=p=0', path], {
    encoding: 'utf8',
  })
  return output
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(','))
}

describe('a file is played exactly, as it is or by a copy', () => {
  it.each(material)('$name', async ({ name, output, input, filter, reason, mediaType }) => {
    const path = join(folder, name)
    await writeNumbered(path, 6, output, { ...(input && { input }), ...(filter && { filter }) })
    const { probe, frameTimesS, originS, durationS } = await measured(path)
    const numbers = await numbersOf(path)
    expect(frameTimesS).toHaveLength(numbers.length)
    const decision = await browserPlayback(path, probe, programs)
    if (reason === null) expect(decision.reason).toBeNull()
    else expect(decision.reason).toContain(reason)

    let played = { path, mediaType: mediaType ?? '', firstFrameOffsetS: decision.firstFrameOffsetS }
    if (decision.reason !== null) {
      const outPath = join(folder, `${name}.proxy.mp4`)
      const fractions: number[] = []
      const onProgress = (fraction: number): void => void fractions.push(fraction)
      await renderProxy({ path, probe, programs, originS, durationS, outPath, onProgress })
      expect(fractions.at(-1)).toBeGreaterThan(0.9)
      expect(await numbersOf(outPath)).toEqual(numbers)

      const entries = 'stream=codec_name,pix_fmt,width,height,start_time'
      expect(probed(outPath, ['-select_streams', 'v', '-show_entries', entries])).toEqual([
        ['h264', '256', '64', 'yuv420p', '0.000000'],
      ])
      const packets = probed(outPath, ['-select_streams', 'v', '-show_entries', 'packet=pts_time,flags'])
      expect(packets.every(([, flags]) => flags!.startsWith('K'))).toBe(true)
      packets.forEach(([timeS], i) =>
        expect(Math.abs(Number(timeS) - frameTimesS[i]!), `frame ${i}`).toBeLessThan(1e-3),
      )
      played = { path: outPath, mediaType: 'video/mp4', firstFrameOffsetS: 0 }
    }
    if (!player) return
    // The middle of a frame's time, at both ends and in between, forwards and backwards.
    const last = numbers.length - 1
    const frames = [0, 1, last, 40, 41, Math.floor(last / 2), last - 1, 2]
    const middles = frames.map(
      (frame) => played.firstFrameOffsetS + (frameTimesS[frame]! + (frameTimesS[frame + 1] ?? durationS)) / 2,
    )
    const shown = await player.shownAt(played.path, played.mediaType, middles)
    if (typeof shown === 'string') throw new Error(shown)
    expect(shown.map(({ number }) => number)).toEqual(frames.map((frame) => numbers[frame]))
  })
})

describe('the copy', () => {
  function soundBeginsS(path: string): number {
    const { ffmpegPath } = programs
    const pcm = execFileSync(
      ffmpegPath,
      ['-v', 'error', '-i', path, '-map', '0:a', '-ac', '1', '-f', 'f32le', 'pipe:1'],
      {
        maxBuffer: 1 << 26,
      },
    )
    const samples = new Float32Array(pcm.buffer, pcm.byteOffset, pcm.length >> 2)
    const rate = Number(probed(path, ['-select_streams', 'a', '-show_entries', 'stream=sample_rate'])[0]![0])
    return samples.findIndex((sample) => Math.abs(sample) > 0.1) / rate
  }

  it.each([
    // The beep is 2 s into the sound, the picture begins at 1.5 s, or the sound 0.8 s after the picture.
    ['sound that begins before the picture', [...beep, '-itsoffset', '1.5'], 0.5],
    ['sound that begins after the picture', ['-itsoffset', '0.8', ...beep], 2.8],
  ])('keeps %s in step', async (name, input, beepS) => {
    const path = join(folder, `${name.replaceAll(' ', '-')}.mkv`)
    await writeNumbered(path, 4, [...longGop, ...withSound, '-c:a', 'pcm_s16le'], { input })
    const { probe, originS, durationS } = await measured(path)
    const outPath = `${path}.mp4`
    await renderProxy({ path, probe, programs, originS, durationS, outPath })
    expect(Math.abs(soundBeginsS(outPath) - beepS)).toBeLessThan(0.01)
  })

  it.each([90, 180, 270])(
    'of a picture stored turned by %i° is upright, small, and not turned again',
    async (turn) => {
      const path = join(folder, 'turned.mov')
      const turned = join(folder, `turned-${turn}.mov`)
      const { ffmpegPath } = programs
      execFileSync(ffmpegPath, [
        ...['-v', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc2=s=1920x1080:r=10:d=1', '-c:v', 'libx264'],
        ...['-preset', 'ultrafast', '-colorspace', 'bt709', path],
      ])
      execFileSync(ffmpegPath, [
        '-v',
        'error',
        '-i',
        path,
        '-c',
        'copy',
        '-metadata:s:v',
        `rotate=${turn}`,
        turned,
      ])
      const { probe, originS, durationS } = await measured(turned)
      const outPath = `${turned}.mp4`
      await renderProxy({ path: turned, probe, programs, originS, durationS, outPath })
      const size = turn === 180 ? ['960', '540'] : ['540', '960']
      expect(probed(outPath, ['-select_streams', 'v', '-show_entries', 'stream=width,height'])).toEqual([
        size,
      ])
      const shown = (file: string): Buffer =>
        execFileSync(ffmpegPath, [
          ...['-v', 'error', '-i', file, '-frames:v', '1', '-vf', 'scale=16:16:flags=area,format=rgb24'],
          ...['-f', 'rawvideo', 'pipe:1'],
        ])
      const [source, copy] = [shown(turned), shown(outPath)]
      const off = source.reduce((sum, level, i) => sum + Math.abs(level - copy[i]!), 0) / source.length
      expect(off).toBeLessThan(6)
    },
  )

  it('of a high range picture has the brightness that it is measured with', async () => {
    const path = join(folder, 'hdr.mp4')
    const { ffmpegPath } = programs
    // A grey of PQ code 0.58, which is 203 cd/m²: reference white, 0.9 of the standard range after tone mapping.
    execFileSync(ffmpegPath, [
      ...['-v', 'error', '-f', 'lavfi', '-i', 'color=gray:s=640x360:r=10:d=1,format=yuv420p10le'],
      ...['-vf', 'lutyuv=y=64+876*0.5807:u=512:v=512', '-c:v', 'libx265', '-x265-params'],
      'colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:log-level=none',
      path,
    ])
    const { probe, originS, durationS } = await measured(path)
    expect(probe.video.hdr).toBe('pq')
    const outPath = `${path}.mp4`
    await renderProxy({ path, probe, programs, originS, durationS, outPath })
    const rgb = execFileSync(ffmpegPath, [
      ...['-v', 'error', '-i', outPath, '-frames:v', '1', '-vf', 'scale=1:1,format=rgb24'],
      ...['-f', 'rawvideo', 'pipe:1'],
    ])
    for (const level of rgb) expect(Math.abs(level / 255 - 0.9)).toBeLessThan(0.04)
  })

  it('that finds no room says so', async (context) => {
    const disk = join(folder, 'disk')
    try {
      mkdirSync(disk)
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=200k', 'tmpfs', disk], { stdio: 'ignore' })
    } catch {
      context.skip('A small disk could not be mounted.')
    }
    try {
      const path = join(folder, 'large.mp4')
      await writeNumbered(path, 20, [...longGop, '-vf', 'noise=alls=40:allf=t'])
      const { probe, originS, durationS } = await measured(path)
      const outPath = join(disk, 'proxy.mp4')
      const failure = await renderProxy({ path, probe, programs, originS, durationS, outPath }).catch(
        (thrown: unknown) => thrown as HooklineError,
      )
      expect(failure).toMatchObject({ code: 'disk_full' })
    } finally {
      execFileSync('umount', [disk])
    }
  })

  it('that is cancelled ends its ffmpeg at once', async () => {
    const path = join(folder, 'long.mp4')
    await writeNumbered(path, 60, longGop)
    const { probe, originS, durationS } = await measured(path)
    const cancelling = new AbortController()
    const rendering = renderProxy({
      path,
      probe,
      programs,
      originS,
      durationS,
      outPath: join(folder, 'cancelled.mp4'),
      signal: cancelling.signal,
      onProgress: () => cancelling.abort(),
    })
    await expect(rendering).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('what a player would show in another order', () => {
  it('an edit list that repeats and leaves out is not left to it', async () => {
    const path = join(folder, 'edited.mp4')
    await writeNumbered(path, 4, shortGop)
    const { probe } = await measured(path)
    expect((await browserPlayback(path, probe, programs)).reason).toBeNull()
    // Half speed in the one entry of the list that ffmpeg writes: its rate, 16.16 fixed point, is the last field.
    const bytes = readFileSync(path)
    const list = bytes.indexOf('elst')
    expect(list).toBeGreaterThan(0)
    bytes.writeUInt32BE(0x8000, list + 4 + 8 + 8)
    writeFileSync(path, bytes)
    expect((await browserPlayback(path, probe, programs)).reason).toContain('Its edit list')
  })
})
