import { soundTexture, type SoundTexture } from '../../../electron/sound/sound-texture.ts'
import { probeOf } from '../signals.ts'

/** The texture facts of one channel at 48 kHz. */
export async function heardTexture(samples: Float32Array): Promise<SoundTexture> {
  const measuring = soundTexture.begin(probeOf({ channels: 1, layout: 'mono' }))
  for (let first = 0; first < samples.length; first += 4_800) {
    const part = samples.subarray(first, first + 4_800)
    measuring.sound?.({ firstSample: first, length: part.length, channels: 1, samples: part })
  }
  await measuring.ready?.()
  const facts = measuring.finish({ originS: 0, durationS: samples.length / 48_000 })
  if (!facts) throw new Error('There is no sound.')
  return facts
}
