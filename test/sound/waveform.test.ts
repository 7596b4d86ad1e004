import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { decode } from '../../electron/media/decode.ts'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { probeDraft } from '../../electron/media/probe.ts'
import { waveform } from '../../electron/sound/waveform.ts'
import { channel, facts, joined, silent, sine, sound, stereo } from './signals.ts'

const folder = mkdtempSync(join(tmpdir(), 'hookline-waveform-'))
afterAll(() => rmSync(folder, { recursive: true }))

function pairsOf(values: Int8Array): [number, number][] {
  return Array.from({ length: values.length / 2 }, (_, i) => [values[2 * i]!, values[2 * i + 1]!])
}

describe('the outline of a sound in memory', () => {
  it('holds the peaks of a sine: a lane drawn too low or too high would belie the level', () => {
    // 1 kHz has five periods in each pair, so each touches its crest.
    const pairs = pairsOf(facts(waveform, stereo(sine(1, 1000, 0.5))))
    expect(pairs).toHaveLength(200)
    for (const [least, greatest] of pairs) {
      expect(Math.abs(least + 63.5)).toBeLessThanOrEqual(1)
      expect(Math.abs(greatest - 63.5)).toBeLessThanOrEqual(1)
    }
  })

  it('takes all channels together and keeps both signs apart', () => {
    const up = channel(0.5, () => 0.25)
    const down = channel(0.5, () => -0.75)
    for (const [least, greatest] of pairsOf(facts(waveform, sound([up, down])))) {
      expect([least, greatest]).toEqual([Math.round(-0.75 * 127), Math.round(0.25 * 127)])
    }
  })

  it('changes at the pair in which a step lies, whatever the lengths of the blocks', () => {
    const step = stereo(
      joined(
        silent(0.4),
        channel(0.6, () => 0.5),
      ),
    )
    for (const blockLengths of [[4_800], [1], [7, 4_800, 13]]) {
      const pairs = pairsOf(facts(waveform, step, { blockLengths }))
      expect(pairs.findIndex(([, greatest]) => greatest > 0)).toBe(80)
    }
  })

  it('counts from the first frame shown, not from the beginning of the file', () => {
    const step = stereo(
      joined(
        silent(0.4),
        channel(0.6, () => 0.5),
      ),
    )
    const late = pairsOf(facts(waveform, step, { originS: 0.3, durationS: 0.5 }))
    expect(late).toHaveLength(100)
    expect(late.findIndex(([, greatest]) => greatest > 0)).toBe(20)
    // A picture that begins between two grains of a millisecond.
    const between = pairsOf(facts(waveform, step, { originS: 1001 / 30_000, durationS: 0.5 }))
    expect(between.findIndex(([, greatest]) => greatest > 0)).toBe(Math.floor((0.4 - 1001 / 30_000) * 200))
  })

  it('is silent where the sound has not begun or has ended', () => {
    const pairs = pairsOf(facts(waveform, stereo(channel(0.2, () => 0.5)), { durationS: 1 }))
    expect(pairs).toHaveLength(200)
    expect(pairs.slice(0, 40).every(([, greatest]) => greatest === 64)).toBe(true)
    expect(pairs.slice(40).every(([least, greatest]) => least === 0 && greatest === 0)).toBe(true)
  })

  it('cuts off at full scale and takes what is no number for silence', () => {
    const wild = channel(0.1, (_, i) => (i % 3 === 0 ? NaN : i % 3 === 1 ? 4 : -Infinity))
    for (const pair of pairsOf(facts(waveform, stereo(wild)))) expect(pair).toEqual([0, 127])
  })

  it('is longer than the room that it began with', () => {
    const pairs = pairsOf(facts(waveform, sound([channel(130, (t) => (t >= 129 ? 0.5 : 0))])))
    expect(pairs).toHaveLength(26_000)
    expect(pairs.findIndex(([, greatest]) => greatest > 0)).toBe(25_800)
  })
})

describe('the outline of a file', () => {
  async function outlineOf(path: string): Promise<[number, number][]> {
    const programs = await locateFfmpeg()
    const probe = await probeDraft(path, programs)
    const measuring = waveform.begin(probe)
    const ignore = (): void => undefined
    const { clock } = await decode(
      { path, probe, programs, streams: new Set(['sound']) },
      { frame: ignore, still: ignore, thumbnail: ignore, sound: (block) => measuring.sound?.(block) },
    )
    return pairsOf(measuring.finish(clock))
  }

  // A beep at 1 s of the sound; the offset moves picture or sound against each other in the file.
  it.each([
    ['with the picture', 0, 0, 1],
    ['later than the picture', 0, 0.5, 1.5],
    ['earlier than the picture', 0.6, 0, 0.4],
  ])('lines up when the sound begins %s', async (name, pictureS, soundS, beepS) => {
    const { ffmpegPath } = await locateFfmpeg()
    const path = join(folder, `${name.replaceAll(' ', '-')}.mkv`)
    execFileSync(ffmpegPath, [
      ...['-v', 'error', '-itsoffset', String(pictureS), '-f', 'lavfi', '-i', 'testsrc2=s=64x64:r=25:d=3'],
      ...['-itsoffset', String(soundS), '-f', 'lavfi', '-i'],
      "aevalsrc='0.5*gte(t,1)*lt(t,1.1)*sin(2*PI*1000*t)':s=48000:d=3",
      ...['-map', '0:v', '-map', '1:a', '-c:v', 'libx264', '-c:a', 'pcm_s16le', path],
    ])
    const pairs = await outlineOf(path)
    const first = pairs.findIndex(([, greatest]) => greatest > 10)
    expect(Math.abs(first / 200 - beepS)).toBeLessThanOrEqual(0.006)
  })

  it('is empty without sound', async () => {
    const { ffmpegPath } = await locateFfmpeg()
    const path = join(folder, 'mute.mp4')
    execFileSync(ffmpegPath, ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=64x64:d=1', path])
    expect(await outlineOf(path)).toEqual([])
  })
})
