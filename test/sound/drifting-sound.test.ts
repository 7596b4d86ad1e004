import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Measurement } from '../../shared/contract/measurement.ts'
import { locateFfmpeg, type FfmpegPrograms } from '../../electron/media/locate.ts'
import { soundOnTime } from '../../electron/media/sound-clock.ts'
import { temporaryFolder } from '../host/hookline.ts'
import { clicksEachHalfSecond, measuredFile } from './measured-file.ts'

const folder = temporaryFolder()
let programs: FfmpegPrograms
beforeAll(async () => {
  programs = await locateFfmpeg()
})
afterAll(folder.remove)

const durationS = 30
const clicks = clicksEachHalfSecond
/** Plain colours of which each begins at a known frame. */
const cutFrames = [63, 137, 206, 300, 377, 441, 520, 601, 683]
const fps = 25

function ffmpeg(...args: string[]): Buffer {
  return execFileSync(programs.ffmpegPath, ['-v', 'error', '-y', ...args], { maxBuffer: 2 ** 28 })
}

/** @returns the path of clicks over cuts, the time stamps of the sound stretched, its samples as they were */
function stretched(name: string, scale: number, rate: number, codec: readonly string[]): string {
  const [path, plain] = [join(folder.path, name), join(folder.path, `plain-${name}`)]
  const starts = [0, ...cutFrames]
  const colours = starts.map((from, i) => {
    const lastingS = ((cutFrames[i] ?? durationS * fps) - from) / fps
    return `color=c=${['red', 'blue', 'green', 'white', 'purple'][i % 5]}:s=128x128:r=${fps}:d=${lastingS}[c${i}]`
  })
  const picture = `${colours.join(';')};${starts.map((_, i) => `[c${i}]`).join('')}concat=n=${starts.length}`
  ffmpeg('-f', 'lavfi', '-i', `aevalsrc='${clicks}':s=${rate}:d=${durationS}`, ...codec, plain)
  ffmpeg(
    ...['-f', 'lavfi', '-i', picture, '-itsscale', String(scale), '-i', plain, '-map', '0:v', '-map', '1:a'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'copy', path],
  )
  return path
}

const aac = ['-c:a', 'aac', '-b:a', '160k']
const pcm = ['-c:a', 'pcm_s16le']

/** By how much each found time is beside the nearest click, in seconds. */
function beside(timesS: readonly number[], stepS: number): number[] {
  return timesS.map((timeS) => Math.abs(timeS - Math.round(timeS / stepS) * stepS))
}

function warningCodes({ warnings }: Measurement): string[] {
  return warnings.map(({ code }) => code)
}

/** Screen recorders and phones leave sound whose clock runs differently from its time stamps: beats must not move off the picture. */
describe('sound that drifts against its time stamps', () => {
  it.each([
    ['faster.mp4', 0.99, 48_000, aac],
    ['slower.mp4', 1.01, 44_100, aac],
    ['faster.mkv', 0.99, 44_100, pcm],
    ['slower.mkv', 1.01, 48_000, pcm],
    ['little.mkv', 1.003, 48_000, pcm],
  ] as const)(
    '%s (× %f): clicks, beats and cut offsets are those of the time stamps, and it is said',
    async (name, scale, rate, codec) => {
      const found = await measuredFile(stretched(name, scale, rate, codec), programs)
      const stepS = 0.5 * scale
      const onsetsS = found.onsets.map(({ timeS }) => timeS)
      expect(onsetsS.length).toBeGreaterThan(50)
      expect(Math.max(...beside(onsetsS, stepS))).toBeLessThan(0.035)
      const beatsS = found.beats.map(({ timeS }) => timeS)
      expect(beatsS.length).toBeGreaterThan(50)
      expect(Math.max(...beside(beatsS, stepS))).toBeLessThan(0.035)
      expect(found.sync).toHaveLength(cutFrames.length)
      for (const [i, { transitionS, offsetMs }] of found.sync.entries()) {
        const cutS = cutFrames[i]! / fps
        expect(transitionS).toBeCloseTo(cutS, 3)
        const trueMs = 1000 * (cutS - Math.round(cutS / stepS) * stepS)
        // Half way between two clicks either is the nearest.
        const apart = Math.abs(offsetMs - trueMs)
        expect(Math.min(apart, Math.abs(1000 * stepS - apart))).toBeLessThan(35)
      }
      expect(warningCodes(found)).toEqual(['sound_drift'])
      const stated = Number(/by (\d+) ms/.exec(found.warnings[0]!.message)![1])
      const heardS = durationS * Math.min(1, scale)
      expect(stated).toBeGreaterThan(0.9 * 1000 * Math.abs(scale - 1) * (heardS - 1))
      expect(stated).toBeLessThan(1000 * Math.abs(scale - 1) * (durationS + 1))
    },
  )

  it('too much of it to be followed: the times that may be off are given', async () => {
    const found = await measuredFile(stretched('far.mkv', 1.06, 48_000, pcm), programs)
    const uncertain = found.warnings.filter(({ code }) => code === 'sound_times_uncertain')
    const beatsS = found.beats.map(({ timeS }) => timeS)
    const off = beatsS.filter((timeS) => beside([timeS], 0.53)[0]! > 0.035)
    for (const timeS of off) {
      expect(uncertain.some(({ startS, endS }) => timeS > startS! - 0.2 && timeS < endS! + 0.2)).toBe(true)
    }
    expect(uncertain.length).toBeGreaterThan(0)
    expect(warningCodes(found)).toContain('sound_drift')
  })
})

