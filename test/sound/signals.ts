import type { StreamDetector } from '../../electron/media/detector.ts'
import { loudnessDetector } from '../../electron/sound/loudness.ts'
import type { LoudnessFacts } from '../../shared/contract/measurement.ts'
import type { DraftProbe } from '../../electron/media/probe.ts'

/** Sound in memory: interleaved, 48 kHz. */
export interface Sound {
  channels: number
  layout: string | null
  samples: Float32Array
}

export const rateHz = 48_000

export function amplitude(dbfs: number): number {
  return 10 ** (dbfs / 20)
}

export function seconds(sound: Sound): number {
  return sound.samples.length / sound.channels / rateHz
}

/** One channel from a function of time and sample number. */
export function channel(durationS: number, at: (timeS: number, index: number) => number): Float32Array {
  return Float32Array.from({ length: Math.round(durationS * rateHz) }, (_, i) => at(i / rateHz, i))
}

export function sine(durationS: number, frequencyHz: number, level: number, phaseDegrees = 0): Float32Array {
  const phase = (phaseDegrees * Math.PI) / 180
  return channel(durationS, (t) => level * Math.sin(2 * Math.PI * frequencyHz * t + phase))
}

/** White noise from a fixed seed (a linear congruential generator), −1 to 1 times the level. */
export function noise(durationS: number, level: number, seed = 1): Float32Array {
  let state = seed >>> 0
  return channel(durationS, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return level * (state / 2 ** 31 - 1)
  })
}

export function silent(durationS: number): Float32Array {
  return new Float32Array(Math.round(durationS * rateHz))
}

export function joined(...parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export function mixed(...parts: readonly Float32Array[]): Float32Array {
  return parts[0]!.map((_, i) => parts.reduce((sum, part) => sum + (part[i] ?? 0), 0))
}

/** Several channels as one sound. */
export function sound(channels: readonly Float32Array[], layout: string | null = null): Sound {
  const count = channels.length
  const samples = new Float32Array(channels[0]!.length * count)
  channels.forEach((values, c) => values.forEach((value, i) => (samples[i * count + c] = value)))
  return { channels: count, layout: layout ?? (count === 2 ? 'stereo' : null), samples }
}

/** The same signal left and right. */
export function stereo(signal: Float32Array): Sound {
  return sound([signal, signal])
}

/** Cut off at ±level. */
export function clipped(signal: Float32Array, level = 1): Float32Array {
  return signal.map((value) => Math.max(-level, Math.min(level, value)))
}

/** A sound fades in and out so that it begins and ends without a click. */
export function tapered(signal: Float32Array, taperS: number): Float32Array {
  const length = Math.round(taperS * rateHz)
  return signal.map((value, i) => {
    const edge = Math.min(i, signal.length - 1 - i)
    return edge >= length ? value : value * 0.5 * (1 - Math.cos((Math.PI * edge) / length))
  })
}

export interface Feed {
  originS?: number
  durationS?: number
  /** Lengths of the blocks, over and over. */
  blockLengths?: readonly number[]
}

/** Gives a sound to a detector as the decode does and asks for the facts. */
export function facts<Facts>(detector: StreamDetector<Facts>, heard: Sound, feed: Feed = {}): Facts {
  const { channels, samples } = heard
  const originS = feed.originS ?? 0
  const lengths = feed.blockLengths ?? [4_800]
  const measuring = detector.begin(probeOf(heard))
  const total = samples.length / channels
  const lent = new Float32Array(Math.max(...lengths) * channels)
  for (let first = 0, n = 0; first < total; n++) {
    const length = Math.min(lengths[n % lengths.length]!, total - first)
    const block = lent.subarray(0, length * channels)
    block.set(samples.subarray(first * channels, (first + length) * channels))
    measuring.sound?.({ firstSample: first, length, channels, samples: block })
    first += length
  }
  return measuring.finish({ originS, durationS: feed.durationS ?? seconds(heard) - originS })
}

/** Loudness of a sound that has samples. */
export function loudnessOf(heard: Sound, feed: Feed = {}): LoudnessFacts {
  const measured = facts(loudnessDetector, heard, feed)
  if (!measured) throw new Error('The detector says that there is no sound.')
  return measured
}

/** What a probe says of a draft with this sound, or without any. */
export function probeOf(heard: Pick<Sound, 'channels' | 'layout'> | null): DraftProbe {
  return {
    container: 'mov,mp4,m4a,3gp,3g2,mj2',
    durationS: null,
    bitrateBps: null,
    video: {
      streamIndex: 0,
      codec: 'h264',
      width: 1080,
      height: 1920,
      displayWidth: 1080,
      displayHeight: 1920,
      rotation: 0,
      mirrored: false,
      averageFps: 30,
      durationS: null,
      bitrateBps: null,
      pixelFormat: 'yuv420p',
      matrix: 'bt709',
      hdr: null,
    },
    audio: heard && {
      streamIndex: 1,
      codec: 'aac',
      channels: heard.channels,
      channelLayout: heard.layout,
      sampleRate: rateHz,
      durationS: null,
      startS: 0,
    },
    subtitles: [],
    startTimecode: null,
    otherStreams: [],
  }
}
