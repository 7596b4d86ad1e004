import type { Readable } from 'node:stream'

const endOfImage = Buffer.from([0xff, 0xd9])

/** Cuts a pipe of JPEG pictures, one after the other, into pictures. In coded data 0xFF 0xD9 occurs only as the end. */
export class JpegReader {
  readonly pictures: Uint8Array[] = []
  private rest: Buffer = Buffer.alloc(0)

  constructor(pipe: Readable) {
    pipe.on('data', (chunk: Buffer) => this.read(chunk))
  }

  private read(chunk: Buffer): void {
    let bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk
    for (;;) {
      const end = bytes.indexOf(endOfImage)
      if (end < 0) break
      this.pictures.push(Uint8Array.from(bytes.subarray(0, end + 2)))
      bytes = bytes.subarray(end + 2)
    }
    this.rest = bytes
  }
}
