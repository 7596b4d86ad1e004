import type { Readable } from 'node:stream'

/** Reads the lines that ffmpeg's `metadata` filter prints for each frame, and keeps the presentation times. */
export class TimeReader {
  /** Seconds of the file's time, in order. */
  readonly timesS: number[] = []
  onTime: () => void = () => undefined
  private rest = ''

  constructor(pipe: Readable) {
    pipe.setEncoding('latin1')
    pipe.on('data', (text: string) => this.read(text))
  }

  /** The time of the first frame: 0 of the draft. */
  get originS(): number {
    return this.timesS[0] ?? 0
  }

  private read(text: string): void {
    const lines = (this.rest + text).split('\n')
    this.rest = lines.pop() ?? ''
    for (const line of lines) {
      // frame:12   pts:400000  pts_time:0.4 — in a time base of microseconds; pts_time has six digits only.
      const pts = /^frame:\d+\s+pts:(-?\d+)/.exec(line)?.[1]
      if (pts) this.timesS.push(Number(pts) / 1e6)
    }
    this.onTime()
  }
}

/** ffmpeg tells a frame's time before it writes the frame, so little ever waits; what is not ffmpeg may do as it likes. */
const mostWaitingBytes = 16 * 1024 * 1024

/** What takes a frame; where it returns a promise, the next frame waits for it. */
export type TakeFrame = (frame: Uint8Array, fileTimeS: number, index: number) => Promise<void> | void

/** Cuts a pipe of raw pictures into frames and gives each out with its time, which comes through a pipe of its own. */
export class FrameReader {
  readonly times: TimeReader
  private readonly frame: Uint8Array
  private filled = 0
  private count = 0
  private held: Promise<void> | null = null
  private failure: Error | null = null
  private readonly waiting: Buffer[] = []
  private waitingBytes = 0
  private readonly pipe: Readable
  private readonly deliver: TakeFrame

  constructor(pipe: Readable, timesPipe: Readable, frameBytes: number, deliver: TakeFrame) {
    this.pipe = pipe
    this.deliver = deliver
    this.frame = new Uint8Array(frameBytes)
    this.times = new TimeReader(timesPipe)
    this.times.onTime = () => this.drain()
    pipe.on('data', (chunk: Buffer) => {
      this.waiting.push(chunk)
      this.waitingBytes += chunk.length
      this.drain()
    })
  }

  /** Times of the frames that came whole, seconds from the first. */
  finish(): Float64Array {
    const { timesS, originS } = this.times
    return Float64Array.from(timesS.slice(0, this.count), (timeS) => timeS - originS)
  }

  /**
   * After the pipe has ended: waits until all frames are taken.
   *
   * @throws what the taker of a frame threw
   */
  async delivered(): Promise<void> {
    while (this.held) await this.held
    if (this.failure !== null) throw this.failure
  }

  private drain(): void {
    while (!this.held && this.waiting.length > 0 && this.count < this.times.timesS.length) {
      const chunk = this.waiting[0]!
      const used = this.take(chunk)
      this.waitingBytes -= used
      if (used === chunk.length) this.waiting.shift()
      else this.waiting[0] = chunk.subarray(used)
    }
    // The picture may run ahead of its times by a little; it must not pile up.
    if (this.held || this.waitingBytes > mostWaitingBytes) this.pipe.pause()
    else if (this.pipe.isPaused()) this.pipe.resume()
  }

  /** Uses bytes of a chunk up to the end of the current frame; returns how many. */
  private take(chunk: Buffer): number {
    const missing = this.frame.length - this.filled
    if (this.filled === 0 && chunk.length >= missing) {
      this.emit(chunk.subarray(0, missing)) // whole in one chunk: no copy
      return missing
    }
    const used = Math.min(missing, chunk.length)
    this.frame.set(chunk.subarray(0, used), this.filled)
    this.filled += used
    if (this.filled === this.frame.length) {
      this.filled = 0
      this.emit(this.frame)
    }
    return used
  }

  private emit(frame: Uint8Array): void {
    const index = this.count++
    const taken = this.deliver(frame, this.times.timesS[index]!, index)
    if (taken) this.hold(taken)
  }

  private hold(taken: Promise<void>): void {
    this.held = taken
      .catch((thrown: unknown) => {
        this.failure ??= thrown instanceof Error ? thrown : new Error(String(thrown))
      })
      .then(() => {
        this.held = null
        this.drain()
      })
  }
}
