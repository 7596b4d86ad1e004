import type { Readable } from 'node:stream'
import type { SoundBlock } from './streams.ts'

/** Samples per channel in one block: 100 ms at 48 kHz. */
const blockLength = 4_800

/** Cuts a pipe of interleaved 32-bit floats into blocks. */
export class SoundReader {
  /** Samples per channel so far. */
  samples = 0
  private readonly channels: number
  private readonly block: Float32Array
  private readonly blockBytes: Uint8Array
  private filled = 0
  private readonly deliver: (block: SoundBlock) => void

  constructor(pipe: Readable, channels: number, deliver: (block: SoundBlock) => void) {
    this.channels = channels
    this.deliver = deliver
    this.block = new Float32Array(blockLength * Math.max(1, channels))
    this.blockBytes = new Uint8Array(this.block.buffer)
    pipe.on('data', (chunk: Buffer) => this.read(chunk))
    pipe.on('end', () => this.flush())
  }

  private read(chunk: Buffer): void {
    let used = 0
    while (used < chunk.length) {
      const count = Math.min(this.blockBytes.length - this.filled, chunk.length - used)
      this.blockBytes.set(chunk.subarray(used, used + count), this.filled)
      this.filled += count
      used += count
      if (this.filled === this.blockBytes.length) this.flush()
    }
  }

  private flush(): void {
    const length = Math.floor(this.filled / (4 * this.channels))
    this.filled = 0
    if (!(length > 0)) return
    const { channels } = this
    const samples = this.block.subarray(0, length * channels)
    this.deliver({ firstSample: this.samples, length, channels, samples })
    this.samples += length
  }
}
