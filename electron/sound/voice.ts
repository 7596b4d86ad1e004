import { sileroModel, voiceContext, voiceFrame, type SileroModel } from './silero.ts'
import { speechRateHz } from './sixteen-khz.ts'

/** One probability every 32 ms. */
export const voiceStepS = voiceFrame / speechRateHz

/**
 * Frames gathered before they are looked at: half a minute, so that little is left to do when the decode has ended. Eight
 * stretches at a time take half as long as one.
 */
const gathered = 938
const lanes = 8
/** What the model hears before a stretch, so that it knows where it is: a second. */
const runUp = 32
/** Nobody speaks below −60 dBFS: the model is not even loaded for a silent draft. */
const inaudible = 0.001
/** A shorter stretch is not worth its run-up. */
const leastStretch = 60

/**
 * How likely each 32 ms of the sound are speech, beside the decode. Where ONNX Runtime or the model can't be had there are
 * no probabilities, and `failure` says why.
 */
export class VoiceMeter {
  failure: string | null = null
  private readonly load: () => Promise<SileroModel>
  private probabilities: Float32Array[] = []
  /** What is not looked at yet, after the run-up before it. */
  private samples = new Float32Array(speechRateHz * 60)
  private filled = voiceContext
  /** Frames of run-up at the beginning of `samples`. */
  private before = 0
  private work: Promise<void> | null = null

  constructor(load: () => Promise<SileroModel> = sileroModel) {
    this.load = load
  }

  /** @param samples at 16 kHz, about full scale ±1 */
  add(samples: Float32Array): void {
    if (this.filled + samples.length > this.samples.length) {
      const longer = new Float32Array((this.filled + samples.length) * 2)
      longer.set(this.samples.subarray(0, this.filled))
      this.samples = longer
    }
    this.samples.set(samples, this.filled)
    this.filled += samples.length
    while (this.frames() - this.before >= gathered) this.look(gathered)
  }

  /** Waits for what is being looked at, the rest of the sound included. */
  async ready(): Promise<void> {
    const rest = this.frames() - this.before
    if (rest > 0) this.look(rest)
    await this.work
  }

  /** After `ready`. @returns a probability for each 32 ms; null without ONNX Runtime */
  finish(): Float32Array | null {
    if (this.failure !== null) return null
    const all = new Float32Array(this.probabilities.reduce((sum, part) => sum + part.length, 0))
    let at = 0
    for (const part of this.probabilities) {
      all.set(part, at)
      at += part.length
    }
    return all
  }

  private frames(): number {
    return Math.floor((this.filled - voiceContext) / voiceFrame)
  }

  private look(count: number): void {
    const { before } = this
    const end = before + count
    const samples = this.samples.slice(0, voiceContext + end * voiceFrame)
    this.work = (this.work ?? Promise.resolve()).then(() => this.listen(samples, before, count))
    this.before = Math.min(runUp, end)
    const from = (end - this.before) * voiceFrame
    this.samples.copyWithin(0, from, this.filled)
    this.filled -= from
  }

  private async listen(samples: Float32Array, before: number, count: number): Promise<void> {
    if (this.failure !== null) return
    if (!samples.some((sample) => Math.abs(sample) > inaudible)) {
      this.probabilities.push(new Float32Array(count))
      return
    }
    try {
      this.probabilities.push(await inLanes(await this.load(), samples, before, count))
    } catch (thrown) {
      this.failure = thrown instanceof Error ? thrown.message : String(thrown)
    }
  }
}

async function inLanes(
  model: SileroModel,
  samples: Float32Array,
  before: number,
  count: number,
): Promise<Float32Array> {
  const width = Math.max(1, Math.min(lanes, Math.floor(count / leastStretch)))
  const stretch = Math.ceil(count / width)
  const probabilities = new Float32Array(count)
  const lane = model.begin(width)
  const length = voiceContext + voiceFrame
  for (let step = -runUp; step < stretch; step++) {
    const input = new Float32Array(width * length)
    for (let k = 0; k < width; k++) {
      const frame = before + k * stretch + step
      if (frame >= 0 && frame < before + count) {
        input.set(samples.subarray(frame * voiceFrame, frame * voiceFrame + length), k * length)
      }
    }
    const likely = await lane.next(input)
    for (let k = 0; k < width; k++) {
      const frame = k * stretch + step
      if (step >= 0 && frame < count) probabilities[frame] = likely[k]!
    }
  }
  return probabilities
}