describe('sound that keeps its clock', () => {
  it.each([
    ['48 kHz PCM', 48_000, 'even.mkv', pcm],
    ['44.1 kHz PCM in milliseconds', 44_100, 'even-44.mkv', pcm],
    ['AAC', 48_000, 'even.mp4', aac],
  ] as const)(
    'of %s: not one sample is changed by following, nothing is said',
    async (_, rate, name, codec) => {
      const path = stretched(name, 1, rate, codec)
      const heard = (filter: string): Buffer =>
        ffmpeg('-i', path, '-map', '0:a', '-af', filter, '-f', 'f32le', '-')
      const followed = heard(soundOnTime(rate))
      expect(followed.length).toBeGreaterThan(4 * 48_000 * (durationS - 1))
      expect(followed.equals(heard('aresample=48000:async=1:first_pts=0'))).toBe(true)
      const found = await measuredFile(path, programs)
      expect(warningCodes(found)).toEqual([])
      expect(
        Math.max(
          ...beside(
            found.onsets.map(({ timeS }) => timeS),
            0.5,
          ),
        ),
      ).toBeLessThan(0.01)
    },
  )

  it('and begins 3 ms after the picture, as Matroska has it: 3 ms of silence before it', () => {
    const path = join(folder.path, 'late.mkv')
    ffmpeg(
      '-itsoffset',
      '0.003',
      '-i',
      stretched('even.mkv', 1, 48_000, pcm),
      '-map',
      '0:a',
      '-c',
      'copy',
      path,
    )
    const heard = ffmpeg('-copyts', '-i', path, '-af', soundOnTime(48_000), '-f', 'f32le', '-')
    const samples = new Float32Array(heard.buffer, heard.byteOffset, heard.length / 4)
    const clickAt = samples.findIndex((value) => Math.abs(value) > 0.1)
    expect(clickAt).toBeGreaterThanOrEqual(144)
    expect(clickAt).toBeLessThan(144 + 10)
  })

  it('with a gap of half a second in it: silence there, every click after it in its place', async () => {
    const path = join(folder.path, 'gap.mkv')
    ffmpeg(
      ...['-f', 'lavfi', '-i', `testsrc2=s=128x128:r=${fps}:d=20`],
      ...['-f', 'lavfi', '-i', `aevalsrc='${clicks}':s=48000:d=20`],
      ...[
        '-af',
        'aselect=not(between(t\\,8.2\\,9.3))',
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
        ...pcm,
        path,
      ],
    )
    const found = await measuredFile(path, programs)
    expect(warningCodes(found)).toEqual([])
    const onsetsS = found.onsets.map(({ timeS }) => timeS)
    expect(onsetsS.filter((timeS) => timeS > 9.4).length).toBeGreaterThan(15)
    expect(
      Math.max(
        ...beside(
          onsetsS.filter((timeS) => timeS > 9.4),
          0.5,
        ),
      ),
    ).toBeLessThan(0.01)
  })
})
