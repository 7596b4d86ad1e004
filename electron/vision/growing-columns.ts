/** A column whose length is known only at the end: doubles its room when full. */
export class GrowingNumbers {
  private room = new Float64Array(1024)
  private length = 0

  push(value: number): void {
    if (this.length === this.room.length) {
      const larger = new Float64Array(this.room.length * 2)
      larger.set(this.room)
      this.room = larger
    }
    this.room[this.length++] = value
  }

  doubles(): Float64Array {
    return this.room.slice(0, this.length)
  }

  floats(): Float32Array {
    return Float32Array.from(this.room.subarray(0, this.length))
  }
}

/** The same for rows of bytes, appended one after the other. */
export class GrowingBytes {
  private room = new Uint8Array(1 << 16)
  private length = 0

  push(row: Uint8Array): void {
    if (this.length + row.length > this.room.length) {
      const larger = new Uint8Array(Math.max(this.room.length * 2, this.length + row.length))
      larger.set(this.room)
      this.room = larger
    }
    this.room.set(row, this.length)
    this.length += row.length
  }

  bytes(): Uint8Array {
    return this.room.slice(0, this.length)
  }
}
