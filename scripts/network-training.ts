import {
  blockTaps,
  dilations,
  firstTaps,
  networkWidth,
  weightLengths,
} from '../electron/sound/beat-network.ts'
import { beatFeatureCount } from '../electron/sound/beat-features.ts'
import type { Random } from '../test/vision/composed/random.ts'
import { networkKernels, type Kernels } from './network-kernels.ts'

/** Zeros on either side of a signal: what the widest filter reaches. */
const margin = 512
const mostFrames = 2048
const stride = mostFrames + 2 * margin

/** Sequences of features with targets and weights of the loss, both 2 × frames. */
export interface TrainingSequence {
  frames: number
  features: Float32Array
  targets: Float32Array
  weights: Float32Array
}

/** Learns the weights of electron/sound/beat-network.ts by Adam (Kingma and Ba 2015), a sequence a step. */
export class NetworkTrainer {
  readonly weights: Float32Array
  private readonly kernels: Kernels
  private readonly offsets: number[] = []
  private readonly gradients: Float32Array
  private readonly firstMoment: Float32Array
  private readonly secondMoment: Float32Array
  private readonly gradientAt: number
  private readonly weightAt: number
  private readonly turnedAt: number
  private readonly inputAt: number
  private readonly states: number[] = []
  private readonly inners: number[] = []
  private readonly logitsAt: number
  private readonly logitGradientAt: number
  private readonly stateGradientAt: number
  private readonly innerGradientAt: number
  private steps = 0

  static async create(random: Random): Promise<NetworkTrainer> {
    return new NetworkTrainer(await networkKernels(400), random)
  }

  private constructor(kernels: Kernels, random: Random) {
    this.kernels = kernels
    let at = 1024
    const room = (floats: number): number => {
      const here = at
      at += 4 * floats
      return here
    }
    const count = weightLengths.reduce((sum, length) => sum + length, 0)
    this.weightAt = room(count)
    this.gradientAt = room(count)
    this.turnedAt = room(networkWidth * networkWidth * blockTaps)
    this.inputAt = room(beatFeatureCount * stride)
    for (let block = 0; block <= dilations.length; block++) {
      this.states.push(room(networkWidth * stride))
      this.inners.push(room(networkWidth * stride))
    }
    this.logitsAt = room(2 * stride)
    this.logitGradientAt = room(2 * stride)
    this.stateGradientAt = room(networkWidth * stride)
    this.innerGradientAt = room(networkWidth * stride)
    this.weights = new Float32Array(kernels.memory.buffer, this.weightAt, count)
    this.gradients = new Float32Array(kernels.memory.buffer, this.gradientAt, count)
    this.firstMoment = new Float32Array(count)
    this.secondMoment = new Float32Array(count)
    let offset = 0
    for (const length of weightLengths) {
      this.offsets.push(offset)
      offset += length
    }
    this.begin(random)
  }

  /** One step of learning; returns the loss per frame. */
  learn(sequence: TrainingSequence, rate: number): number {
    const frames = this.forward(sequence)
    const loss = this.lossGradient(sequence)
    this.backward(frames)
    this.adam(rate)
    return loss
  }

  private begin(random: Random): void {
    weightLengths.forEach((length, part) => {
      const isFilter = length > networkWidth
      const last = part === weightLengths.length - 2
      const fanIn = part === 0 ? beatFeatureCount * firstTaps : length / networkWidth
      const scale = isFilter ? Math.sqrt(2 / fanIn) * (part > 1 && (part - 2) % 4 === 2 ? 0.3 : 1) : 0
      for (let i = 0; i < length; i++) {
        this.weights[this.offsets[part]! + i] =
          scale * Math.sqrt(3) * (last ? 0.3 : 1) * random.between(-1, 1)
      }
    })
    this.weights[this.weights.length - 2] = -2.5
    this.weights[this.weights.length - 1] = -4
  }

  private view(at: number, channels: number): Float32Array {
    return new Float32Array(this.kernels.memory.buffer, at, channels * stride)
  }

  private part(index: number): number {
    return this.weightAt + 4 * this.offsets[index]!
  }

