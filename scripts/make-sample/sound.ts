import { beatsPerBar, fps, framesPerBeat } from './frame-format.ts'
import { measureLoudness } from './ffmpeg.ts'
import { arrange } from './music/arrangement.ts'
import { sampleRateHz, type Stereo } from './music/instruments.ts'
import { fadeEnd, limit } from './music/master.ts'
import { targetLoudness } from './truth.ts'

/** How ffmpeg is told about the bytes of `makeSound`. */
export const soundFormat = ['-f', 'f32le', '-ar', String(sampleRateHz), '-ac', '2']

/** Sample peaks stay this far under the true-peak limit: room for what lies between samples and for AAC. */
const headroomDb = 2

/** The music for so many frames, brought to the target loudness: 48 kHz stereo, 32-bit floats, interleaved. */
export async function makeSound(ffmpegPath: string, frames: number): Promise<Buffer> {
  const bars = Math.ceil(frames / (framesPerBeat * beatsPerBar))
  const mix = arrange(bars)
  fadeEnd(mix, 0.4)
  const samples = Math.round((frames / fps) * sampleRateHz)
  let gainDb = 0
  let sound = interleaved(mix, samples)
  // Limiting takes away some of the loudness that the gain gave, so the gain is found in a few rounds.
  for (let round = 0; round < 6; round++) {
    sound = interleaved(limit(mix, gainDb, targetLoudness.truePeakAtMostDbtp - headroomDb), samples)
    const { integratedLufs } = await measureLoudness(ffmpegPath, [...soundFormat, '-i', '-'], [sound])
    const missingDb = targetLoudness.integratedLufs - integratedLufs
    if (Math.abs(missingDb) < 0.1) break
    gainDb += missingDb
  }
  return sound
}

function interleaved({ left, right }: Stereo, samples: number): Buffer {
  const bytes = Buffer.alloc(samples * 8)
  for (let sample = 0; sample < samples; sample++) {
    bytes.writeFloatLE(left[sample]!, sample * 8)
    bytes.writeFloatLE(right[sample]!, sample * 8 + 4)
  }
  return bytes
}
