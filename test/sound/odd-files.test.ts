import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Measurement } from '../../shared/contract/measurement.ts'
import { locateFfmpeg, type FfmpegPrograms } from '../../electron/media/locate.ts'
import { temporaryFolder } from '../host/hookline.ts'
import { clicksEachHalfSecond, measuredFile } from './measured-file.ts'

const folder = temporaryFolder()
let programs: FfmpegPrograms
beforeAll(async () => {
  programs = await locateFfmpeg()
})
afterAll(folder.remove)

const durationS = 12
const clicks = clicksEachHalfSecond
const picture = ['-f', 'lavfi', '-i', `testsrc2=s=128x128:r=25:d=${durationS}`]
const tone = (expression: string, rate = 48_000, lastingS = durationS): string[] => [
  ...['-f', 'lavfi', '-i', `aevalsrc='${expression}':s=${rate}:d=${lastingS}`],
]
const out = ['-map', '0:v', '-map', '1:a', '-c:v', 'libx264', '-preset', 'ultrafast']

function file(name: string, ...args: string[]): string {
  const path = join(folder.path, name)
  execFileSync(programs.ffmpegPath, ['-v', 'error', '-y', ...args, path])
  return path
}

const measured = (path: string): Promise<Measurement> => measuredFile(path, programs)

const stepS = 0.5

/** Every beat at its place: `stepS` apart from `fromS` on. */
function expectBeats({ beats, tempo }: Measurement, fromS: number): void {
  expect(beats.length).toBeGreaterThan(0.7 * ((durationS - fromS) / stepS))
  for (const { timeS } of beats) {
    const steps = (timeS - fromS) / stepS
    expect(Math.abs(steps - Math.round(steps)) * stepS).toBeLessThan(0.015)
  }
  expect(Math.abs(tempo!.bpm * stepS - 60)).toBeLessThan(0.3)
}