  private forward({ frames, features }: TrainingSequence): number {
    const padded = (frames + 15) & ~15
    const input = this.view(this.inputAt, beatFeatureCount)
    input.fill(0)
    for (let f = 0; f < beatFeatureCount; f++) {
      input.set(features.subarray(f * frames, (f + 1) * frames), f * stride + margin)
    }
    const at = 4 * margin
    const { kernels, states, inners } = this
    this.fillBias(states[0]!, networkWidth, 1, frames)
    kernels.filter(
      this.inputAt + at,
      states[0]! + at,
      this.part(0),
      beatFeatureCount,
      networkWidth,
      firstTaps,
      1,
      stride,
      padded,
    )
    this.cutOff(states[0]!, frames, true)
    dilations.forEach((dilation, block) => {
      const first = 2 + 4 * block
      this.fillBias(inners[block]!, networkWidth, first + 1, frames)
      kernels.filter(
        states[block]! + at,
        inners[block]! + at,
        this.part(first),
        networkWidth,
        networkWidth,
        blockTaps,
        dilation,
        stride,
        padded,
      )
      this.cutOff(inners[block]!, frames, true)
      this.fillBias(states[block + 1]!, networkWidth, first + 3, frames)
      kernels.filter(
        inners[block]! + at,
        states[block + 1]! + at,
        this.part(first + 2),
        networkWidth,
        networkWidth,
        1,
        1,
        stride,
        padded,
      )
      this.cutOff(states[block + 1]!, frames, false)
      add(this.view(states[block + 1]!, networkWidth), this.view(states[block]!, networkWidth))
    })
    this.fillBias(this.logitsAt, 2, weightLengths.length - 1, frames)
    kernels.filter(
      states.at(-1)! + at,
      this.logitsAt + at,
      this.part(weightLengths.length - 2),
      networkWidth,
      2,
      1,
      1,
      stride,
      padded,
    )
    return padded
  }

  private fillBias(to: number, channels: number, part: number, frames: number): void {
    const signal = this.view(to, channels)
    signal.fill(0)
    for (let c = 0; c < channels; c++) {
      signal.fill(this.weights[this.offsets[part]! + c]!, c * stride + margin, c * stride + margin + frames)
    }
  }

  /** Nothing may stand beyond the frames; with `rectified` nothing below 0 within. */
  private cutOff(at: number, frames: number, rectified: boolean): void {
    const signal = this.view(at, networkWidth)
    for (let c = 0; c < networkWidth; c++) {
      const from = c * stride + margin
      if (rectified) for (let i = from; i < from + frames; i++) if (signal[i]! < 0) signal[i] = 0
      signal.fill(0, from + frames, (c + 1) * stride)
    }
  }

  private lossGradient({ frames, targets, weights }: TrainingSequence): number {
    const logits = this.view(this.logitsAt, 2)
    const gradient = this.view(this.logitGradientAt, 2)
    gradient.fill(0)
    let loss = 0
    for (let o = 0; o < 2; o++) {
      for (let t = 0; t < frames; t++) {
        const z = logits[o * stride + margin + t]!
        const target = targets[o * frames + t]!
        const weight = weights[o * frames + t]!
        const p = 1 / (1 + Math.exp(-z))
        loss -= weight * (target * Math.log(p + 1e-9) + (1 - target) * Math.log(1 - p + 1e-9))
        gradient[o * stride + margin + t] = (weight * (p - target)) / frames
      }
    }
    return loss / frames
  }

