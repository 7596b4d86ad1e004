import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { fingerprintOf, type Fingerprint } from '../../electron/sound/fingerprint.ts'
import { sharedRecording } from '../../electron/sound/fingerprint-match.ts'
import { spectral } from '../../electron/sound/spectral.ts'
import { projectRoot } from '../host/hookline.ts'
import { describeWithShared, sharedMaterial } from '../shared-material.ts'
import { soundOf, throughCodec } from './ffmpeg-peer.ts'
import { amplitude, facts, noise, rateHz, silent, stereo, type Sound } from './signals.ts'

function fingerprint(sound: Sound): Fingerprint {
  return fingerprintOf(facts(spectral, sound)!)
}

/** A part of a sound, at another level. */
function part({ channels, layout, samples }: Sound, fromS: number, toS: number, gainDb = 0): Sound {
  const at = (timeS: number): number => channels * Math.round(timeS * rateHz)
  return {
    channels,
    layout,
    samples: samples.slice(at(fromS), at(toS)).map((value) => value * amplitude(gainDb)),
  }
}

/** Where a part that was cut out at `fromS` is found: within the 0.1 s between two rows. */
function expectFoundAt(found: ReturnType<typeof sharedRecording>, fromS: number, lastingS: number): void {
  expect(found).not.toBeNull()
  expect(Math.abs(found!.recordingS - found!.startS - fromS)).toBeLessThan(0.11)
  expect(found!.lastingS).toBeGreaterThan(0.8 * lastingS)
}

/** A track that is used a second time would else be recommended as if it were new. */
describe('the fingerprint of a recording', () => {
  let whole: Sound
  let known: Fingerprint
  beforeAll(async () => {
    whole = await soundOf(join(projectRoot, 'resources', 'sample', 'sample.mp4'), 2)
    known = fingerprint(whole)
  })

  it.each([
    ['MP3 at 64 kbit/s', ['-c:a', 'libmp3lame', '-b:a', '64k']],
    ['Opus at 32 kbit/s', ['-c:a', 'libopus', '-b:a', '32k']],
    ['AAC in mono at 22 kHz, 48 kbit/s', ['-ac', '1', '-ar', '22050', '-c:a', 'aac', '-b:a', '48k']],
  ])('is recognised after %s, cut out and 12 dB softer', async (_, encode) => {
    const copy = await throughCodec(part(whole, 5.37, 17.37, -12), encode)
    expectFoundAt(sharedRecording(known, fingerprint(copy)), 5.37, 12)
  })

  it('is recognised in the middle of silence and noise, and told where', () => {
    const { samples } = part(whole, 4, 14)
    const around = stereo(noise(8.23, 0.05)).samples
    const mixed = new Float32Array(around.length + samples.length + 2 * rateHz)
    mixed.set(around)
    mixed.set(samples, around.length)
    const found = sharedRecording(known, fingerprint({ ...whole, samples: mixed }))
    expectFoundAt(found, 4 - 8.23, 10)
    expect(found!.startS).toBeGreaterThan(7.5)
  })

  it('is not found in noise, in silence, or in less than 5 s of itself', () => {
    expect(sharedRecording(known, fingerprint(stereo(noise(30, 0.3))))).toBeNull()
    expect(sharedRecording(known, fingerprint(stereo(silent(30))))).toBeNull()
    expect(sharedRecording(known, fingerprint(part(whole, 3, 6)))).toBeNull()
  })

  it('finds nothing where a recording is played faster: that would be said of other pieces as well', () => {
    const faster = whole.samples.filter((_, i) => Math.floor(i / 2) % 12 !== 11)
    expect(sharedRecording(known, fingerprint({ ...whole, samples: faster }))).toBeNull()
  })
})

describeWithShared('fingerprints of ten pieces', () => {
  const names = [
    ...['ballad_072', 'dnb_174', 'house_124', 'pop_098', 'pop_lead_110'],
    ...['reggaeton_092', 'rock_live_118', 'swing_150', 'trap_140', 'waltz_132'],
  ]
  const sounds = new Map<string, Sound>()
  const prints = new Map<string, Fingerprint>()
  beforeAll(async () => {
    for (const name of names) {
      const sound = await soundOf(sharedMaterial(`media/beats/${name}.ogg`)!, 2)
      sounds.set(name, sound)
      prints.set(name, fingerprint(sound))
    }
  })

  it('takes none for another', () => {
    const confused = names.flatMap((a) =>
      names.filter((b) => b !== a && sharedRecording(prints.get(a)!, prints.get(b)!)),
    )
    expect(confused).toEqual([])
  })

  it.each(names)('knows 12 s of %s again after AAC at 48 kbit/s, 10 dB softer', async (name) => {
    const copy = await throughCodec(part(sounds.get(name)!, 7.15, 19.15, -10), ['-c:a', 'aac', '-b:a', '48k'])
    const found = names.filter((other) => sharedRecording(prints.get(other)!, fingerprint(copy)))
    expect(found).toEqual([name])
    expectFoundAt(sharedRecording(prints.get(name)!, fingerprint(copy)), 7.15, 12)
  })
})
