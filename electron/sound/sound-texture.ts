import type { DraftClock, Measuring, SoundDetector } from '../media/detector.ts'
import { soundRateHz, type SoundBlock } from '../media/streams.ts'
import { finiteSamples } from './finite-samples.ts'
import { GrowingRows } from './growing-rows.ts'
import { mixToMono } from './mono.ts'
import { PitchClassMeter } from './pitch-classes.ts'
import { SixteenKhz } from './sixteen-khz.ts'
import { TextureMeter, textureStepS } from './texture.ts'
import { VoiceMeter } from './voice.ts'

/** What the sound is like, step by step from the file's time 0; what it is, is decided from this. */
export interface SoundTexture {
  /** When the first frame is shown, and for how long the picture lasts. */
  clock: DraftClock
  /** dBFS of each 20 ms of the channels' mean, without its DC offset; −200 for digital silence. */
  levels: Float32Array
  /** A row of `textureColumns` for each 20 ms. */
  texture: Float32Array
  /** The pitch classes of each quarter of a second, see pitch-classes.ts. */
  pitchClasses: Float32Array
  /** How likely each 32 ms are speech, by the voice model; null where it could not be had. */
  voice: Float32Array | null
  /** Why it could not be had. */
  voiceFailure: string | null
}

const levelSamples = Math.round(soundRateHz * textureStepS)

/**
 * The texture of the sound and the voice in it (see texture.ts, pitch-classes.ts, voice.ts), on one channel at 16 kHz. Null without a sound
 * stream.
 */
export const soundTexture: SoundDetector<SoundTexture | null> = {
  kind: 'stream',
  id: 'sound-texture',
  version: 2,
  streams: ['sound'],
  begin: (probe) => (probe.audio ? new TextureMeasuring() : { finish: () => null }),
}

class TextureMeasuring implements Measuring<SoundTexture> {
  private readonly mono = new Float32Array(4_800)
  private readonly toSpeechRate = new SixteenKhz()
  private readonly texture = new TextureMeter()
  private readonly pitchClasses = new PitchClassMeter()
  private readonly voice = new VoiceMeter()
  private readonly levels = new LevelMeter()

  sound(block: SoundBlock): void {
    const samples = finiteSamples(block.samples)
    const mono = block.length > this.mono.length ? new Float32Array(block.length) : this.mono
    mixToMono(block, samples, mono)
    const heard = mono.subarray(0, block.length)
    this.levels.add(heard)
    this.addAtSpeechRate(this.toSpeechRate.add(heard))
  }

  async ready(): Promise<void> {
    this.addAtSpeechRate(this.toSpeechRate.finish())
    await this.voice.ready()
  }

  finish(clock: DraftClock): SoundTexture {
    return {
      clock,
      levels: this.levels.finish(),
      texture: this.texture.finish(),
      pitchClasses: this.pitchClasses.finish(),
      voice: this.voice.finish(),
      voiceFailure: this.voice.failure,
    }
  }

  private addAtSpeechRate(samples: Float32Array): void {
    this.texture.add(samples)
    this.pitchClasses.add(samples)
    this.voice.add(samples)
  }
}

class LevelMeter {
  private readonly rows = new GrowingRows(1)
  private filled = 0
  private sum = 0
  private squares = 0

  add(samples: Float32Array): void {
    let { sum, squares, filled } = this
    for (const sample of samples) {
      sum += sample
      squares += sample * sample
      if (++filled === levelSamples) {
        this.push(sum, squares, filled)
        sum = squares = filled = 0
      }
    }
    Object.assign(this, { sum, squares, filled })
  }

  finish(): Float32Array {
    if (this.filled > 0) this.push(this.sum, this.squares, this.filled)
    this.filled = 0
    return this.rows.finish()
  }

  private push(sum: number, squares: number, count: number): void {
    const power = squares / count - (sum / count) ** 2
    this.rows.next()[0] = 10 * Math.log10(Math.max(1e-20, power))
  }
}