  private backward(frames: number): void {
    const { kernels, states, inners } = this
    const at = 4 * margin
    const last = weightLengths.length - 2
    this.gradients.fill(0)
    this.layerGradient(states.at(-1)!, this.logitGradientAt, last, networkWidth, 2, 1, 1, frames)
    this.view(this.stateGradientAt, networkWidth).fill(0)
    this.turn(last, networkWidth, 2, 1)
    kernels.filter(
      this.logitGradientAt + at,
      this.stateGradientAt + at,
      this.turnedAt,
      2,
      networkWidth,
      1,
      1,
      stride,
      frames,
    )
    for (let block = dilations.length - 1; block >= 0; block--) {
      const first = 2 + 4 * block
      this.layerGradient(
        inners[block]!,
        this.stateGradientAt,
        first + 2,
        networkWidth,
        networkWidth,
        1,
        1,
        frames,
      )
      this.view(this.innerGradientAt, networkWidth).fill(0)
      this.turn(first + 2, networkWidth, networkWidth, 1)
      kernels.filter(
        this.stateGradientAt + at,
        this.innerGradientAt + at,
        this.turnedAt,
        networkWidth,
        networkWidth,
        1,
        1,
        stride,
        frames,
      )
      silenceWhere(this.view(this.innerGradientAt, networkWidth), this.view(inners[block]!, networkWidth))
      this.layerGradient(
        states[block]!,
        this.innerGradientAt,
        first,
        networkWidth,
        networkWidth,
        blockTaps,
        dilations[block]!,
        frames,
      )
      this.turn(first, networkWidth, networkWidth, blockTaps)
      kernels.filter(
        this.innerGradientAt + at,
        this.stateGradientAt + at,
        this.turnedAt,
        networkWidth,
        networkWidth,
        blockTaps,
        dilations[block]!,
        stride,
        frames,
      )
    }
    silenceWhere(this.view(this.stateGradientAt, networkWidth), this.view(states[0]!, networkWidth))
    this.layerGradient(
      this.inputAt,
      this.stateGradientAt,
      0,
      beatFeatureCount,
      networkWidth,
      firstTaps,
      1,
      frames,
    )
  }

  private layerGradient(
    inputAt: number,
    gradientAt: number,
    part: number,
    inputs: number,
    outputs: number,
    taps: number,
    dilation: number,
    frames: number,
  ): void {
    const at = 4 * margin
    const to = this.gradientAt + 4 * this.offsets[part]!
    this.kernels.weightGradient(
      inputAt + at,
      gradientAt + at,
      to,
      inputs,
      outputs,
      taps,
      dilation,
      stride,
      frames,
    )
    const gradient = this.view(gradientAt, outputs)
    for (let o = 0; o < outputs; o++) {
      let sum = 0
      for (let t = 0; t < frames; t++) sum += gradient[o * stride + margin + t]!
      this.gradients[this.offsets[part + 1]! + o] = sum
    }
  }

  /** The filters from outputs back to inputs: inputs × outputs × taps, taps in reverse. */
  private turn(part: number, inputs: number, outputs: number, taps: number): void {
    const turned = new Float32Array(this.kernels.memory.buffer, this.turnedAt, inputs * outputs * taps)
    const from = this.offsets[part]!
    for (let o = 0; o < outputs; o++) {
      for (let i = 0; i < inputs; i++) {
        for (let k = 0; k < taps; k++) {
          turned[(i * outputs + o) * taps + taps - 1 - k] = this.weights[from + (o * inputs + i) * taps + k]!
        }
      }
    }
  }

  private adam(rate: number): void {
    const { weights, gradients, firstMoment, secondMoment } = this
    this.steps++
    const norm = Math.sqrt(gradients.reduce((sum, g) => sum + g * g, 0))
    const scale = norm > 0.5 ? 0.5 / norm : 1
    const corrected = (rate * Math.sqrt(1 - 0.999 ** this.steps)) / (1 - 0.9 ** this.steps)
    for (let i = 0; i < weights.length; i++) {
      const g = gradients[i]! * scale
      firstMoment[i] = 0.9 * firstMoment[i]! + 0.1 * g
      secondMoment[i] = 0.999 * secondMoment[i]! + 0.001 * g * g
      weights[i]! -=
        (corrected * firstMoment[i]!) / (Math.sqrt(secondMoment[i]!) + 1e-8) + rate * 1e-4 * weights[i]!
    }
  }
}

function add(to: Float32Array, from: Float32Array): void {
  for (let i = 0; i < to.length; i++) to[i]! += from[i]!
}

function silenceWhere(gradient: Float32Array, rectified: Float32Array): void {
  for (let i = 0; i < gradient.length; i++) if (rectified[i]! <= 0) gradient[i] = 0
}
