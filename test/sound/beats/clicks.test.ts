import { describe, expect, it } from 'vitest'
import { throughCodec } from '../ffmpeg-peer.ts'
import { channel, noise, silent, sine, sound, stereo, type Sound } from '../signals.ts'
import { clickTrack, steadyClicks, type ClickSound } from './click-track.ts'
import { heardIn } from './heard-beats.ts'

function clicks(bpm: number, kind: ClickSound, durationS = 20): { heard: Sound; clicksS: number[] } {
  const { samples, clicksS } = clickTrack(steadyClicks(bpm, 0.4, durationS), kind, 4, durationS)
  return { heard: { channels: 2, layout: 'stereo', samples }, clicksS }
}

function furthest(from: readonly number[], to: readonly number[]): number {
  return Math.max(...from.map((timeS) => Math.min(...to.map((other) => Math.abs(other - timeS)))))
}

describe('click tracks, of which every time is known', () => {
  const tempos = [60, 75, 90, 100, 120, 128, 140, 160, 180, 200]

  it.each(tempos)('at %i BPM: onsets within 10 ms, none invented, whatever clicks', (bpm) => {
    for (const kind of ['blip', 'wood', 'kick', 'hat'] as const) {
      const { heard, clicksS } = clicks(bpm, kind)
      const { onsetsS } = heardIn(heard)
      expect(furthest(clicksS, onsetsS)).toBeLessThan(0.01)
      // A long blip may begin and end.
      expect(furthest(onsetsS, clicksS)).toBeLessThan(0.04)
    }
  })

  it.each(tempos)(
    'at %i BPM: every beat within 10 ms, and the tempo: a cut offset is as exact as this',
    (bpm) => {
      for (const kind of ['blip', 'wood', 'kick'] as const) {
        const { heard, clicksS } = clicks(bpm, kind)
        const { beatsS, tempo } = heardIn(heard)
        expect(furthest(clicksS, beatsS)).toBeLessThan(0.01)
        expect(furthest(beatsS, clicksS)).toBeLessThan(0.01)
        expect(Math.abs(tempo!.bpm / bpm - 1)).toBeLessThan(0.005)
      }
    },
  )
})

describe('sound that has no beat or hardly any sound', () => {
  it.each([
    ['noise', noise(20, 0.2)],
    ['a tone', sine(20, 440, 0.3)],
    [
      'a low hum',
      channel(20, (t) => 0.2 * Math.sin(2 * Math.PI * 50 * t) + 0.1 * Math.sin(2 * Math.PI * 100 * t)),
    ],
    ['silence', silent(20)],
    ['a constant offset', channel(20, () => 0.4)],
    ['50 ms', sine(0.05, 440, 0.5)],
    ['one sample', new Float32Array([0.5])],
    ['NaN', new Float32Array(48_000).fill(NaN)],
  ])('%s has no beats and no tempo: a grid over it would be invented', (_, signal) => {
    const { beatsS, tempo } = heardIn(stereo(signal))
    expect(beatsS).toEqual([])
    expect(tempo).toBeNull()
  })
})

describe('clicks in bad sound', () => {
  const { heard, clicksS } = clicks(110, 'wood')
  const left = Float32Array.from({ length: heard.samples.length / 2 }, (_, i) => heard.samples[2 * i]!)
  it.each([
    ['one ear only', sound([left, new Float32Array(left.length)])],
    ['opposite phase', sound([left, left.map((x) => -x)])],
    ['mono', sound([left])],
    ['7.1', sound([...Array.from({ length: 7 }, () => new Float32Array(left.length)), left], '7.1')],
    ['a constant offset', stereo(left.map((x) => x + 0.3))],
    ['clipped', stereo(left.map((x) => Math.max(-0.5, Math.min(0.5, 20 * x))))],
    ['very quiet', stereo(left.map((x) => 0.01 * x))],
  ])('%s: the same beats within 10 ms', (_, bad) => {
    const { beatsS } = heardIn(bad)
    expect(furthest(clicksS, beatsS)).toBeLessThan(0.01)
    expect(furthest(beatsS, clicksS)).toBeLessThan(0.01)
  })

  it.each([
    ['8 kHz', ['-ar', '8000', '-c:a', 'pcm_s16le']],
    ['192 kHz', ['-ar', '192000', '-c:a', 'pcm_s24le']],
    ['poor Vorbis', ['-c:a', 'libvorbis', '-q:a', '0']],
  ] as const)('%s: the same beats within 10 ms', async (_, encode) => {
    const { beatsS } = heardIn(await throughCodec(heard, encode))
    expect(furthest(clicksS, beatsS)).toBeLessThan(0.01)
    expect(furthest(beatsS, clicksS)).toBeLessThan(0.01)
  })
})
