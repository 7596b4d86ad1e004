import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { locateFfmpeg } from '../../electron/media/locate.ts'
import { kindsOf } from '../../electron/sound/sound-kinds.ts'
import { soundTexture, type SoundTexture } from '../../electron/sound/sound-texture.ts'
import { VoiceMeter } from '../../electron/sound/voice.ts'
import { describeWithShared, sharedMaterial } from '../shared-material.ts'
import { FrameScore } from './composed/frame-score.ts'
import type { LabelledTrack, SoundKind } from './composed/labelled-track.ts'
import { decodedSound } from './composed/programs.ts'
import { labelsOf } from './composed/sources.ts'
import { amplitude, joined, noise, probeOf, silent, sine, sound, stereo, type Sound } from './signals.ts'

async function heard({ channels, samples, layout }: Sound): Promise<SoundTexture | null> {
  const measuring = soundTexture.begin(probeOf({ channels, layout }))
  const length = samples.length / channels
  for (let first = 0; first < length; first += 4_800) {
    const part = samples.subarray(first * channels, Math.min(length, first + 4_800) * channels)
    measuring.sound?.({ firstSample: first, length: part.length / channels, channels, samples: part })
  }
  await measuring.ready?.()
  return measuring.finish({ originS: 0, durationS: length / 48_000 })
}

describe('kinds of sound', () => {
  it('cover the whole picture without a gap: what is not heard is silence', async () => {
    const facts = await heard(stereo(joined(noise(2, amplitude(-20)), silent(1.5))))
    const { segments } = kindsOf({ ...facts!, clock: { originS: 0, durationS: 6 } })
    expect(segments[0]!.startS).toBe(0)
    segments.slice(1).forEach((segment, i) => expect(segment.startS).toBe(segments[i]!.endS))
    expect(segments.at(-1)).toMatchObject({ kind: 'silence', endS: 6 })
    expect(segments.at(-1)!.startS).toBeCloseTo(2, 1)
  })

  it('count from the first frame shown, or a late picture would put all of them beside it', async () => {
    const facts = await heard(stereo(joined(silent(2), noise(2, amplitude(-20)))))
    const { segments } = kindsOf({ ...facts!, clock: { originS: 1, durationS: 3 } })
    expect(segments[0]).toMatchObject({ kind: 'silence', startS: 0 })
    expect(segments[0]!.endS).toBeCloseTo(1, 1)
    expect(segments.at(-1)!.endS).toBe(3)
  })

  it('are none without sound, silence for silence, and the voice model is not loaded for it', async () => {
    expect(kindsOf(null)).toEqual({ segments: [], speechBy: null, voiceFailure: null })
    expect(kindsOf(await heard(stereo(silent(2)))).segments).toEqual([
      { startS: 0, endS: 2, kind: 'silence' },
    ])
    let loads = 0
    const voice = new VoiceMeter(() => {
      loads++
      return Promise.reject(new Error('not wanted'))
    })
    voice.add(new Float32Array(32_000))
    await voice.ready()
    expect(loads).toBe(0)
    expect(voice.finish()).toHaveLength(62)
  })

  it('say so where the voice model can not be had, or speech told by rhythm would pass for the model’s', async () => {
    const voice = new VoiceMeter(() => Promise.reject(new Error('no binary for this machine')))
    voice.add(Float32Array.from({ length: 32_000 }, (_, i) => Math.sin(i / 10)))
    await voice.ready()
    expect(voice.finish()).toBeNull()
    expect(voice.failure).toBe('no binary for this machine')
    const facts = await heard(stereo(noise(2, amplitude(-20))))
    expect(kindsOf({ ...facts!, voice: null, voiceFailure: voice.failure })).toMatchObject({
      speechBy: 'texture',
      voiceFailure: 'no binary for this machine',
    })
  })

  it('find noise to be noise, whatever it comes in: eight channels, one ear, off centre, inverted, clipped', async () => {
    const hiss = noise(3, amplitude(-20))
    const cases: Sound[] = [
      stereo(hiss),
      sound([hiss, silent(3)]),
      sound([hiss, hiss.map((value) => -value)]),
      stereo(hiss.map((value) => value + 0.2)),
      stereo(hiss.map((value) => Math.max(-0.05, Math.min(0.05, value)))),
      sound(
        Array.from({ length: 8 }, (_, i) => (i === 2 ? hiss : silent(3))),
        '7.1',
      ),
    ]
    for (const each of cases) {
      expect(kindsOf(await heard(each)).segments).toEqual([{ startS: 0, endS: 3, kind: 'noise' }])
    }
  })

  it('make something of 50 ms and of damaged samples', async () => {
    const [short] = kindsOf(await heard(stereo(sine(0.05, 440, 0.3)))).segments
    expect(short).toMatchObject({ startS: 0, endS: 0.05 })
    const broken = noise(2, amplitude(-20)).map((value, i) => (i === 9_000 ? Number.NaN : value))
    expect(kindsOf(await heard(stereo(broken))).segments).toEqual([{ startS: 0, endS: 2, kind: 'noise' }])
  })
})

describeWithShared('kinds of sound in shared recordings', () => {
  const kindOfLabel: Readonly<Record<string, SoundKind>> = {
    music: 'music',
    noEnergy: 'silence',
    noise: 'noise',
    silence: 'silence',
  }
  const recordings: [string, LabelledTrack['segments']][] = [
    ...readdirSync(sharedMaterial('media/speech/one_second') ?? '.').map(
      (clip): [string, LabelledTrack['segments']] => [
        `one_second/${clip}`,
        [{ startS: 0, endS: 1, kind: clip.split('_')[0] as SoundKind }],
      ],
    ),
    ...(
      [
        ['count.wav', 'count.segments'],
        ['diarizationExample.wav', 'diarizationExample.segments'],
        ['musanmix.mp3', 'musanmix-smn-gender.csv'],
      ] as const
    ).map(([name, labels]): [string, LabelledTrack['segments']] => [
      name,
      labelsOf(labels).map(([startS, endS, label]) => ({
        startS,
        endS,
        kind: kindOfLabel[label] ?? 'speech',
      })),
    ]),
  ]

  it('are those that people marked, in nine of ten frames, with the voice model and without', async () => {
    const { ffmpegPath } = await locateFfmpeg()
    const [byModel, byTexture] = [new FrameScore(), new FrameScore()]
    for (const [name, truth] of recordings) {
      const facts = await heard(
        sound([await decodedSound(sharedMaterial(`media/speech/${name}`)!, ffmpegPath)]),
      )
      byModel.add(truth, kindsOf(facts).segments)
      byTexture.add(truth, kindsOf({ ...facts!, voice: null }).segments)
    }
    byModel.print('with the voice model')
    byTexture.print('without it')
    expect(byModel.frames).toBeGreaterThan(1_800)
    expect(byModel.accuracy()).toBeGreaterThanOrEqual(0.9)
    expect(byTexture.accuracy()).toBeGreaterThanOrEqual(0.9)
  })

  it('are the same at any rate and in any codec: speech of 8 kHz is speech', async () => {
    const { ffmpegPath } = await locateFfmpeg()
    const clip = sharedMaterial('media/speech/count.wav')!
    for (const rate of ['8000', '16000']) {
      const samples = await decodedSound(clip, ffmpegPath, ['-af', `aresample=${rate}`])
      const { segments } = kindsOf(await heard(sound([samples])))
      expect(segments.filter(({ kind }) => kind.includes('music') || kind === 'noise')).toEqual([])
    }
  })
})