/** Sound as cameras, phones and editing programs leave it: measured rightly, or said clearly. */
describe('sound of an odd kind, in files', () => {
  it.each([
    ['192 kHz', 192_000],
    ['96 kHz', 96_000],
    ['8 kHz', 8_000],
  ])('of %s: beats, tempo and loudness are those of the sound', async (_, rate) => {
    const found = await measured(
      file(`${rate}.mkv`, ...picture, ...tone(clicks, rate), ...out, '-c:a', 'pcm_s24le'),
    )
    expect(found.audio).toMatchObject({ sampleRate: rate, channels: 1 })
    expectBeats(found, 0)
    const plain = await measured(file('plain.mkv', ...picture, ...tone(clicks), ...out, '-c:a', 'pcm_s24le'))
    const apart = found.loudness!.integratedLufs! - plain.loudness!.integratedLufs!
    expect(Math.abs(apart)).toBeLessThan(0.1)
  })

  it('in 7.1: as loud as ITU-R BS.1770 counts eight channels, and its beats are found', async () => {
    const eight = Array.from({ length: 8 }, (_, c) => (c === 3 ? '0' : `0.6*(${clicks})`)).join('|')
    const path = file(
      'eight.mkv',
      ...[...picture, '-f', 'lavfi', '-i', `aevalsrc='${eight}':s=48000:d=${durationS}:c=7.1`],
      ...[...out, '-c:a', 'flac'],
    )
    const found = await measured(path)
    expect(found.audio).toMatchObject({ channels: 8 })
    expectBeats(found, 0)
    // BS.1770-4, table 4: of eight channels the LFE counts nothing, those at the sides 1.41, the others 1; one alone counts 1.
    const side = 10 ** 0.15
    const overOneDb = 10 * Math.log10(0.6 ** 2 * (5 + 2 * side))
    const one = await measured(file('one.mkv', ...picture, ...tone(clicks), ...out, '-c:a', 'flac'))
    const apart = found.loudness!.integratedLufs! - one.loudness!.integratedLufs!
    expect(Math.abs(apart - overOneDb)).toBeLessThan(0.1)
  })

  it('in one ear: said, and measured all the same', async () => {
    const found = await measured(
      file('one-ear.mp4', ...picture, ...tone(`${clicks}|0`), ...out, '-c:a', 'aac', '-b:a', '192k'),
    )
    expect(found.soundFaults.map(({ kind }) => kind)).toContain('silent-channel')
    expectBeats(found, 0)
  })

  it('clipped, or beside zero: said, with its times', async () => {
    const loud = 'max(-1,min(1,3*sin(2*PI*220*t)))'
    const clipped = await measured(
      file('clipped.mkv', ...picture, ...tone(loud), ...out, '-c:a', 'pcm_s16le'),
    )
    expect(clipped.soundFaults).toMatchObject([{ kind: 'clipping' }])
    expect(clipped.soundFaults[0]!.startS).toBeCloseTo(0, 2)
    expect(clipped.soundFaults[0]!.endS).toBeCloseTo(durationS, 0)
    const shifted = await measured(
      file('shifted.mkv', ...picture, ...tone('0.2+0.1*sin(2*PI*220*t)'), ...out, '-c:a', 'pcm_s16le'),
    )
    expect(shifted.soundFaults.map(({ kind }) => kind)).toContain('dc-offset')
  })

  it('50 ms long: nothing is made up', async () => {
    const found = await measured(
      file(
        'short.mkv',
        ...picture,
        ...tone('0.5*sin(2*PI*440*t)', 48_000, 0.05),
        ...out,
        '-c:a',
        'pcm_s16le',
      ),
    )
    expect(found.audio!.durationS).toBeCloseTo(0.05, 2)
    expect(found).toMatchObject({ beats: [], tempo: null, mood: null, key: null, drops: [] })
    expect(found.loudness!.integratedLufs).toBeNull()
    const silentS = found.silence.reduce((sum, { startS, endS }) => sum + endS - startS, 0)
    expect(silentS).toBeGreaterThan(durationS - 0.2)
  })

  it('that is not there: null, not silence', async () => {
    const found = await measured(file('none.mkv', ...picture, '-c:v', 'libx264', '-preset', 'ultrafast'))
    expect(found).toMatchObject({ audio: null, loudness: null, beats: [], audioSegments: [], mood: null })
  })

  it.each(['late.mov', 'late.mkv'])(
    'that begins 1.5 s after the picture: each beat 1.5 s later (%s)',
    async (name) => {
      const found = await measured(
        file(name, ...picture, '-itsoffset', '1.5', ...tone(clicks, 48_000, 10), ...out, '-c:a', 'pcm_s16le'),
      )
      expectBeats(found, 1.5)
      expect(found.beats[0]!.timeS).toBeGreaterThan(1.4)
      expect(found.silence[0]).toMatchObject({ startS: 0 })
      expect(found.silence[0]!.endS).toBeCloseTo(1.5, 1)
    },
  )

  it('that is AAC and begins 1.5 s after the picture by an edit list: each click in its place', async () => {
    const path = file(
      'late.mp4',
      ...[
        ...picture,
        '-itsoffset',
        '1.5',
        ...tone(clicks, 48_000, 10),
        ...out,
        '-c:a',
        'aac',
        '-b:a',
        '160k',
      ],
    )
    leaveOutPriming(path)
    const found = await measured(path)
    expectBeats(found, 1.5)
    const onsetsS = found.onsets.map(({ timeS }) => timeS)
    expect(onsetsS).toHaveLength(20)
    for (const [i, timeS] of onsetsS.entries()) expect(Math.abs(timeS - (1.5 + i * stepS))).toBeLessThan(0.01)
  })
})

/**
 * AAC begins with 1024 samples that only ready its decoder. For late sound ffmpeg writes an edit list that plays them, from 21 ms
 * before its own beginning on, so that the first click seems to begin so early. This makes it what cameras and Apple write: a pause of
 * 1.5 s, then the sound from sample 1024 on (ISO 14496-12, 8.6.6).
 */
function leaveOutPriming(path: string): void {
  const bytes = readFileSync(path)
  const list = bytes.lastIndexOf('elst')
  const [pause, sound] = [list + 12, list + 24]
  expect(bytes.readUInt32BE(list + 8)).toBe(2)
  expect([bytes.readInt32BE(pause + 4), bytes.readInt32BE(sound + 4)]).toEqual([-1, 0])
  bytes.writeUInt32BE(1500, pause)
  bytes.writeInt32BE(1024, sound + 4)
  writeFileSync(path, bytes)
}
