import { beatFeatureCount, type BeatFeatures } from './beat-features.ts'

/** Channels inside the network. */
export const networkWidth = 20
/** Taps of the first filter and of the dilated ones. */
export const firstTaps = 3
export const blockTaps = 5
/** Distances between the taps of each block: the last reaches 10 s each way. */
export const dilations = [1, 2, 4, 8, 16, 32, 64, 128, 256] as const

/** Lengths of the network's weights in the order in which they are stored. */
export const weightLengths: readonly number[] = [
  networkWidth * beatFeatureCount * firstTaps,
  networkWidth,
  ...dilations.flatMap(() => [
    networkWidth * networkWidth * blockTaps,
    networkWidth,
    networkWidth * networkWidth,
    networkWidth,
  ]),
  2 * networkWidth,
  2,
]

/** How likely each frame is a beat, and a downbeat; 0 to 1. */
export interface BeatActivations {
  beat: Float32Array
  downbeat: Float32Array
}

/**
 * A temporal convolutional network (Davies and Böck 2019, Temporal convolutional networks for musical audio beat
 * tracking, EUSIPCO: not causal, dilations doubling from block to block) over features of the whole sound.
 *
 * @param weights of `weightLengths`, one after the other; filters are output × input × tap
 */
export function beatActivations({ frames, values }: BeatFeatures, weights: Float32Array): BeatActivations {
  const next = partsOf(weights)
  let state = filtered(signal(values, beatFeatureCount, frames), next(), next(), networkWidth, firstTaps, 1)
  for (const dilation of dilations) {
    const inner = filtered(state, next(), next(), networkWidth, blockTaps, dilation)
    const outer = linear(inner, next(), next(), networkWidth, 1, 1)
    for (let i = 0; i < outer.values.length; i++) outer.values[i]! += state.values[i]!
    state = outer
  }
  const logits = linear(state, next(), next(), 2, 1, 1)
  const column = (channel: number): Float32Array => {
    const from = channel * (frames + 2 * margin) + margin
    return Float32Array.from(logits.values.subarray(from, from + frames), (x) => 1 / (1 + Math.exp(-x)))
  }
  return { beat: column(0), downbeat: column(1) }
}

/** Zeros on either side of each channel: what the widest filter reaches. */
const margin = 512

interface Signal {
  channels: number
  frames: number
  /** `channels` × (`margin` + `frames` + `margin`). */
  values: Float64Array
}

function signal(columns: Float32Array, channels: number, frames: number): Signal {
  const values = new Float64Array(channels * (frames + 2 * margin))
  for (let c = 0; c < channels; c++) {
    values.set(columns.subarray(c * frames, (c + 1) * frames), c * (frames + 2 * margin) + margin)
  }
  return { channels, frames, values }
}

function partsOf(weights: Float32Array): () => Float32Array {
  let index = 0
  let at = 0
  return () => {
    const length = weightLengths[index++]!
    at += length
    return weights.subarray(at - length, at)
  }
}

function filtered(...args: Parameters<typeof linear>): Signal {
  const out = linear(...args)
  const { values } = out
  for (let i = 0; i < values.length; i++) if (values[i]! < 0) values[i] = 0
  return out
}

/** Frames worked on at a time: they stay in the nearest cache. */
const blockFrames = 512

/** Each output is a sum of taps over all inputs; beyond the ends there are zeros. */
function linear(
  input: Signal,
  weights: Float32Array,
  biases: Float32Array,
  outputs: number,
  taps: number,
  dilation: number,
): Signal {
  const { channels, frames, values } = input
  const stride = frames + 2 * margin
  const out = new Float64Array(outputs * stride)
  // Where each weight finds its input, from the frame of the output on; five are summed in one pass.
  const terms = channels * taps
  const offsets = Int32Array.from({ length: terms }, (_, term) => {
    const tap = term % taps
    return ((term - tap) / taps) * stride + (tap - (taps >> 1)) * dilation
  })
  for (let from = margin; from < margin + frames; from += blockFrames) {
    const count = Math.min(blockFrames, margin + frames - from)
    for (let o = 0; o < outputs; o++) {
      const to = o * stride + from
      out.fill(biases[o]!, to, to + count)
      let term = 0
      for (; term + 5 <= terms; term += 5) {
        const first = o * terms + term
        const w0 = weights[first]!
        const w1 = weights[first + 1]!
        const w2 = weights[first + 2]!
        const w3 = weights[first + 3]!
        const w4 = weights[first + 4]!
        const a0 = from + offsets[term]!
        const a1 = from + offsets[term + 1]!
        const a2 = from + offsets[term + 2]!
        const a3 = from + offsets[term + 3]!
        const a4 = from + offsets[term + 4]!
        for (let t = 0; t < count; t++) {
          out[to + t]! +=
            w0 * values[a0 + t]! +
            w1 * values[a1 + t]! +
            w2 * values[a2 + t]! +
            w3 * values[a3 + t]! +
            w4 * values[a4 + t]!
        }
      }
      for (; term < terms; term++) {
        const weight = weights[o * terms + term]!
        const a = from + offsets[term]!
        for (let t = 0; t < count; t++) out[to + t]! += weight * values[a + t]!
      }
    }
  }
  return { channels: outputs, frames, values: out }
}

/** Weights from base64: for each part its scale (32-bit float) and its values in 16-bit steps of the scale. */
export function unpackedWeights(packed: string): Float32Array {
  const bytes = Buffer.from(packed, 'base64')
  const weights = new Float32Array(weightLengths.reduce((sum, length) => sum + length, 0))
  let from = 0
  let to = 0
  for (const length of weightLengths) {
    const scale = bytes.readFloatLE(from)
    from += 4
    for (let i = 0; i < length; i++, from += 2) weights[to++] = scale * bytes.readInt16LE(from)
  }
  return weights
}
