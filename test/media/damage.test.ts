import { execFileSync } from 'node:child_process'
import { openSync, closeSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Warning } from '../../shared/contract/measurement.ts'
import { decode } from '../../electron/media/decode.ts'
import { locateFfmpeg, type FfmpegPrograms } from '../../electron/media/locate.ts'
import { probeDraft } from '../../electron/media/probe.ts'
import { temporaryFolder } from '../host/hookline.ts'
import { describeWithShared, sharedMaterial } from '../shared-material.ts'

describe('damage of a draft', () => {
  const folder = temporaryFolder()
  let programs: FfmpegPrograms
  beforeAll(async () => {
    programs = await locateFfmpeg()
  })
  afterAll(folder.remove)

  /** Six seconds with B-frames and sound. */
  function whole(name: string, ...output: string[]): string {
    const path = join(folder.path, name)
    execFileSync(programs.ffmpegPath, [
      ...['-hide_banner', '-loglevel', 'error', '-y'],
      ...['-f', 'lavfi', '-i', 'testsrc2=size=320x240:rate=25:duration=6'],
      ...['-f', 'lavfi', '-i', 'sine=frequency=440:duration=6'],
      ...['-c:v', 'libx264', '-bf', '2', '-g', '50', '-threads', '1', '-c:a', 'ac3', ...output, path],
    ])
    return path
  }

  interface Packet {
    pts_time: string
    pos: string
    size: string
  }

  /** Overwrites the content of the first packet of a stream from a time on; the time of its frame in the draft. */
  function damage(path: string, stream: 'v:0' | 'a:0', fromS: number): number {
    const packets = (of: string): Packet[] =>
      (
        JSON.parse(
          execFileSync(
            programs.ffprobePath,
            ['-v', 'error', '-select_streams', of, '-show_packets', '-of', 'json', path],
            { encoding: 'utf8', maxBuffer: 1 << 26 },
          ),
        ) as { packets: Packet[] }
      ).packets
    const firstS = Math.min(...packets('v:0').map((packet) => Number(packet.pts_time)))
    const hit = packets(stream).find((packet) => Number(packet.pts_time) - firstS >= fromS)!
    const file = openSync(path, 'r+')
    const [from, length] = [Number(hit.pos) + 12, Number(hit.size) - 16]
    writeSync(file, Buffer.alloc(length, 0xa5), 0, length, from)
    closeSync(file)
    return Number(hit.pts_time) - firstS
  }

  async function warningsOf(path: string): Promise<Warning[]> {
    const ignore = (): void => undefined
    const sink = { frame: ignore, still: ignore, thumbnail: ignore, sound: ignore }
    const probe = await probeDraft(path, programs)
    const { warnings } = await decode({ path, probe, programs, streams: new Set(['frames', 'sound']) }, sink)
    return warnings.filter(({ code }) => code.startsWith('damaged'))
  }

  it.each([
    ['MP4', 'whole.mp4', []],
    // Else a place would be off by where the file's own time begins.
    ['Matroska that begins at 5 s', 'later.mkv', ['-output_ts_offset', '5']],
  ])(
    'is told of at the packets that are damaged, and the same whenever it is decoded: %s',
    async (_, name, output) => {
      const path = whole(name, ...output)
      expect(await warningsOf(path)).toEqual([])
      const soundS = damage(path, 'a:0', 1.5)
      const pictureS = damage(path, 'v:0', 4)
      // At once, so that the threads of each get to run when they may.
      const [first, ...others] = await Promise.all(Array.from({ length: 6 }, () => warningsOf(path)))
      for (const other of others) expect(other).toEqual(first)
      expect(first!.map(({ code }) => code)).toEqual(['damaged_picture', 'damaged_sound'])
      expect(first![0]!.startS).toBeCloseTo(pictureS, 2)
      expect(first![1]!.startS).toBeCloseTo(soundS, 2)
    },
  )

  describeWithShared('is none', () => {
    it('where frames are closer to each other than the clock of what ffmpeg is asked to write', async () => {
      expect(await warningsOf(sharedMaterial('media/drafts/fire2.mp4')!)).toEqual([])
    })
  })
})
