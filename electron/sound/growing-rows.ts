/** Rows of numbers of one width, one after another in one array that grows. */
export class GrowingRows {
  count = 0
  private values: Float32Array
  private readonly width: number

  constructor(width: number) {
    this.width = width
    this.values = new Float32Array(width * 4_096)
  }

  /** The next row, to be written to; lent until the row after it. */
  next(): Float32Array {
    const from = this.count * this.width
    if (from === this.values.length) {
      const longer = new Float32Array(from * 2)
      longer.set(this.values)
      this.values = longer
    }
    this.count++
    return this.values.subarray(from, from + this.width)
  }

  /** All rows: value c of row i is at i * width + c. */
  finish(): Float32Array {
    return this.values.slice(0, this.count * this.width)
  }
}
